"""Mails through a real mail server on this machine: what fails is tried again, nothing goes twice."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from chat.attending import Attending
from chat.mailing import Mailing, written
from chat.parts import Parts
from sales.handoff.ports import Mail
from sales.ports import Store
from tests.chat.fake import Clock
from tests.running_app import free_ports


class Mailbox:
    """What the server got; `refuses` steers it."""

    def __init__(self) -> None:
        self.got: list[Any] = []
        self.refuses = False

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.refuses:
            return "451 Try again later"
        self.got.append(envelope)
        return "250 Taken"


@pytest.fixture
def mailbox() -> Iterator[tuple[Mailbox, str]]:
    """The server's box and its address."""
    box, port = Mailbox(), free_ports(1)
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    yield box, f"smtp://127.0.0.1:{port}"
    server.stop()


def asked(store: Store, talk: str, clock: Clock, contact: str) -> str:
    """A call back asked for; the handoff's id."""
    made = store.handoffs.open(
        conversation_id=talk, reason="wants a call", topic="", need={"contact": contact}, now=clock()
    )
    store.handoffs.to_callback(made.id, clock())
    return made.id


async def test_without_an_address_a_time_is_promised_and_no_mail_written(parts: Parts, talk: str, clock: Clock) -> None:
    handoff = asked(parts.store, talk, clock, "+49 30 5550 1420")
    await Attending(parts.store, parts.live, clock, parts.rules).promise()
    assert parts.store.handoffs.get(handoff).promised_at == clock() + timedelta(hours=4)
    assert parts.store.mails.listed(talk) == []


async def test_a_call_back_is_confirmed_by_one_mail_that_survives_a_refusing_server(
    parts: Parts, talk: str, clock: Clock, mailbox: tuple[Mailbox, str]
) -> None:
    box, address = mailbox
    asked(parts.store, talk, clock, "please to Kim <kim@example.org>.")
    attending = Attending(parts.store, parts.live, clock, parts.rules)
    await attending.promise()
    await attending.promise()
    mailing = Mailing(parts.store, address, "shop@example.org", clock)
    box.refuses = True
    assert mailing.once() == 1
    assert mailing.once() == 0
    assert [state for _, state in parts.store.mails.listed(talk)] == ["waiting"]
    box.refuses = False
    clock.now += timedelta(seconds=6)
    assert mailing.once() == 1
    assert mailing.once() == 0
    assert [state for _, state in parts.store.mails.listed(talk)] == ["sent"]
    assert [envelope.rcpt_tos for envelope in box.got] == [["kim@example.org"]]
    assert b"Saturday, 21 November, 14:00" in box.got[0].content


def test_a_dead_server_costs_a_try_and_no_mail(parts: Parts, talk: str, clock: Clock) -> None:
    handoff = asked(parts.store, talk, clock, "kim@example.org")
    mail = Mail("m1", "kim@example.org", "callback_promised", {"reason": "r", "by": "b", "zone": "UTC"})
    assert parts.store.mails.promise(handoff, clock(), mail, clock())
    assert Mailing(parts.store, f"smtp://127.0.0.1:{free_ports(1)}", "", clock).once() == 1
    assert [(one.attempts, state) for one, state in parts.store.mails.listed(talk)] == [(1, "waiting")]


def test_what_a_customer_wrote_cannot_add_a_line_to_the_head() -> None:
    facts = {"reason": "r", "by": "now\nBcc: all@example.org", "zone": "UTC"}
    message = written(Mail("m1", "kim@example.org", "callback_promised", facts), "shop@example.org")
    assert message["Bcc"] is None
    assert message["Subject"] == "We call you back by now Bcc: all@example.org"

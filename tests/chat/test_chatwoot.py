"""Handoffs that Chatwoot's agents work on, against the recorded contract of its API."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from pydantic import ValidationError

from bootstrap import Settings
from chat.chatwoot.bridge import Bridge, Done, Heard
from chat.chatwoot.line import ChatwootLine
from chat.desk import Desk
from chat.parts import Parts
from sales.conversation import Author, HandoffState, Owner
from sales.handoff.help_desk import AGENT
from sales.handoff.routing import DeskRules
from sales.ports import NewMessage, StaffMember, Store
from tests.chat.fake import Clock
from tests.chat.recorded_chatwoot import INBOX, TOKEN, RecordedChatwoot

REMOTE = "7"


@dataclass
class Desks:
    """A customer who waits here, and the help desk over there."""

    store: Store
    desk: Desk
    clock: Clock
    chatwoot: RecordedChatwoot
    bridge: Bridge
    talk: str
    handoff: str

    def said(self, text: str, author: Author = Author.CUSTOMER) -> None:
        """Something is said here."""
        self.store.conversations.append(self.talk, [NewMessage(author, text)], self.clock())

    @property
    def state(self) -> HandoffState:
        """How the handoff stands."""
        return self.store.handoffs.get(self.handoff).state


@pytest.fixture
def desks(parts: Parts, store: Store, talk: str, clock: Clock) -> Desks:
    """The customer has said a few words and waits."""
    chatwoot = RecordedChatwoot()
    line = ChatwootLine("https://chat.shop.example/", 1, INBOX, TOKEN, transport=chatwoot)
    bridge = Bridge(store, parts.desk, line, DeskRules(), clock)
    store.conversations.append(talk, [NewMessage(Author.CUSTOMER, "eight rooms, need screens")], clock())
    need = {"what": "screens", "budget": "25k", "contact": "kim@example.org"}
    opened = store.handoffs.open(conversation_id=talk, reason="a project", topic="", need=need, now=clock())
    return Desks(store, parts.desk, clock, chatwoot, bridge, talk, opened.id)


def spoken(text: str = "I look it up for you.", number: str = "920") -> Heard:
    """An agent over there speaks."""
    return Heard(Done.SAID, REMOTE, number, text)


def test_an_address_without_the_rest_stops_the_start_by_name() -> None:
    with pytest.raises(ValidationError, match="GOESWITH_CHATWOOT_TOKEN"):
        Settings(chatwoot_url="https://chat.shop.example", chatwoot_inbox=INBOX)


async def test_a_conversation_that_is_not_ours_is_passed_over(desks: Desks) -> None:
    await desks.bridge.once()
    assert not await desks.bridge.hear(Heard(Done.RESOLVED, "999"))
    assert not await desks.bridge.hear(Heard(Done.SAID, "999", "1", "hello"))


async def test_words_that_come_too_late_are_not_said_and_the_agent_is_told(desks: Desks) -> None:
    await desks.bridge.once()
    desks.store.handoffs.cancel(desks.talk, desks.clock())
    assert not await desks.bridge.hear(spoken())
    assert [one.text for one in desks.store.turns.latest(desks.talk)] == ["eight rooms, need screens"]
    assert desks.chatwoot.bodies("speak")[-1]["private"]
    assert "did not reach the customer" in desks.chatwoot.bodies("speak")[-1]["content"]


async def test_what_our_own_agent_has_is_not_ended_from_there(desks: Desks) -> None:
    desks.store.staff.create_first("a quiet word")
    await desks.bridge.once()
    desks.desk.claim(desks.handoff, StaffMember("agent", "agent"))
    assert not await desks.bridge.hear(Heard(Done.RESOLVED, REMOTE))
    assert desks.state is HandoffState.LIVE
    await desks.bridge.once()
    assert desks.chatwoot.bodies("stand")[-1] == {"status": "resolved"}
    assert await desks.bridge.once() == 0


async def test_while_chatwoot_is_down_nothing_is_lost_and_tries_get_rarer(desks: Desks) -> None:
    desks.chatwoot.down = True
    assert await desks.bridge.once() == 1
    assert await desks.bridge.once() == 0
    desks.chatwoot.down = False
    desks.clock.now += timedelta(seconds=6)
    assert await desks.bridge.once() == 1
    assert len(desks.chatwoot.bodies("begin")) == 1


async def test_a_waiting_customer_is_introduced_once_with_the_brief_as_a_note(desks: Desks) -> None:
    assert await desks.bridge.once() == 1
    assert await desks.bridge.once() == 0
    assert [name for name, _ in desks.chatwoot.heard] == ["contact", "begin", "speak", "stand"]
    assert desks.chatwoot.bodies("contact")[0]["source_id"] == desks.talk
    note = desks.chatwoot.bodies("speak")[0]
    assert note["private"]
    for words in ("a project", "screens", "25k", "kim@example.org", "Customer: eight rooms", "Not said yet"):
        assert words in note["content"]
    assert desks.chatwoot.bodies("stand") == [{"status": "open"}]


async def test_what_is_said_afterwards_is_told_in_order_and_once(desks: Desks) -> None:
    await desks.bridge.once()
    desks.said("are you there?")
    desks.said("It is kept for the colleague.", Author.ASSISTANT)
    await desks.bridge.once()
    desks.said("are you there?")
    await desks.bridge.once()
    await desks.bridge.once()
    assert desks.chatwoot.bodies("hear") == [{"content": "are you there?"}] * 2
    assert desks.chatwoot.bodies("speak")[1]["content"] == "It is kept for the colleague."


async def test_a_lost_answer_doubles_nothing(desks: Desks) -> None:
    await desks.bridge.once()
    for _ in range(2):
        desks.chatwoot.loses = {"hear"}
        desks.said("same words")
        await desks.bridge.once()
        desks.clock.now += timedelta(hours=1)
        await desks.bridge.once()
    assert desks.chatwoot.bodies("hear") == [{"content": "same words"}] * 2


async def test_a_lost_answer_to_the_beginning_begins_no_second_conversation(desks: Desks) -> None:
    desks.chatwoot.loses = {"begin"}
    await desks.bridge.once()
    desks.clock.now += timedelta(minutes=1)
    await desks.bridge.once()
    assert len(desks.chatwoot.bodies("begin")) == 1
    assert desks.chatwoot.bodies("stand") == [{"status": "open"}]


async def test_an_agents_words_claim_the_conversation_and_reach_the_customer_once(desks: Desks) -> None:
    await desks.bridge.once()
    assert await desks.bridge.hear(spoken())
    assert await desks.bridge.hear(spoken())
    assert [one.text for one in desks.store.turns.latest(desks.talk) if one.author is Author.AGENT] == [
        "I look it up for you."
    ]
    assert desks.store.conversations.get(desks.talk).owner is Owner.AGENT
    await desks.bridge.once()
    # Its own words are not told back.
    assert len(desks.chatwoot.bodies("speak")) == 1


async def test_resolving_there_closes_and_leaving_it_to_the_bot_gives_back_here(desks: Desks) -> None:
    await desks.bridge.once()
    await desks.bridge.hear(spoken())
    assert await desks.bridge.hear(Heard(Done.LEFT_TO_BOT, REMOTE))
    assert desks.store.conversations.get(desks.talk).owner is Owner.ASSISTANT
    assert not await desks.bridge.hear(Heard(Done.RESOLVED, REMOTE))


async def test_resolving_without_a_word_closes_too(desks: Desks) -> None:
    await desks.bridge.once()
    assert await desks.bridge.hear(Heard(Done.RESOLVED, REMOTE))
    closed = desks.store.handoffs.get(desks.handoff)
    assert (closed.state, closed.agent, closed.disposition) == (HandoffState.CLOSED, AGENT, "resolved in Chatwoot")


async def test_a_customer_who_goes_back_to_the_assistant_is_resolved_there(desks: Desks) -> None:
    await desks.bridge.once()
    desks.store.handoffs.cancel(desks.talk, desks.clock())
    desks.said("do you have kettles?")
    await desks.bridge.once()
    assert desks.chatwoot.bodies("stand")[-1] == {"status": "resolved"}


async def test_a_call_back_is_told_but_not_what_is_said_to_the_assistant_meanwhile(desks: Desks) -> None:
    desks.store.handoffs.to_callback(desks.handoff, desks.clock(), promised_at=desks.clock() + timedelta(hours=4))
    await desks.bridge.once()
    desks.said("do you have kettles?")
    await desks.bridge.once()
    assert desks.chatwoot.bodies("hear") == []
    assert len(desks.chatwoot.bodies("begin")) == 1

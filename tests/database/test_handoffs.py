"""The queue to a person."""

from datetime import datetime, timedelta

import pytest

from sales.conversation import Handoff, HandoffState, Owner
from sales.errors import ConflictError, NotFoundError
from sales.handoff.ports import Mail
from sales.ports import Store
from tests.database.make import conversation


def ask(store: Store, conversation_id: str, now: datetime, **need: str) -> Handoff:
    return store.handoffs.open(conversation_id=conversation_id, reason="asked", topic="office", need=need, now=now)


def owner(store: Store, conversation_id: str) -> Owner:
    return store.conversations.get(conversation_id).owner


def test_two_agents_cannot_claim_the_same_handoff(store: Store, now: datetime) -> None:
    handoff = ask(store, conversation(store, now).id, now)
    store.handoffs.claim(handoff.id, "ada", now)
    with pytest.raises(ConflictError):
        store.handoffs.claim(handoff.id, "ben", now)
    assert store.handoffs.get(handoff.id).agent == "ada"


def test_only_the_agent_who_has_it_may_give_it_back_or_close_it(store: Store, now: datetime) -> None:
    chat = conversation(store, now)
    handoff = ask(store, chat.id, now)
    with pytest.raises(ConflictError):
        store.handoffs.close(handoff.id, "ada", "sold", now)
    store.handoffs.claim(handoff.id, "ada", now)
    for end in (
        lambda: store.handoffs.give_back(handoff.id, "ben", now),
        lambda: store.handoffs.close(handoff.id, "ben", "sold", now),
    ):
        with pytest.raises(ConflictError):
            end()
    assert owner(store, chat.id) is Owner.AGENT


def test_a_closed_handoff_cannot_be_claimed_again(store: Store, now: datetime) -> None:
    handoff = ask(store, conversation(store, now).id, now)
    store.handoffs.claim(handoff.id, "ada", now)
    store.handoffs.close(handoff.id, "ada", "sold", now)
    with pytest.raises(ConflictError):
        store.handoffs.claim(handoff.id, "ada", now)


def test_the_customer_cannot_go_back_alone_once_a_person_is_there(store: Store, now: datetime) -> None:
    chat = conversation(store, now)
    assert store.handoffs.cancel(chat.id, now) is None
    handoff = ask(store, chat.id, now)
    store.handoffs.claim(handoff.id, "ada", now)
    assert store.handoffs.cancel(chat.id, now) is None
    assert owner(store, chat.id) is Owner.AGENT


def test_an_unknown_handoff_is_not_found(store: Store, now: datetime) -> None:
    for ask_for in (
        lambda: store.handoffs.get("x"),
        lambda: store.handoffs.claim("x", "ada", now),
        lambda: store.handoffs.to_callback("x", now),
    ):
        with pytest.raises(NotFoundError):
            ask_for()


def test_asking_twice_is_one_handoff_that_knows_both_needs(store: Store, now: datetime) -> None:
    chat = conversation(store, now)
    first = ask(store, chat.id, now, what="screens", budget="25000")
    again = ask(store, chat.id, now, budget="30000", when="june")
    assert again.id == first.id
    assert again.need == {"what": "screens", "budget": "30000", "when": "june"}


def test_the_conversation_belongs_to_the_queue_then_the_agent_then_the_assistant(store: Store, now: datetime) -> None:
    chat = conversation(store, now)
    handoff = ask(store, chat.id, now)
    owners = [owner(store, chat.id)]
    store.handoffs.claim(handoff.id, "ada", now)
    owners.append(owner(store, chat.id))
    store.handoffs.give_back(handoff.id, "ada", now)
    owners.append(owner(store, chat.id))
    assert owners == [Owner.QUEUE, Owner.AGENT, Owner.ASSISTANT]
    assert store.handoffs.current(chat.id) is None


def test_claiming_ones_own_again_changes_nothing(store: Store, now: datetime) -> None:
    handoff = ask(store, conversation(store, now).id, now)
    first = store.handoffs.claim(handoff.id, "ada", now)
    assert store.handoffs.claim(handoff.id, "ada", now + timedelta(minutes=5)) == first


def test_a_promised_call_back_stays_in_the_queue_while_the_assistant_goes_on(store: Store, now: datetime) -> None:
    chat = conversation(store, now)
    handoff = store.handoffs.to_callback(ask(store, chat.id, now).id, now)
    assert owner(store, chat.id) is Owner.ASSISTANT
    assert [waiting.id for waiting in store.handoffs.list(HandoffState.CALLBACK)] == [handoff.id]
    assert store.handoffs.claim(handoff.id, "ada", now).state is HandoffState.LIVE


def test_asking_again_after_a_promised_call_back_calls_a_person_now(store: Store, now: datetime) -> None:
    chat = conversation(store, now)
    promised = store.handoffs.to_callback(ask(store, chat.id, now).id, now)
    again = ask(store, chat.id, now)
    assert (again.id, again.state) == (promised.id, HandoffState.WAITING)
    assert owner(store, chat.id) is Owner.QUEUE


def test_who_asks_again_for_another_reason_is_told_with_both(store: Store, now: datetime) -> None:
    chat = conversation(store, now)
    store.handoffs.to_callback(ask(store, chat.id, now).id, now)
    for _ in range(2):
        again = store.handoffs.open(conversation_id=chat.id, reason="strong anger", topic="", need={}, now=now)
        store.handoffs.to_callback(again.id, now)
    assert again.reason.startswith("strong anger; before: ")
    assert again.reason.count("before") == 1


def test_old_call_backs_hide_nobody_who_waits_or_is_talked_to(store: Store, now: datetime) -> None:
    for _ in range(3):
        store.handoffs.to_callback(ask(store, conversation(store, now).id, now).id, now)
    waits = ask(store, conversation(store, now).id, now + timedelta(hours=1))
    live = store.handoffs.claim(ask(store, conversation(store, now).id, now + timedelta(hours=2)).id, "ada", now)
    assert [handoff.id for handoff in store.handoffs.list(limit=2)] == [live.id, waits.id]
    assert store.handoffs.count() == {HandoffState.WAITING: 1, HandoffState.LIVE: 1, HandoffState.CALLBACK: 3}


def test_only_call_backs_without_a_time_or_without_their_mail_are_unpromised(store: Store, now: datetime) -> None:
    promised, untold = (
        store.handoffs.to_callback(
            store.handoffs.open(
                conversation_id=conversation(store, now).id, reason="", topic="", need={"contact": contact}, now=now
            ).id,
            now,
            promised_at=now,
        )
        for contact in ("030 5550", "ann@example.org")
    )
    open_ended = store.handoffs.to_callback(ask(store, conversation(store, now).id, now + timedelta(1)).id, now)
    assert [one.id for one in store.handoffs.unpromised()] == [untold.id, open_ended.id]
    store.mails.promise(untold.id, now, Mail(untold.id, "ann@example.org", "callback_promised", {}), now)
    store.mails.promise(open_ended.id, now, None, now)
    assert store.handoffs.unpromised() == []
    assert promised.promised_at == now


def test_the_queue_lists_who_waits_longest_first(store: Store, now: datetime) -> None:
    late = ask(store, conversation(store, now).id, now + timedelta(minutes=5))
    early = ask(store, conversation(store, now).id, now)
    assert [handoff.id for handoff in store.handoffs.list()] == [early.id, late.id]


def test_the_typical_wait_is_the_median_of_real_ones(store: Store, now: datetime) -> None:
    assert store.handoffs.typical_wait_seconds() is None
    for seconds in (10, 60, 600):
        handoff = ask(store, conversation(store, now).id, now)
        store.handoffs.claim(handoff.id, "ada", now + timedelta(seconds=seconds))
    assert store.handoffs.typical_wait_seconds() == 60


def test_an_agent_is_online_for_a_minute_after_being_seen(store: Store, now: datetime) -> None:
    store.staff.create_first("correct horse")
    assert store.handoffs.agents_online(now) == 0
    store.handoffs.seen("agent", now)
    store.handoffs.seen("trainer", now)
    assert store.handoffs.agents_online(now + timedelta(seconds=59)) == 1
    assert store.handoffs.agents_online(now + timedelta(seconds=61)) == 0

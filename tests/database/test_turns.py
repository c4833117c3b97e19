"""Whose turn it is to answer, and that nothing is said twice or lost."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine

from database.turns import Turns
from sales.conversation import Author, Message, Owner
from sales.errors import ConflictError, NotFoundError, TooFastError
from sales.ports import NewMessage, Store
from sales.turns import Pace, Received
from tests.database.make import conversation

NO_LIMIT = Pace(per_minute=10_000, waiting=10_000)
LEASE = 45.0


@pytest.fixture
def turns(engine: Engine) -> Turns:
    return Turns(engine)


@pytest.fixture
def chat(store: Store, now: datetime) -> str:
    return conversation(store, now).id


def written(turns: Turns, chat: str, text: str, now: datetime, holder: str | None = None, **more: str) -> Received:
    """A customer's message, taken in by `holder`."""
    new = NewMessage(Author.CUSTOMER, text, **more)
    return turns.receive(chat, new, now=now, holder=holder, seconds=LEASE, pace=NO_LIMIT)


def answered(turns: Turns, chat: str, to: Message, now: datetime, holder: str = "a") -> list[str]:
    """The answer to that message, written by `holder`; answers what was said."""
    said = NewMessage(Author.ASSISTANT, "yes", answers=to.id)
    ended = turns.finish(chat, holder=holder, answered=[to.id], understanding={"parts": []}, said=[said], now=now)
    return [one.text for one in ended.messages]


def test_an_unknown_conversation_takes_no_message(turns: Turns, now: datetime) -> None:
    with pytest.raises(NotFoundError):
        written(turns, "nobody", "hello", now)


def test_the_same_client_id_writes_nothing_twice(turns: Turns, chat: str, now: datetime) -> None:
    first = written(turns, chat, "hello", now, client_id="c1")
    again = written(turns, chat, "hello", now, client_id="c1")
    assert (again.message.id, again.fresh, again.answers) == (first.message.id, False, None)
    assert len(turns.latest(chat)) == 1


def test_a_repeat_after_the_answer_gets_that_answer(turns: Turns, chat: str, now: datetime) -> None:
    first = written(turns, chat, "hello", now, "a", client_id="c1")
    answered(turns, chat, first.message, now)
    again = written(turns, chat, "hello", now, "b", client_id="c1")
    assert [one.text for one in again.answers or ()] == ["yes"]
    assert not again.has_turn


def test_only_one_holder_has_the_turn(turns: Turns, chat: str, now: datetime) -> None:
    assert written(turns, chat, "one", now, "a").has_turn
    assert not written(turns, chat, "two", now, "b").has_turn
    assert turns.take(chat, holder="b", now=now, seconds=LEASE) is None


def test_a_lease_that_ran_out_is_free_and_its_old_holder_may_not_speak(turns: Turns, chat: str, now: datetime) -> None:
    first = written(turns, chat, "one", now, "a")
    later = now + timedelta(seconds=LEASE + 1)
    taken = turns.take(chat, holder="b", now=later, seconds=LEASE)
    assert taken is not None
    with pytest.raises(ConflictError):
        answered(turns, chat, first.message, later, "a")
    assert [one.text for one in turns.latest(chat)] == ["one"]
    assert answered(turns, chat, first.message, later, "b") == ["yes"]


def test_who_gives_back_anothers_turn_changes_nothing(turns: Turns, chat: str, now: datetime) -> None:
    written(turns, chat, "one", now, "a")
    turns.release(chat, "b")
    assert turns.take(chat, holder="c", now=now, seconds=LEASE) is None


def test_what_was_not_answered_waits_on_after_the_turn_is_given_back(turns: Turns, chat: str, now: datetime) -> None:
    written(turns, chat, "one", now, "a")
    turns.release(chat, "a")
    taken = turns.take(chat, holder="b", now=now, seconds=LEASE)
    assert taken is not None
    assert [one.text for one in taken.waiting] == ["one"]


def test_with_nothing_waiting_there_is_no_turn_to_take(turns: Turns, chat: str, now: datetime) -> None:
    assert turns.take(chat, holder="a", now=now, seconds=LEASE) is None


def test_nothing_is_said_once_an_agent_has_the_conversation(
    turns: Turns, store: Store, chat: str, now: datetime
) -> None:
    first = written(turns, chat, "one", now, "a")
    store.conversations.set_owner(chat, Owner.AGENT)
    assert answered(turns, chat, first.message, now) == []
    assert [one.text for one in turns.latest(chat)] == ["one"]


def test_who_waits_in_the_queue_is_still_answered(turns: Turns, store: Store, chat: str, now: datetime) -> None:
    first = written(turns, chat, "one", now, "a")
    store.conversations.set_owner(chat, Owner.QUEUE)
    assert answered(turns, chat, first.message, now) == ["yes"]


@pytest.mark.parametrize("owner", [Owner.QUEUE, Owner.AGENT])
def test_a_message_to_a_person_waits_for_no_assistant(
    turns: Turns, store: Store, chat: str, now: datetime, owner: Owner
) -> None:
    store.conversations.set_owner(chat, owner)
    got = written(turns, chat, "one", now, "a")
    assert (got.answers, got.has_turn) == ((), False)
    assert store.conversations.unanswered() == []


def test_what_waits_when_a_person_takes_over_is_theirs(turns: Turns, store: Store, chat: str, now: datetime) -> None:
    written(turns, chat, "one", now)
    store.conversations.set_owner(chat, Owner.AGENT)
    assert turns.take(chat, holder="a", now=now, seconds=LEASE) is None
    assert store.conversations.unanswered() == []


def test_joined_messages_share_the_last_ones_answer(turns: Turns, chat: str, now: datetime) -> None:
    one = written(turns, chat, "one", now, client_id="c1").message
    two = written(turns, chat, "two", now, "a", client_id="c2").message
    said = NewMessage(Author.ASSISTANT, "both", answers=two.id)
    turns.finish(chat, holder="a", answered=[one.id, two.id], understanding=None, said=[said], now=now)
    for known in (one, two):
        assert [each.text for each in turns.answers(chat, known.id).answers or ()] == ["both"]


def test_another_conversations_message_is_not_found(turns: Turns, store: Store, chat: str, now: datetime) -> None:
    foreign = written(turns, conversation(store, now).id, "secret", now).message
    with pytest.raises(NotFoundError):
        turns.answers(chat, foreign.id)


def test_faster_than_the_pace_is_refused_and_writes_nothing(turns: Turns, chat: str, now: datetime) -> None:
    slow = replace(NO_LIMIT, per_minute=1)
    turns.receive(chat, NewMessage(Author.CUSTOMER, "one"), now=now, holder=None, seconds=LEASE, pace=slow)
    with pytest.raises(TooFastError):
        turns.receive(chat, NewMessage(Author.CUSTOMER, "two"), now=now, holder=None, seconds=LEASE, pace=slow)
    assert len(turns.latest(chat)) == 1


def test_only_dead_holders_of_this_host_lose_their_turns(turns: Turns, store: Store, chat: str, now: datetime) -> None:
    others = [conversation(store, now).id for _ in range(2)]
    for place, holder in zip([chat, *others], ["h:1:dead", "h:2:alive", "elsewhere:1:dead"], strict=True):
        written(turns, place, "one", now, holder)
    assert turns.free_abandoned("h", lambda holder: holder.endswith("alive")) == 1
    assert turns.take(chat, holder="new", now=now, seconds=LEASE) is not None
    assert all(turns.take(other, holder="new", now=now, seconds=LEASE) is None for other in others)


def test_erased_conversations_are_not_among_the_existing(turns: Turns, store: Store, chat: str, now: datetime) -> None:
    gone = conversation(store, now).id
    store.conversations.erase(gone)
    assert turns.existing([gone, chat, "never"]) == frozenset({chat})


def test_the_latest_messages_come_oldest_first(turns: Turns, chat: str, now: datetime) -> None:
    for text in ("one", "two", "three"):
        written(turns, chat, text, now)
    assert [one.text for one in turns.latest(chat, limit=2)] == ["two", "three"]

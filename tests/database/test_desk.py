"""The desk's book: what wakes whom, whose word counts, and what an agent leaves behind."""

from datetime import datetime, timedelta

import pytest

from sales.conversation import Author, HandoffState, Owner
from sales.errors import ConflictError
from sales.handoff.ports import Change, ChangeKind, Mark, Place, Reader
from sales.ports import NewMessage, Store
from tests.database.make import conversation
from tests.database.test_handoffs import ask

WORDS = NewMessage(Author.AGENT, "Hello", agent="agent")


def live_with(store: Store, agent: str, now: datetime) -> tuple[str, str]:
    """A conversation's id and its handoff's, live with that agent."""
    talk = conversation(store, now).id
    handoff = ask(store, talk, now)
    store.handoffs.claim(handoff.id, agent, now)
    return talk, handoff.id


def test_who_lost_a_conversation_cannot_speak_in_it(store: Store, now: datetime) -> None:
    talk, handoff = live_with(store, "agent", now)
    with pytest.raises(ConflictError):
        store.desk.say(handoff, "ben", WORDS, now)
    store.handoffs.close(handoff, "agent", "sold", now)
    with pytest.raises(ConflictError):
        store.desk.say(handoff, "agent", WORDS, now)
    assert store.conversations.history(talk) == []


def test_a_vanished_agents_chat_waits_again_after_a_minute_and_the_assistant_stays_silent(
    store: Store, now: datetime
) -> None:
    store.staff.create_first("a quiet word")
    talk, handoff = live_with(store, "agent", now)
    assert store.handoffs.free_vanished(now + timedelta(seconds=60)) == []
    store.handoffs.seen("agent", now + timedelta(seconds=30))
    assert store.handoffs.free_vanished(now + timedelta(seconds=90)) == []
    freed = store.handoffs.free_vanished(now + timedelta(seconds=91))
    assert [(one.id, one.state, one.agent, one.last_agent) for one in freed] == [
        (handoff, HandoffState.WAITING, None, "agent")
    ]
    assert store.conversations.get(talk).owner is Owner.QUEUE


def test_a_transfer_waits_for_the_colleague_and_stays_with_people(store: Store, now: datetime) -> None:
    talk, handoff = live_with(store, "agent", now)
    with pytest.raises(ConflictError):
        store.handoffs.transfer(handoff, "ben", now, topic=None, wanted="cem")
    passed = store.handoffs.transfer(handoff, "agent", now, topic="business", wanted="cem")
    assert (passed.state, passed.agent, passed.wanted_agent, passed.topic) == (
        HandoffState.WAITING,
        None,
        "cem",
        "business",
    )
    assert store.conversations.get(talk).owner is Owner.QUEUE


def test_news_tell_each_kind_once_and_nothing_twice(store: Store, now: datetime) -> None:
    talk = conversation(store, now).id
    place = store.desk.place()
    assert store.desk.news(place) == (place, ())
    handoff = ask(store, talk, now)
    store.handoffs.claim(handoff.id, "agent", now)
    store.desk.say(handoff.id, "agent", WORDS, now)
    store.desk.typing(talk, "customer", now)
    place, found = store.desk.news(place)
    assert set(found) == {
        Change(talk, ChangeKind.HANDOFF),
        Change(talk, ChangeKind.MESSAGE),
        Change(talk, ChangeKind.TYPING, "customer"),
    }
    assert store.desk.news(place)[1] == ()


def test_the_place_of_the_news_never_goes_back_when_a_conversation_is_erased(store: Store, now: datetime) -> None:
    talk = conversation(store, now).id
    store.conversations.append(talk, [NewMessage(Author.CUSTOMER, "hi")], now)
    place = store.desk.place()
    store.conversations.erase(talk)
    assert store.desk.news(place) == (place, ())
    assert place != Place()


def test_marks_only_move_forward_and_not_beyond_what_was_said(store: Store, now: datetime) -> None:
    talk = conversation(store, now).id
    assert not store.desk.mark(talk, Reader.CUSTOMER, seen=99, now=now)
    said = store.conversations.append(talk, [NewMessage(Author.AGENT, "a"), NewMessage(Author.AGENT, "b")], now)
    assert store.desk.mark(talk, Reader.CUSTOMER, got=said[1].id, now=now)
    assert store.desk.mark(talk, Reader.CUSTOMER, seen=said[0].id, now=now)
    assert not store.desk.mark(talk, Reader.CUSTOMER, seen=said[0].id - 1, now=now)
    assert store.desk.mark(talk, Reader.CUSTOMER, seen=2**40, now=now)
    assert store.desk.marks(talk)[Reader.CUSTOMER] == Mark(said[1].id, said[1].id)
    assert store.desk.marks(talk)[Reader.AGENT] == Mark()


def test_the_queue_counts_what_no_agent_has_seen(store: Store, now: datetime) -> None:
    talk = conversation(store, now).id
    said = store.conversations.append(talk, [NewMessage(Author.CUSTOMER, one) for one in "abc"], now)
    store.desk.mark(talk, Reader.AGENT, seen=said[0].id, now=now)
    assert store.overview.queue([talk, "nobody"])[talk].unread == 2
    assert list(store.overview.queue([talk, "nobody"])) == [talk]


def test_a_rating_is_given_once_and_only_where_a_person_spoke(store: Store, now: datetime) -> None:
    talk, handoff = live_with(store, "agent", now)
    store.handoffs.close(handoff, "agent", "sold", now)
    assert store.handoffs.to_rate(talk) is None
    again = ask(store, talk, now + timedelta(hours=1))
    store.handoffs.claim(again.id, "agent", now)
    store.desk.say(again.id, "agent", WORDS, now)
    assert store.handoffs.to_rate(talk) is None
    store.handoffs.close(again.id, "agent", "sold", now)
    assert store.handoffs.to_rate(talk).id == again.id
    assert store.handoffs.rate(again.id, 5, "", now).rating == 5
    with pytest.raises(ConflictError):
        store.handoffs.rate(again.id, 1, "", now)
    assert store.handoffs.to_rate(talk) is None


def test_the_report_measures_people_not_queues(store: Store, now: datetime) -> None:
    for seconds in (60, 120):
        talk, handoff = live_with(store, "agent", now)
        store.desk.say(handoff, "agent", WORDS, now + timedelta(seconds=seconds))
        store.handoffs.close(handoff, "agent", "solved", now + timedelta(seconds=seconds * 10))
    reopened = ask(store, talk, now + timedelta(hours=1))
    found = store.overview.report(now, now + timedelta(days=1))
    assert reopened.reopens == handoff
    assert (found.opened, found.answered, found.waiting, found.reopened) == (3, 2, 1, 1)
    assert (found.first_word_seconds, found.solution_seconds) == (90, 900)
    assert found.by_agent == [("agent", 2, 90, None)]
    assert found.by_ending == {"solved": 2}

"""The mood follows the customer, and its way is kept."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine

from sales.customer import CaseKind, Mood
from sales.ports import Store
from tests.database.make import conversation, customer

LATER = timedelta(hours=1)


@pytest.fixture
def mira(engine: Engine) -> str:
    """A known customer's id."""
    customer(engine, "c1", "mira@example.org")
    return "c1"


def test_unhappiness_in_one_conversation_holds_at_once_in_the_others(store: Store, now: datetime, mira: str) -> None:
    here, elsewhere = conversation(store, now, mira), conversation(store, now, mira)
    stranger = conversation(store, now)
    store.conversations.record_mood(here.id, Mood.UNHAPPY, now=now, cause="third time")
    assert store.turns.standing(elsewhere.id).conversation.mood is Mood.UNHAPPY
    assert store.turns.standing(stranger.id).conversation.mood is Mood.NEUTRAL


def test_a_new_conversation_is_unhappy_since_the_old_one_was(store: Store, now: datetime, mira: str) -> None:
    store.conversations.record_mood(conversation(store, now, mira).id, Mood.UNHAPPY, now=now, cause="third time")
    later = conversation(store, now + 30 * LATER, mira)
    standing = store.turns.standing(later.id)
    assert (standing.conversation.mood, standing.mood_since) == (Mood.UNHAPPY, now)


def test_a_later_neutral_conversation_does_not_hide_an_unhappy_one(store: Store, now: datetime, mira: str) -> None:
    first = conversation(store, now, mira)
    conversation(store, now + LATER, mira)
    store.conversations.record_mood(first.id, Mood.UNHAPPY, now=now + 2 * LATER, cause="late")
    assert conversation(store, now + 3 * LATER, mira).mood is Mood.UNHAPPY


def test_a_happy_word_elsewhere_does_not_make_other_conversations_happy(store: Store, now: datetime, mira: str) -> None:
    here, elsewhere = conversation(store, now, mira), conversation(store, now, mira)
    store.conversations.record_mood(here.id, Mood.HAPPY, now=now, cause="thanks")
    assert store.conversations.get(elsewhere.id).mood is Mood.NEUTRAL


def test_the_good_end_in_one_conversation_is_the_end_in_all(store: Store, now: datetime, mira: str) -> None:
    here, elsewhere = conversation(store, now, mira), conversation(store, now, mira)
    store.conversations.record_mood(here.id, Mood.UNHAPPY, now=now, cause="late")
    store.conversations.record_mood(elsewhere.id, Mood.NEUTRAL, now=now + LATER, cause="it came")
    assert store.conversations.get(here.id).mood is Mood.NEUTRAL


def test_a_closed_case_waits_for_a_good_sign_whatever_the_mood(store: Store, now: datetime) -> None:
    chat = conversation(store, now)
    case = store.cases.open(conversation_id=chat.id, kind=CaseKind.RETURN, now=now)
    assert not store.turns.standing(chat.id).case_solved
    store.cases.close(case.id, now + LATER, "an agent")
    assert store.turns.standing(chat.id).case_solved
    store.conversations.record_good_sign(chat.id, now=now + 2 * LATER, cause="thanks")
    assert not store.turns.standing(chat.id).case_solved


def test_a_good_sign_holds_in_the_customers_other_conversations(store: Store, now: datetime, mira: str) -> None:
    here, elsewhere = conversation(store, now, mira), conversation(store, now, mira)
    case = store.cases.open(conversation_id=here.id, kind=CaseKind.RETURN, now=now)
    store.cases.close(case.id, now + LATER, "an agent")
    assert store.turns.standing(elsewhere.id).case_solved
    store.conversations.record_good_sign(here.id, now=now + 2 * LATER, cause="thanks")
    assert not store.turns.standing(elsewhere.id).case_solved


def test_a_case_that_was_solved_before_the_new_trouble_does_not_count_for_it(store: Store, now: datetime) -> None:
    chat = conversation(store, now)
    case = store.cases.open(conversation_id=chat.id, kind=CaseKind.RETURN, now=now)
    store.cases.close(case.id, now + LATER, "an agent")
    store.conversations.record_mood(chat.id, Mood.UNHAPPY, now=now + 2 * LATER, cause="late again")
    assert not store.turns.standing(chat.id).case_solved


def test_a_second_case_asks_for_a_second_good_sign(store: Store, now: datetime) -> None:
    chat = conversation(store, now)
    for hour, kind in ((0, CaseKind.RETURN), (4, CaseKind.PAYMENT)):
        case = store.cases.open(conversation_id=chat.id, kind=kind, now=now + hour * LATER)
        store.cases.close(case.id, now + (hour + 1) * LATER, "an agent")
        assert store.turns.standing(chat.id).case_solved
        store.conversations.record_good_sign(chat.id, now=now + (hour + 2) * LATER, cause="thanks")
    assert not store.turns.standing(chat.id).case_solved


def test_the_timeline_tells_moods_cases_and_good_signs_in_order(store: Store, now: datetime, mira: str) -> None:
    chat = conversation(store, now, mira)
    store.conversations.record_mood(chat.id, Mood.UNHAPPY, now=now, cause="sounds unhappy (0.91)")
    case = store.cases.open(conversation_id=chat.id, kind=CaseKind.DELIVERY, now=now + LATER, order_number="1044")
    store.cases.close(case.id, now + 2 * LATER, "the shop's ticket system")
    store.conversations.record_mood(chat.id, Mood.NEUTRAL, now=now + 3 * LATER, cause="thanks")
    store.conversations.record_good_sign(chat.id, now=now + 4 * LATER, cause="a new wish")
    other = conversation(store, now + 5 * LATER, mira)
    told = [(entry.what, entry.state, entry.cause) for entry in store.timelines.of_conversation(other.id)]
    assert told == [
        ("mood", "unhappy", "sounds unhappy (0.91)"),
        ("case opened", "delivery", "order 1044"),
        ("case closed", "delivery", "by the shop's ticket system"),
        ("mood", "neutral", "thanks"),
        ("good sign", "neutral", "a new wish"),
    ]
    assert store.timelines.of_conversation(conversation(store, now).id) == []

"""How a conversation stands, read in one go."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine

from database.session import reading
from database.standing import read_standing
from sales.basket import Basket
from sales.conversation import HandoffState, Owner, Standing
from sales.customer import CaseKind, Mood
from sales.errors import NotFoundError
from sales.ports import Store
from tests.database.make import conversation, customer


def standing(engine: Engine, chat: str) -> Standing:
    with reading(engine) as connection:
        return read_standing(connection, chat)


@pytest.fixture
def chat(store: Store, now: datetime) -> str:
    return conversation(store, now).id


def test_an_unknown_conversation_is_not_found(engine: Engine, store: Store) -> None:
    with pytest.raises(NotFoundError):
        standing(engine, "nobody")


def test_a_new_conversation_has_nothing_open(engine: Engine, chat: str) -> None:
    found = standing(engine, chat)
    assert found == Standing(found.conversation)
    assert (found.conversation.owner, found.conversation.mood) == (Owner.ASSISTANT, Mood.NEUTRAL)
    assert found.conversation.basket == Basket()


def test_what_is_anothers_does_not_count(engine: Engine, store: Store, chat: str, now: datetime) -> None:
    other = conversation(store, now).id
    store.cases.open(conversation_id=other, kind=CaseKind.REFUND, now=now)
    store.handoffs.open(conversation_id=other, reason="asked", topic="", need={}, now=now)
    store.conversations.set_basket(other, Basket().add("LAMP"))
    store.conversations.record_mood(other, Mood.UNHAPPY, now=now, cause="test")
    assert standing(engine, chat) == Standing(store.conversations.get(chat))


def test_a_closed_handoff_is_none(engine: Engine, store: Store, chat: str, now: datetime) -> None:
    store.handoffs.open(conversation_id=chat, reason="asked", topic="", need={}, now=now)
    store.handoffs.cancel(chat, now)
    assert standing(engine, chat).handoff is None


def test_only_a_handoff_that_a_person_had_counts_as_handed_back(
    engine: Engine, store: Store, chat: str, now: datetime
) -> None:
    store.handoffs.open(conversation_id=chat, reason="asked", topic="", need={}, now=now)
    store.handoffs.cancel(chat, now)
    assert standing(engine, chat).handed_back_at is None
    again = store.handoffs.open(conversation_id=chat, reason="asked", topic="", need={}, now=now)
    store.handoffs.claim(again.id, "agent", now)
    assert standing(engine, chat).handed_back_at is None
    later = now + timedelta(minutes=3)
    store.handoffs.give_back(again.id, "agent", later, "wants to think it over")
    assert standing(engine, chat).handed_back_at == later
    assert not standing(engine, chat).no_offers


def test_a_note_that_forbids_offers_outlives_the_notes_after_it(
    engine: Engine, store: Store, chat: str, now: datetime
) -> None:
    for note in ("please don't sell him anything, his father died", "wants an invoice"):
        asked = store.handoffs.open(conversation_id=chat, reason="asked", topic="", need={}, now=now)
        store.handoffs.claim(asked.id, "agent", now)
        store.handoffs.give_back(asked.id, "agent", now, note)
    assert standing(engine, chat).no_offers


def test_a_promised_call_stands_while_the_assistant_speaks(
    engine: Engine, store: Store, chat: str, now: datetime
) -> None:
    opened = store.handoffs.open(conversation_id=chat, reason="asked", topic="", need={}, now=now)
    store.handoffs.to_callback(opened.id, now)
    found = standing(engine, chat)
    assert found.handoff is not None
    assert (found.handoff.state, found.conversation.owner) == (HandoffState.CALLBACK, Owner.ASSISTANT)


def test_a_closed_case_waits_for_a_good_sign_and_a_sign_before_it_does_not_count(
    engine: Engine, store: Store, chat: str, now: datetime
) -> None:
    case = store.cases.open(conversation_id=chat, kind=CaseKind.DELIVERY, now=now)
    assert [one.id for one in standing(engine, chat).open_cases] == [case.id]
    store.conversations.record_good_sign(chat, now=now + timedelta(minutes=1), cause="test")
    store.cases.close(case.id, now + timedelta(minutes=2), "the desk")
    assert standing(engine, chat).case_solved
    store.conversations.record_good_sign(chat, now=now + timedelta(minutes=3), cause="test")
    found = standing(engine, chat)
    assert (found.case_solved, found.open_cases) == (False, ())


def test_the_latest_change_of_an_unhappy_mood_is_told_and_no_other(
    engine: Engine, store: Store, chat: str, now: datetime
) -> None:
    later = now + timedelta(minutes=5)
    store.conversations.record_mood(chat, Mood.UNHAPPY, now=later, cause="test")
    assert standing(engine, chat).mood_since == later
    store.conversations.record_mood(chat, Mood.NEUTRAL, now=later, cause="test")
    assert standing(engine, chat).mood_since is None


def test_an_opt_out_of_the_customer_holds_in_a_new_conversation(engine: Engine, store: Store, now: datetime) -> None:
    person = customer(engine, "C1", "ada@sol.example")
    first, second = (conversation(store, now, person).id for _ in range(2))
    store.conversations.set_opted_out(first, True)
    assert standing(engine, second).conversation.opted_out


def test_a_case_of_the_customer_is_open_in_every_conversation(engine: Engine, store: Store, now: datetime) -> None:
    person = customer(engine, "C1", "ada@sol.example")
    first, second = (conversation(store, now, person).id for _ in range(2))
    case = store.cases.open(conversation_id=first, kind=CaseKind.REFUND, now=now)
    assert [one.id for one in standing(engine, second).open_cases] == [case.id]

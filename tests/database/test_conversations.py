"""The conversation log and what follows a customer."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine, func, insert, select

from database.session import reading, writing
from database.tables import (
    basket_lines,
    consents,
    conversations,
    decisions,
    handoffs,
    messages,
    mood_events,
    offers,
    proofs,
)
from sales.basket import Basket, Line
from sales.conversation import Author, Owner
from sales.customer import CaseKind, Mood
from sales.errors import NotFoundError
from sales.ports import NewMessage, Store
from tests.database.make import conversation, customer, decision, stock


def hello(client_id: str | None = None, text: str = "hello") -> NewMessage:
    return NewMessage(Author.CUSTOMER, text, client_id=client_id)


def test_an_unknown_conversation_is_not_found_whatever_is_asked(store: Store, now: datetime) -> None:
    talk = store.conversations
    for ask in (
        lambda: talk.get("x"),
        lambda: talk.token_hash("x"),
        lambda: talk.append("x", [hello()], now),
        lambda: talk.set_basket("x", Basket()),
        lambda: talk.set_owner("x", Owner.AGENT),
        lambda: talk.set_opted_out("x", True),
        lambda: talk.erase("x"),
    ):
        with pytest.raises(NotFoundError):
            ask()


def test_a_client_id_sent_twice_is_written_once(store: Store, now: datetime) -> None:
    chat = conversation(store, now)
    first = store.conversations.append(chat.id, [hello("m1")], now)[0]
    again = store.conversations.append(chat.id, [hello("m1", "something else")], now)[0]
    assert again == first
    assert [message.text for message in store.conversations.history(chat.id)] == ["hello"]


def test_the_same_client_id_in_another_conversation_is_another_message(store: Store, now: datetime) -> None:
    one, two = conversation(store, now), conversation(store, now)
    first = store.conversations.append(one.id, [hello("m1")], now)[0]
    assert store.conversations.append(two.id, [hello("m1")], now)[0].id != first.id
    assert store.conversations.answer_to(two.id, "m2") is None


def test_a_turn_is_not_given_twice_while_the_lease_runs(store: Store, now: datetime) -> None:
    chat = conversation(store, now)
    assert store.conversations.take_turn(chat.id, "one", now, 20)
    assert not store.conversations.take_turn(chat.id, "two", now + timedelta(seconds=19), 20)
    store.conversations.end_turn(chat.id, "two")
    assert not store.conversations.take_turn(chat.id, "two", now + timedelta(seconds=19), 20)


def test_a_turn_is_free_after_its_lease_or_when_given_back(store: Store, now: datetime) -> None:
    chat = conversation(store, now)
    store.conversations.take_turn(chat.id, "one", now, 20)
    assert store.conversations.take_turn(chat.id, "two", now + timedelta(seconds=21), 20)
    store.conversations.end_turn(chat.id, "two")
    assert store.conversations.take_turn(chat.id, "three", now + timedelta(seconds=21), 20)


def test_the_same_mood_again_is_not_kept_twice(engine: Engine, store: Store, now: datetime) -> None:
    chat = conversation(store, now)
    for _ in range(2):
        store.conversations.record_mood(chat.id, Mood.UNHAPPY, now=now, cause="third time I write")
    with reading(engine) as connection:
        assert connection.scalar(select(func.count()).select_from(mood_events)) == 1
    assert store.conversations.get(chat.id).mood is Mood.UNHAPPY


def test_erasing_leaves_no_row_of_the_conversation_behind(engine: Engine, store: Store, now: datetime) -> None:
    stock(engine, now, {"sku": "CARD", "name": "Ramo card", "price": "14.90"})
    chat = conversation(store, now)
    store.conversations.append(chat.id, [hello()], now)
    store.conversations.record_mood(chat.id, Mood.UNHAPPY, now=now, cause="late")
    store.conversations.set_basket(chat.id, Basket((Line("CARD"),)))
    offer = store.offers.save(chat.id, decision(store), {}, now)
    store.offers.answer(chat.id, offer.id, "accept", now, "yes")
    store.handoffs.open(conversation_id=chat.id, reason="asked", topic="", need={"phone": "0171"}, now=now)
    case = store.cases.open(conversation_id=chat.id, kind=CaseKind.DELIVERY, now=now, summary="my street 5")
    with writing(engine) as connection:
        connection.execute(insert(proofs).values(conversation_id=chat.id, order_number="1001"))
    store.conversations.erase(chat.id)
    with reading(engine) as connection:
        for table in (messages, mood_events, basket_lines, offers, consents, decisions, handoffs, proofs):
            rows = connection.scalar(select(func.count()).select_from(table).where(table.c.conversation_id == chat.id))
            assert rows == 0, table.name
        assert connection.scalar(select(func.count()).select_from(conversations)) == 0
    store.cases.close(case.id, now, "an agent")


def test_erasing_one_conversation_leaves_the_others_alone(store: Store, now: datetime) -> None:
    gone, kept = conversation(store, now), conversation(store, now)
    store.conversations.append(kept.id, [hello()], now)
    store.conversations.erase(gone.id)
    assert [message.text for message in store.conversations.history(kept.id)] == ["hello"]


def test_wanting_no_suggestions_follows_the_customer_into_every_conversation(
    engine: Engine, store: Store, now: datetime
) -> None:
    customer(engine, "c1", "mira@example.org")
    store.conversations.set_opted_out(conversation(store, now, "c1").id, True)
    later = conversation(store, now, "c1")
    assert later.opted_out
    assert not conversation(store, now).opted_out
    store.conversations.set_opted_out(later.id, False)
    assert not conversation(store, now, "c1").opted_out


def test_unhappiness_follows_the_customer_into_the_next_conversation(
    engine: Engine, store: Store, now: datetime
) -> None:
    customer(engine, "c1", "mira@example.org")
    store.conversations.record_mood(conversation(store, now, "c1").id, Mood.UNHAPPY, now=now, cause="late")
    assert conversation(store, now + timedelta(days=1), "c1").mood is Mood.UNHAPPY
    assert conversation(store, now + timedelta(days=1)).mood is Mood.NEUTRAL


def test_messages_wait_until_answered_and_only_for_the_assistant(store: Store, now: datetime) -> None:
    chat, taken = conversation(store, now), conversation(store, now)
    waiting = store.conversations.append(chat.id, [hello()], now)[0]
    store.conversations.append(taken.id, [hello()], now)
    store.conversations.set_owner(taken.id, Owner.AGENT)
    assert [(where, message.id) for where, message in store.conversations.unanswered()] == [(chat.id, waiting.id)]
    store.conversations.mark_answered(waiting.id, None)
    assert not store.conversations.unanswered()


def test_history_goes_on_where_the_reader_stopped(store: Store, now: datetime) -> None:
    chat = conversation(store, now)
    written = store.conversations.append(chat.id, [hello(text=word) for word in ("one", "two", "three")], now)
    after = store.conversations.history(chat.id, after=written[0].id)
    assert [message.text for message in after] == ["two", "three"]


def test_a_basket_keeps_its_order(store: Store, now: datetime) -> None:
    chat = conversation(store, now)
    basket = Basket((Line("Z", 2), Line("A"), Line("M", 9)))
    store.conversations.set_basket(chat.id, basket)
    assert store.conversations.get(chat.id).basket == basket

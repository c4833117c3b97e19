"""Offers, their answers, and the record of decisions."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import Engine, select

from database.session import reading
from database.tables import consents
from sales.errors import ConflictError, InvalidError, NotFoundError
from sales.offer import Decision, Reason
from sales.ports import Store
from tests.database.make import conversation, customer, decision, stock
from tests.sales.make import situation


@pytest.fixture(autouse=True)
def shelf(engine: Engine, now: datetime) -> None:
    stock(
        engine,
        now,
        {"sku": "CARD", "name": "Ramo card", "price": "14.90"},
        {"sku": "BAG", "name": "Statio sling", "price": "59.90"},
    )


def test_silence_has_no_offer_to_keep(store: Store, now: datetime) -> None:
    with pytest.raises(InvalidError):
        store.offers.save(conversation(store, now).id, Decision(None, Reason.UNHAPPY), {}, now)


def test_another_conversations_offer_is_not_found(store: Store, now: datetime) -> None:
    here, elsewhere = conversation(store, now), conversation(store, now)
    offer = store.offers.save(elsewhere.id, decision(store), {}, now)
    with pytest.raises(NotFoundError):
        store.offers.get(here.id, offer.id)
    with pytest.raises(NotFoundError):
        store.offers.answer(here.id, offer.id, "accept", now, "yes")
    assert store.offers.get(elsewhere.id, offer.id).answer is None


def test_a_second_answer_is_a_conflict_and_the_first_one_stays(store: Store, now: datetime) -> None:
    chat = conversation(store, now)
    offer = store.offers.save(chat.id, decision(store), {}, now)
    store.offers.answer(chat.id, offer.id, "decline", now, "nah")
    with pytest.raises(ConflictError):
        store.offers.answer(chat.id, offer.id, "accept", now, "oh well, yes")
    assert store.offers.get(chat.id, offer.id).answer == "decline"


def test_an_answer_that_is_none_is_refused(store: Store, now: datetime) -> None:
    chat = conversation(store, now)
    offer = store.offers.save(chat.id, decision(store), {}, now)
    with pytest.raises(InvalidError):
        store.offers.answer(chat.id, offer.id, "maybe", now, "maybe")


def test_a_yes_is_kept_with_the_customers_words_and_what_was_shown(engine: Engine, store: Store, now: datetime) -> None:
    chat = conversation(store, now)
    offer = store.offers.save(chat.id, decision(store), {"CARD": "holds 2,500 pictures"}, now)
    store.offers.answer(chat.id, offer.id, "accept", now, "ok, put it in")
    with reading(engine) as connection:
        kept = connection.execute(select(consents)).one()
    assert (kept.answer, kept.words, kept.at) == ("accept", "ok, put it in", now)
    assert kept.shown["items"] == [["CARD", "holds 2,500 pictures", False]]
    assert Decimal(kept.shown["total_after"]) == Decimal("714.90")


def test_history_counts_what_was_offered_and_refused_here(store: Store, now: datetime) -> None:
    chat = conversation(store, now)
    assert store.offers.history(chat.id, now).in_conversation == 0
    first = store.offers.save(chat.id, decision(store), {}, now)
    store.offers.answer(chat.id, first.id, "decline", now, "no")
    store.offers.save(chat.id, decision(store, "BAG"), {}, now)
    history = store.offers.history(chat.id, now + timedelta(minutes=1))
    assert (history.in_conversation, history.today, history.refusals_in_a_row) == (2, 2, 1)
    assert (history.offered, history.refused) == ({"CARD", "BAG"}, {"CARD"})
    assert (history.last_refusal_at, history.waiting) == (now, True)


def test_history_follows_the_customer_but_not_the_conversations_own_counts(
    engine: Engine, store: Store, now: datetime
) -> None:
    customer(engine, "c1", "mira@example.org")
    before = conversation(store, now, "c1")
    offer = store.offers.save(before.id, decision(store), {}, now)
    store.offers.answer(before.id, offer.id, "stop", now, "no suggestions")
    history = store.offers.history(conversation(store, now, "c1").id, now)
    assert (history.today, history.refused) == (1, {"CARD"})
    assert (history.in_conversation, history.refused_kinds, history.offered) == (0, frozenset(), frozenset())
    assert (history.this_week, history.refusals_in_a_row) == (1, 1)


def test_a_yes_ends_the_row_of_noes(store: Store, now: datetime) -> None:
    chat = conversation(store, now)
    for minute, answer in enumerate(("decline", "accept", "decline", "decline")):
        at = now + timedelta(minutes=minute)
        offer = store.offers.save(chat.id, decision(store), {}, at)
        store.offers.answer(chat.id, offer.id, answer, at, "words")
    assert store.offers.history(chat.id, now + timedelta(hours=1)).refusals_in_a_row == 2


def test_the_kinds_refused_are_those_of_this_conversation(engine: Engine, store: Store, now: datetime) -> None:
    stock(engine, now, {"sku": "CARD", "name": "Ramo card", "price": "14.90", "category": "memory-cards"})
    chat = conversation(store, now)
    offer = store.offers.save(chat.id, decision(store), {}, now)
    store.offers.answer(chat.id, offer.id, "decline", now, "no")
    assert store.offers.history(chat.id, now).refused_kinds == {"memory-cards"}


def test_yesterdays_offers_are_not_todays(store: Store, now: datetime) -> None:
    chat = conversation(store, now)
    store.offers.save(chat.id, decision(store), {}, now)
    history = store.offers.history(chat.id, now + timedelta(hours=25))
    assert (history.in_conversation, history.today, history.waiting) == (1, 0, False)


def test_the_latest_offer_waits_until_it_is_answered(store: Store, now: datetime) -> None:
    chat = conversation(store, now)
    assert store.offers.waiting(chat.id) is None
    offer = store.offers.save(chat.id, decision(store), {}, now)
    assert store.offers.waiting(chat.id) == offer
    store.offers.answer(chat.id, offer.id, "accept", now, "yes")
    assert store.offers.waiting(chat.id) is None


def test_silence_is_recorded_with_its_reason_and_what_was_looked_at(store: Store, now: datetime) -> None:
    chat = conversation(store, now)
    seen = situation(conversation_id=chat.id)
    store.offers.record(seen, Decision(None, Reason.OPEN_CASE), None)
    record = store.offers.decisions(chat.id)[0]
    assert (record["outcome"], record["rule"], record["at"]) == ("silence", "open case", seen.now)
    assert record["inputs"]["situation"]["basket"] == {"lines": [{"sku": "CAMERA"}]}
    assert store.offers.last_decision(chat.id) is None


def test_why_asks_for_the_latest_decision_that_made_an_offer(store: Store, now: datetime) -> None:
    chat = conversation(store, now)
    offer = store.offers.save(chat.id, decision(store), {}, now)
    store.offers.record(situation(conversation_id=chat.id), decision(store), offer.id)
    store.offers.record(situation(conversation_id=chat.id), Decision(None, Reason.OFFER_WAITING), None)
    latest = store.offers.last_decision(chat.id)
    assert latest is not None and latest["offer_id"] == offer.id

"""Stated preferences stay with whoever stated them."""

from datetime import datetime

from sales.ports import Store
from sales.tastes import Taste

RED, CORVA = Taste("colour", "red"), Taste("brand", "Corva")


def begun(store: Store, now: datetime, customer_id: str | None = None) -> str:
    return store.conversations.create(now=now, token_hash="-", customer_id=customer_id, locale="en").id


def test_what_one_stranger_likes_is_nothing_to_another(store: Store, now: datetime) -> None:
    one, other = begun(store, now), begun(store, now)
    store.preferences.note(one, [RED], now)
    assert store.preferences.stated(other) == []


def test_it_goes_with_the_conversation_and_when_it_is_to_be_forgotten(store: Store, now: datetime) -> None:
    one, other = begun(store, now), begun(store, now)
    for each in (one, other):
        store.preferences.note(each, [RED], now)
    store.conversations.erase(one)
    store.preferences.forget(other)
    assert store.preferences.stated(one) == store.preferences.stated(other) == []


def test_the_same_said_twice_is_kept_once_and_follows_the_customer(store: Store, now: datetime) -> None:
    one, other = begun(store, now, "u1"), begun(store, now, "u1")
    store.preferences.note(one, [RED, RED], now)
    store.preferences.note(other, [RED, CORVA], now)
    assert store.preferences.stated(one) == [RED, CORVA]

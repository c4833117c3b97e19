"""Cases: open until put right."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine

from sales.customer import CaseKind
from sales.errors import NotFoundError
from sales.ports import Store
from tests.database.make import conversation, customer


def test_a_case_cannot_be_opened_in_a_conversation_that_does_not_exist(store: Store, now: datetime) -> None:
    with pytest.raises(NotFoundError):
        store.cases.open(conversation_id="x", kind=CaseKind.COMPLAINT, now=now)


def test_a_case_that_does_not_exist_cannot_be_closed(store: Store, now: datetime) -> None:
    with pytest.raises(NotFoundError):
        store.cases.close("x", now, "an agent")


def test_the_same_trouble_told_twice_is_one_case(store: Store, now: datetime) -> None:
    chat = conversation(store, now)
    first = store.cases.open(conversation_id=chat.id, kind=CaseKind.DELIVERY, now=now)
    again = store.cases.open(conversation_id=chat.id, kind=CaseKind.DELIVERY, now=now, order_number="1044")
    assert again.id == first.id
    assert again.order_number == "1044"


def test_what_is_told_later_stands_in_the_case_once(store: Store, now: datetime) -> None:
    chat = conversation(store, now)
    for told in ("it leaks", "only when it is hot", "It leaks"):
        case = store.cases.open(conversation_id=chat.id, kind=CaseKind.COMPLAINT, now=now, summary=told)
    assert case.summary == "it leaks; only when it is hot"


@pytest.mark.parametrize(
    ("kind", "number"), [(CaseKind.DELIVERY, "1045"), (CaseKind.RETURN, "1044"), (CaseKind.REFUND, None)]
)
def test_another_order_or_another_kind_is_another_case(
    store: Store, now: datetime, kind: CaseKind, number: str | None
) -> None:
    chat = conversation(store, now)
    first = store.cases.open(conversation_id=chat.id, kind=CaseKind.DELIVERY, now=now, order_number="1044")
    assert store.cases.open(conversation_id=chat.id, kind=kind, now=now, order_number=number).id != first.id


def test_a_strangers_case_is_not_this_conversations(store: Store, now: datetime) -> None:
    here, elsewhere = conversation(store, now), conversation(store, now)
    store.cases.open(conversation_id=elsewhere.id, kind=CaseKind.COMPLAINT, now=now)
    assert not store.cases.open_for(here.id)


def test_a_customers_case_is_open_in_all_their_conversations(engine: Engine, store: Store, now: datetime) -> None:
    customer(engine, "c1", "mira@example.org")
    case = store.cases.open(conversation_id=conversation(store, now, "c1").id, kind=CaseKind.RETURN, now=now)
    later = conversation(store, now, "c1")
    assert [known.id for known in store.cases.open_for(later.id)] == [case.id]
    store.cases.close(case.id, now, "an agent")
    assert not store.cases.open_for(later.id)
    assert [known.id for known in store.cases.solved_for(later.id)] == [case.id]


def test_closing_a_closed_case_changes_nothing(store: Store, now: datetime) -> None:
    chat = conversation(store, now)
    case = store.cases.open(conversation_id=chat.id, kind=CaseKind.PAYMENT, now=now)
    store.cases.close(case.id, now, "an agent")
    store.cases.close(case.id, now + timedelta(hours=1), "another agent")
    assert store.cases.solved_for(chat.id)[0].closed_at == now


def test_trouble_after_a_solved_case_opens_a_new_one(store: Store, now: datetime) -> None:
    chat = conversation(store, now)
    first = store.cases.open(conversation_id=chat.id, kind=CaseKind.DELIVERY, now=now)
    store.cases.close(first.id, now, "an agent")
    assert store.cases.open(conversation_id=chat.id, kind=CaseKind.DELIVERY, now=now).id != first.id

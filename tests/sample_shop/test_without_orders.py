"""A shop that has sold nothing yet still knows what goes with its devices."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

import bootstrap
from database.session import migrate, open_engine
from jobs.import_shop import import_files
from sales.advisor import decide
from sales.basket import Basket, Line
from sales.complements import candidates
from sales.offer import Decision
from sales.ports import Store
from sales.situation import Moment, Situation
from tests.sample_shop.shop_files import FOLDER, judged

NOW = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def new_shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The sample shop's catalogue without a single order."""
    opened = open_engine(f"sqlite:///{tmp_path_factory.mktemp('shop') / 'goeswith.db'}")
    migrate(opened)
    import_files(opened, [FOLDER / name for name in ("products.csv", "relations.csv", "compatibility.yml")], now=NOW)
    yield bootstrap.build_store(opened)
    opened.dispose()


def decide_for(store: Store, sku: str) -> Decision:
    """What the shop decides when `sku` has just been put into an empty basket."""
    relations = store.catalogue.relations([sku])
    products = store.catalogue.many([sku, *(relation.target for relation in relations)])
    situation = Situation(
        conversation_id="new",
        now=NOW,
        moment=Moment.CART,
        anchors=(sku,),
        basket=Basket((Line(sku),)),
        products={sku: products[sku]},
    )
    return decide(situation, candidates(situation, relations, products, store.catalogue.fit_rules()))


def test_nothing_out_of_stock_or_unfit_is_offered_with_any_device(new_shop) -> None:
    for row in judged():
        decision = decide_for(new_shop, row["device_sku"])
        for item in decision.offer.items if decision.offer else ():
            assert item.product.in_stock, row
            assert item.fits.value == "fits", row


def test_at_least_95_of_100_devices_get_complements_that_a_person_found_sensible(new_shop) -> None:
    sensible = 0
    for row in judged():
        offer = decide_for(new_shop, row["device_sku"]).offer
        good = set(row["good"].split())
        # An upgrade before the purchase is a better device, not a complement; it is judged by its own test.
        items = [item.product for item in offer.items] if offer else []
        sensible += bool(items) and all({product.sku, product.category} & good for product in items)
    assert sensible >= 0.95 * len(judged())

"""A shop that has sold nothing yet still knows what goes with its devices."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

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


def shop_of(folder: Path, *names: str) -> Iterator[Store]:
    opened = open_engine(f"sqlite:///{folder / 'goeswith.db'}")
    migrate(opened)
    import_files(opened, [FOLDER / name for name in names], now=NOW)
    yield bootstrap.build_store(opened)
    opened.dispose()


@pytest.fixture(scope="module")
def new_shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The sample shop's catalogue without a single order."""
    yield from shop_of(tmp_path_factory.mktemp("shop"), "products.csv", "relations.csv", "compatibility.yml")


@pytest.fixture(scope="module")
def bare_shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The same products and rules of fit, and nobody who wrote down what goes with what."""
    yield from shop_of(tmp_path_factory.mktemp("bare"), "products.csv", "compatibility.yml")


@pytest.fixture(scope="module")
def silent_shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The products alone: only their attributes and words can tell."""
    yield from shop_of(tmp_path_factory.mktemp("silent"), "products.csv")


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
    offered, sensible = judged_offers(new_shop)
    assert sensible >= 0.95 * len(judged())
    assert sensible >= 0.97 * offered


def test_without_relations_rules_attributes_and_words_serve_most_devices(bare_shop) -> None:
    offered, sensible = judged_offers(bare_shop)
    assert sensible >= 0.8 * len(judged())
    assert sensible >= 0.9 * offered


def test_with_nothing_but_products_what_is_offered_is_still_sensible(silent_shop) -> None:
    offered, sensible = judged_offers(silent_shop)
    assert sensible >= 0.65 * len(judged())
    assert sensible >= 0.9 * offered


def judged_offers(store: Store) -> tuple[int, int]:
    """Devices that get an offer, and those of them where everything in it is in the judged table."""
    offered = sensible = 0
    for row in judged():
        offer = decide_for(store, row["device_sku"]).offer
        good = set(row["good"].split())
        items = [item.product for item in offer.items] if offer else []
        offered += bool(items)
        sensible += bool(items) and all({product.sku, product.category} & good for product in items)
    return offered, sensible

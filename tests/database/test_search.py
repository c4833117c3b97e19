"""Search: what is not found, what must be obeyed, and what comes first."""

from datetime import datetime
from decimal import Decimal

import pytest
from sqlalchemy import Engine, event

from database.search import finder, full_text, set_synonyms
from database.session import reading
from sales.basket import Basket, Line
from sales.ports import Query, Store
from tests.database.make import stock

CAMERA = {"sku": "CAM-Z5", "name": "Vanta Z5 with 18-200 mm lens", "brand": "Vanta", "category": "cameras"}
BAG = {"sku": "BAG-SLING", "name": "Statio sling bag", "brand": "Statio", "category": "camera-bags"}
CASE = {"sku": "CASE-X2", "name": "Corva case for Aurora X2", "brand": "Corva", "category": "phone-cases"}
PHONE = {"sku": "PH-X2", "name": "Aurora X2 128 GB black", "brand": "Aurora", "category": "phones"}
PHONE_MAX = {"sku": "PH-X2MAX", "name": "Aurora X2 Max 256 GB blue", "brand": "Aurora", "category": "phones"}


@pytest.fixture(autouse=True)
def shelf(engine: Engine, now: datetime) -> None:
    stock(
        engine,
        now,
        {**CAMERA, "price": "749", "description": "Splash-proof, about 300 shots a battery."},
        {**BAG, "price": "49", "description": "For a camera and two lenses."},
        {**CASE, "price": "20", "attributes": {"fits_model": ["Aurora X2"], "colour": ["red"]}},
        {**PHONE, "price": "629", "attributes": {"colour": ["black"], "storage_gb": ["128"], "water": ["IP68"]}},
        {
            **PHONE_MAX,
            "price": "849",
            "stock": 0,
            "attributes": {"colour": ["blue"], "storage_gb": ["256"], "water": ["IP68"]},
            "description": "Hides fingerprints better than the black one.",
        },
    )


@pytest.mark.parametrize("condition", [{"price_max": Decimal(50)}, {"only_in_stock": True}, {"category": "phones"}])
def test_a_condition_is_read_from_its_index_and_not_from_the_products(
    engine: Engine, condition: dict[str, object]
) -> None:
    conditions = full_text.Conditions(obeys=finder._obeys(Query("", **condition)))  # type: ignore[arg-type]
    told: list[tuple[str, tuple[object, ...]]] = []
    with reading(engine) as connection:
        event.listen(connection, "before_cursor_execute", lambda *call: told.append(call[2:4]))
        full_text.obeying(connection, conditions, 9, among=[1, 2])
        asked, values = told[-1]
        plan = [row[-1] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {asked}", values)]
    assert any("COVERING INDEX ix_products_conditions" in step for step in plan), plan


def skus(store: Store, text: str = "", **constraints: object) -> list[str]:
    return [hit.product.sku for hit in store.catalogue.search(Query(text, **constraints))]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "zebra",
        "?!",
        "\x00\x01",
        '"',
        "NEAR(",
        "name:*",
        "OR NOT",
        "'; DROP TABLE products; --",
        "🙂",
        "的",
    ],
)
def test_no_text_breaks_the_search(store: Store, text: str) -> None:
    found = skus(store, text)
    assert bool(found) == (not text.strip())


def test_four_thousand_characters_are_answered(store: Store) -> None:
    assert skus(store, "aurora " * 570)


@pytest.mark.parametrize(
    "constraints",
    [
        {"attributes": ("yellow",)},
        {"attributes": ("128 gb", "blue")},
        {"price_max": Decimal(10)},
        {"price_min": Decimal(1000)},
        {"category": "printers"},
        {"attributes": ("black",), "category": "cameras"},
    ],
)
def test_a_constraint_that_nothing_meets_finds_nothing(store: Store, constraints: dict[str, object]) -> None:
    assert skus(store, "aurora x2", **constraints) == []


def test_black_is_a_colour_even_where_a_description_mentions_another_black_one(store: Store) -> None:
    assert skus(store, "aurora phone", attributes=("black",)) == ["PH-X2"]


def test_what_only_a_description_says_counts_where_no_attribute_does(store: Store) -> None:
    assert skus(store, attributes=("splash-proof",)) == ["CAM-Z5"]


@pytest.mark.parametrize("attribute", ["128 GB", "128gb", "128GB"])
def test_numbers_and_units_are_understood_in_any_spelling(store: Store, attribute: str) -> None:
    assert skus(store, "aurora", attributes=(attribute,), category="phones") == ["PH-X2"]


def test_price_bounds_are_inclusive(store: Store) -> None:
    assert skus(store, price_min=Decimal(629), price_max=Decimal("749.00")) == ["PH-X2", "CAM-Z5"]


def test_only_in_stock_leaves_out_what_is_sold_out(store: Store) -> None:
    assert "PH-X2MAX" in skus(store, "aurora x2 max")
    assert "PH-X2MAX" not in skus(store, "aurora x2 max", only_in_stock=True)


def test_a_made_up_brand_name_is_not_taken_for_one_of_ours(store: Store) -> None:
    hits = store.catalogue.search(Query("galaxy s23 case"))
    assert all(hit.score < 0.5 for hit in hits)


def test_a_product_that_is_no_longer_sold_is_not_found(engine: Engine, store: Store, now: datetime) -> None:
    stock(engine, now, {**CASE, "price": "20", "active": False})
    assert skus(store, "corva case") == []
    stock(engine, now, {**CASE, "price": "20"})
    assert skus(store, "corva case")[0] == "CASE-X2"


def test_an_old_name_no_longer_finds_a_renamed_product(engine: Engine, store: Store, now: datetime) -> None:
    stock(engine, now, {**BAG, "name": "Statio hip pouch", "price": "49"})
    assert skus(store, "sling") == []
    assert skus(store, "pouch") == ["BAG-SLING"]


def test_a_new_product_is_found_at_once_even_misspelt(engine: Engine, store: Store, now: datetime) -> None:
    assert skus(store, "quokka") == []
    stock(engine, now, {"sku": "TOY", "name": "Quokka plush", "price": "9"})
    assert skus(store, "quokka") == ["TOY"]
    assert skus(store, "qukka plusch") == ["TOY"]


@pytest.mark.parametrize(
    "text", ["aurora x2 case", "aurra x2 cas", "cases for aurora x2", "red case x2", "casefor x 2"]
)
def test_a_case_is_found_by_device_with_mistakes_and_in_any_order(store: Store, text: str) -> None:
    assert skus(store, text)[0] == "CASE-X2"


@pytest.mark.parametrize("text", ["case-x2", "CASE-X2", "casex2", "do you have CASE-X2?"])
def test_a_sku_is_found_however_it_is_written(store: Store, text: str) -> None:
    hit = store.catalogue.search(Query(text))[0]
    assert (hit.product.sku, hit.score) == ("CASE-X2", 1.0)


def test_a_device_comes_before_its_accessories_and_the_other_way_round(store: Store) -> None:
    assert skus(store, "camera")[0] == "CAM-Z5"
    assert skus(store, "camera bag")[0] == "BAG-SLING"
    assert skus(store, "a bag for my camera")[0] == "BAG-SLING"


def test_a_word_that_is_spelt_right_is_not_read_as_another(store: Store) -> None:
    assert store.catalogue.search(Query("aurra", limit=3))
    assert not store.catalogue.search(Query("aurra", limit=3, spelt_right=frozenset({"aurra"})))


def test_the_model_that_was_named_comes_before_its_larger_sister(store: Store) -> None:
    assert skus(store, "aurora x2")[:2] == ["PH-X2", "PH-X2MAX"]
    assert skus(store, "aurora x2 max")[0] == "PH-X2MAX"


def test_a_full_match_scores_high_and_a_partial_one_low(store: Store) -> None:
    (first, *_) = store.catalogue.search(Query("vanta z5"))
    (partial, *_) = store.catalogue.search(Query("vanta underwater drone"))
    assert first.score > 0.6
    assert partial.score < 0.4


def test_stock_then_sales_decide_between_equals_only(engine: Engine, store: Store, now: datetime) -> None:
    for sku, left in (("MUG-A", 0), ("MUG-B", 5), ("MUG-C", 5)):
        stock(engine, now, {"sku": sku, "name": "Stoneware mug", "category": "mugs", "price": "9", "stock": left})
    buyer = {"name": "Mira", "email": "mira@example.org", "conversation_id": None, "customer_id": None}
    store.orders.place(basket=Basket((Line("MUG-C"),)), now=now, **buyer)  # type: ignore[arg-type]
    assert skus(store, "mug") == ["MUG-C", "MUG-B", "MUG-A"]
    assert skus(store, "case")[0] == "CASE-X2"


def test_a_synonym_leads_to_the_shops_word_and_a_filler_counts_for_nothing(engine: Engine, store: Store) -> None:
    assert skus(store, "handset") == []
    set_synonyms(engine, [("handset", "phones"), ("fancy", "")])
    assert skus(store, "handset")[0] == "PH-X2"
    plain, fancy = (store.catalogue.search(Query(text))[0].score for text in ("handset", "fancy handset"))
    assert plain == fancy


def test_what_the_catalogue_does_not_have_stays_as_it_was_said(store: Store) -> None:
    assert store.catalogue.ways("zzxqy") == ["zzxqy"]
    assert store.catalogue.ways("") == []

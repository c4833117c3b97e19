"""Cutting text into words."""

import pytest

from database.search.words import cut, cut_with_compounds, plain_sku, singular


@pytest.mark.parametrize("text", ["", " ", "?!", "---", "\x00", "🙂"])
def test_what_has_no_words_gives_none(text: str) -> None:
    assert cut(text) == []


@pytest.mark.parametrize("word", ["bus", "glass", "x2s", "gas", "us", "s", "virus"])
def test_what_only_looks_like_a_plural_stays(word: str) -> None:
    assert singular(word) == word


@pytest.mark.parametrize(
    ("plural", "one"),
    [("cases", "case"), ("batteries", "battery"), ("watches", "watch"), ("tvs", "tv"), ("glasses", "glass")],
)
def test_a_plural_becomes_its_singular(plural: str, one: str) -> None:
    assert singular(plural) == one


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("64GB", ["64", "gb"]),
        ("64 gb", ["64", "gb"]),
        ('14" laptop', ["14", "inch", "laptop"]),
        ("15.6-inch", ["15.6", "inch"]),
        ("20,000 mAh", ["20000", "mah"]),
        ("Aurora X2", ["aurora", "x2"]),
        ("Café", ["cafe"]),
        ("children's", ["children"]),
        ("f/1.8", ["f", "1.8"]),
    ],
)
def test_the_same_thing_is_cut_the_same_way(text: str, words: list[str]) -> None:
    assert cut(text) == words


def test_hyphenated_words_are_also_kept_together() -> None:
    assert cut_with_compounds("Wi-Fi VB-5") == ["wi", "fi", "vb", "5", "wifi", "vb5"]


def test_a_sku_is_compared_by_letters_and_digits() -> None:
    assert plain_sku("PH-AUR_x2 128") == "phaurx2128"

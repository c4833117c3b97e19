"""A way to pay is read from the words, and judged by the shop's own list."""

import pytest

from sales.payments import method_named

TAKEN = ("card", "bank transfer", "invoice")


@pytest.mark.parametrize("text", ["how can i pay?", "what do you take", "is the carder here"])
def test_no_method_is_read_where_none_is_named(text: str) -> None:
    assert method_named(text, TAKEN) is None


@pytest.mark.parametrize(
    ("text", "name"), [("pay pal?", "PayPal"), ("can i use apple pay", "Apple Pay"), ("a gift card", "gift card")]
)
def test_a_method_the_shop_lacks_is_told_so_by_its_own_name(text: str, name: str) -> None:
    found = method_named(text, TAKEN)
    assert found is not None
    assert (found.name, found.taken_as) == (name, None)


@pytest.mark.parametrize(
    ("text", "taken"), [("credit card ok?", "card"), ("amex", "card"), ("by wire transfer", "bank transfer")]
)
def test_another_word_for_a_method_counts_as_it(text: str, taken: str) -> None:
    found = method_named(text, TAKEN)
    assert found is not None
    assert found.taken_as == taken

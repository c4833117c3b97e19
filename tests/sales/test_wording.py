"""Numbers as customers read them."""

from decimal import Decimal

import pytest

from sales.wording import listed, money


@pytest.mark.parametrize(
    ("amount", "currency", "locale", "text"),
    [
        ("749", "EUR", "en", "€749"),
        ("749.00", "EUR", "en", "€749"),
        ("39.9", "EUR", "en-GB", "€39.90"),
        ("0.005", "EUR", "en", "€0.01"),
        ("1234567.5", "USD", "en", "$1,234,567.50"),
        ("-5", "GBP", "en", "-£5"),
        ("1999.5", "EUR", "de-DE", "1.999,50 €"),
        ("99.5", "JPY", "en", "¥100"),
        ("12", "CHF", "en", "12 CHF"),
    ],
)
def test_money_is_written_in_the_locales_manner(amount, currency, locale, text) -> None:
    assert money(Decimal(amount), currency, locale) == text


@pytest.mark.parametrize(
    ("names", "text"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_names_are_listed_as_spoken(names, text) -> None:
    assert listed(names) == text

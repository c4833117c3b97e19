"""What needs no learning: money, quantities, ordinals, order numbers, e-mails, phones, dates, colours."""

from datetime import date

from components.extractors.patterns.colours import colours
from components.extractors.patterns.contacts import emails, order_numbers, phones
from components.extractors.patterns.dates import dates
from components.extractors.patterns.money import money
from components.extractors.patterns.quantities import ordinals, quantities
from components.extractors.spans import Span, kept_apart

__all__ = ["find", "firm", "loose"]


def firm(text: str, today: date) -> list[Span]:
    """Spans no learned span may contradict: e-mails, dates, money, order numbers, phones, ordinals."""
    found = emails(text) + dates(text, today)
    found = kept_apart(found + _clear_of(money(text), order_numbers(text, sure_only=True)))
    return kept_apart(found + order_numbers(text, taken=found) + phones(text) + ordinals(text))


def loose(text: str) -> list[Span]:
    """Spans that give way to a product's name they are part of ("Aurora 5 case"): quantities and colours."""
    return kept_apart(quantities(text) + colours(text))


def find(text: str, today: date) -> list[Span]:
    """All pattern spans of a message."""
    return kept_apart(firm(text, today) + loose(text))


def _clear_of(spans: list[Span], stronger: list[Span]) -> list[Span]:
    """`stronger` with those of `spans` that do not touch it."""
    return stronger + [span for span in spans if not any(span.overlaps(other) for other in stronger)]

"""Which way to pay a customer names, and whether the shop takes it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

# As it is written, what customers type, and the shop's own word where it is one of that kind.
_KNOWN: tuple[tuple[str, str, str], ...] = (
    ("PayPal", r"pay\s?pall?", "paypal"),
    ("Klarna", r"klarna", "klarna"),
    ("Apple Pay", r"apple\s?pay", "apple pay"),
    ("Google Pay", r"(?:google|g)\s?pay", "google pay"),
    ("Amazon Pay", r"amazon(?:\s?pay)?", "amazon pay"),
    ("Visa", r"visa", "card"),
    ("Mastercard", r"master\s?card", "card"),
    ("American Express", r"amex|american\s?express", "card"),
    ("card", r"(?:credit|debit|bank)?\s?cards?(?!\s+reader)", "card"),
    ("bank transfer", r"(?:bank|wire)\s?transfer|transfer|wire", "bank transfer"),
    ("invoice", r"invoice|bill", "invoice"),
    ("instalments", r"in?stall?ments?|in\s+parts|monthly", "instalments"),
    ("direct debit", r"direct\s?debit", "direct debit"),
    ("cash", r"cash", "cash"),
    ("cheque", r"che(?:que|ck)s?", "cheque"),
    ("cryptocurrency", r"bitcoins?|crypto\w*|ethereum", "cryptocurrency"),
    ("gift card", r"(?:gift|store)\s?cards?|vouchers?", "gift card"),
)


@dataclass(frozen=True)
class Method:
    """A way to pay as it is written, and the shop's method that takes it, None where the shop has none."""

    name: str
    taken_as: str | None


def method_named(text: str, methods: Sequence[str]) -> Method | None:
    """The way to pay that `text` names, the longest name first, judged by the shop's `methods`; None without one."""
    found = [
        (len(match.group()), name, kind)
        for name, pattern, kind in _KNOWN
        if (match := re.search(rf"\b(?:{pattern})\b", text, re.I))
    ]
    if not found:
        return None
    _, name, kind = max(found)
    return Method(name, next((method for method in methods if method.casefold() == kind), None))

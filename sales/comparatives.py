"""What "a lighter one" asks for: the products of the same kind that have less, or more, of what is measured."""

import re
from collections.abc import Collection
from itertools import pairwise

from sales.catalogue import Product

_WEIGHT, _SIZE, _NOISE = ("weight_g", "weight_kg"), ("screen_in", "width_cm", "width_mm", "volume_l"), ("noise_db",)
_SPEED, _LIGHT, _LENGTH = ("pages_per_min", "speed_kmh"), ("lumen",), ("battery_hours", "battery_minutes", "length_m")
# Each comparative: the attributes that may measure it, and whether more of them is what is asked for.
_ASKS: dict[str, tuple[tuple[str, ...], bool]] = {
    "lighter": (_WEIGHT, False), "heavier": (_WEIGHT, True), "smaller": (_SIZE, False), "bigger": (_SIZE, True),
    "larger": (_SIZE, True), "wider": (_SIZE, True), "narrower": (_SIZE, False), "quieter": (_NOISE, False),
    "louder": (_NOISE, True), "faster": (_SPEED, True), "brighter": (_LIGHT, True), "longer": (_LENGTH, True),
    "shorter": (_LENGTH, False),
}  # fmt: skip

_THING_ITSELF = frozenset({"", "one", "ones", "than", "please", "pls", "version", "model", "size", "thing", "in"})
_MOST = {re.sub(r"er$", "est", comparative): comparative for comparative in _ASKS}


def comparative_in(text: str) -> str:
    """The comparative that the text asks for, or ""; "bigger letters" are no bigger thing."""
    words = [word.strip(".,?!") for word in text.casefold().split()]
    pairs = pairwise([*words, ""])
    return next((word for word, behind in pairs if word in _ASKS and behind in _THING_ITSELF), "")


def superlative_in(text: str) -> str:
    """The comparative of the superlative that the text asks for, "bigger" for "the biggest tv", or ""."""
    words = (word.strip(".,?!") for word in text.casefold().split())
    return next((_MOST[word] for word in words if word in _MOST), "")


def ahead_of_all(products: Collection[Product], comparative: str) -> Product | None:
    """The product that surpasses all others in it, the cheapest of equals; None where none of them was measured."""
    keys, more = _ASKS[comparative]
    for key in keys:
        measured = [(value, product) for product in products if (value := _measure(product, key)) is not None]
        if measured:
            return min(measured, key=lambda pair: (-pair[0] if more else pair[0], pair[1].price, pair[1].sku))[1]
    return None


def surpassing(product: Product, others: Collection[Product], comparative: str) -> list[Product] | None:
    """Those of the others that surpass the product in it, nearest first; None where the product was not measured."""
    keys, more = _ASKS[comparative]
    own_measures = ((key, value) for key in keys if (value := _measure(product, key)) is not None)
    if (measured_by := next(own_measures, None)) is None:
        return None
    key, own = measured_by
    measured = [(value - own, other) for other in others if (value := _measure(other, key)) is not None]
    better = [(abs(ahead), other) for ahead, other in measured if ahead and (ahead > 0) is more]
    return [other for _, other in sorted(better, key=lambda pair: pair[0])]


def _measure(product: Product, key: str) -> float | None:
    value = next(iter(product.attributes.get(key, ())), "")
    try:
        return float(value)
    except ValueError:
        return None

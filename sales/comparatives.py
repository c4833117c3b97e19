"""What "a lighter one" asks for: the products of the same kind that have less, or more, of what is measured."""

import re
from collections.abc import Collection
from itertools import pairwise

from sales.catalogue import Product

_WEIGHT, _SIZE, _NOISE = ("weight_g", "weight_kg"), ("screen_in", "width_cm", "width_mm", "volume_l"), ("noise_db",)
_SPEED, _LIGHT, _LENGTH = (
    ("pages_per_min", "speed_kmh", "charge_watt", "watt"),
    ("lumen",),
    ("battery_hours", "battery_minutes", "length_m"),
)
# Each comparative: the attributes that may measure it, and whether more of them is what is asked for.
_ASKS: dict[str, tuple[tuple[str, ...], bool]] = {
    "lighter": (_WEIGHT, False), "heavier": (_WEIGHT, True), "smaller": (_SIZE, False), "bigger": (_SIZE, True),
    "larger": (_SIZE, True), "wider": (_SIZE, True), "narrower": (_SIZE, False), "quieter": (_NOISE, False),
    "louder": (_NOISE, True), "faster": (_SPEED, True), "brighter": (_LIGHT, True), "longer": (_LENGTH, True),
    "shorter": (_LENGTH, False),
}  # fmt: skip

# "The longer battery": what is measured is said beside a word that only means more.
_MEASURED: dict[str, tuple[str, ...]] = {
    "battery": ("battery_hours", "battery_minutes", "battery_shots", "capacity_mah"), "screen": ("screen_in",),
    "display": ("screen_in",), "storage": ("storage_gb",), "memory": ("ram_gb",), "ram": ("ram_gb",),
    "zoom": ("zoom",), "range": ("range_m2",), "reach": ("range_m2",),
}  # fmt: skip
_MORE_OF_IT = frozenset(
    {"longer", "longest", "better", "best", "bigger", "biggest", "more", "most", "larger", "largest", "stronger"}
)
_LASTING = re.compile(r"\b(?:lasts?|runs?|goes) (?:the )?long(?:er|est)\b", re.I)

_THING_ITSELF = frozenset(
    {"", "one", "ones", "than", "please", "pls", "version", "model", "size", "thing", "in", "then", "though", "tho"}
)
_TOO_MUCH = {
    "heavy": "lighter", "big": "smaller", "large": "smaller", "small": "bigger", "tiny": "bigger", "wide": "narrower",
    "narrow": "wider", "loud": "quieter", "noisy": "quieter", "slow": "faster", "dim": "brighter", "short": "longer",
}  # fmt: skip
_TOO = re.compile(rf"(?<!not )\btoo ({'|'.join(_TOO_MUCH)})\b(?!\s+for\s+(?:my|our|the|his|her)\s)", re.I)
_MOST = {re.sub(r"er$", "est", comparative): comparative for comparative in _ASKS}


def comparative_in(text: str) -> str:
    """The comparative that the text asks for, or ""; "bigger letters" are no bigger thing, "too heavy" asks for a
    lighter one."""
    if too := _TOO.search(text):
        return _TOO_MUCH[too[1].casefold()]
    words = [word.strip(".,?!") for word in text.casefold().split()]
    pairs = pairwise([*words, ""])
    return next((word for word, behind in pairs if word in _ASKS and _is_of_it(word, behind)), "")


def _is_of_it(comparative: str, behind: str) -> bool:
    return behind in _THING_ITSELF or set(_MEASURED.get(behind, ())) & set(_ASKS[comparative][0]) != set()


def superlative_in(text: str) -> str:
    """The comparative of the superlative that the text asks for, "bigger" for "the biggest tv", or ""."""
    words = (word.strip(".,?!") for word in text.casefold().split())
    return next((_MOST[word] for word in words if word in _MOST), "")


def leaders_in(text: str, products: Collection[Product]) -> tuple[list[Product], str]:
    """Of all the products those that lead in what the text asks for, "which is lighter", with the attribute.

    Nobody leads where nothing is asked that can be measured, not every one was measured, or all are level.
    """
    keys, more = _asked(text)
    for key in keys:
        measured = [(value, product) for product in products if (value := _measure(product, key)) is not None]
        if measured and len(measured) == len(products):
            best = (max if more else min)(value for value, _ in measured)
            return [product for value, product in measured if value == best], key
    return [], ""


def _asked(text: str) -> tuple[tuple[str, ...], bool]:
    words = [word.strip(".,?!") for word in text.casefold().split()]
    measured = next((word for word in words if word in _MEASURED), "")
    if measured and set(words) & _MORE_OF_IT:
        return _MEASURED[measured], True
    if _LASTING.search(text):
        return _MEASURED["battery"], True
    compared = next((_MOST.get(word, word) for word in words if word in _ASKS or word in _MOST), "")
    return _ASKS.get(compared, ((), True))


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

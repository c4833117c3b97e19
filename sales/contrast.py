"""What sets the shown products apart, in a few words each: by their own figures, else by what each is good for."""

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation

from sales.catalogue import Product
from sales.mentions import words

# attribute, whether less of it is better, and what the better one is or has
_BETTER: tuple[tuple[str, bool, str], ...] = (
    ("zoom", False, "has the longer zoom"),
    ("weight_g", True, "is lighter"),
    ("weight_kg", True, "is lighter"),
    ("noise_db", True, "is quieter"),
    ("battery_hours", False, "runs longer on a charge"),
    ("battery_minutes", False, "runs longer on a charge"),
    ("battery_shots", False, "takes more pictures on a charge"),
    ("screen_in", False, "has the bigger screen"),
    ("storage_gb", False, "stores more"),
    ("ram_gb", False, "has more memory"),
    ("pages_per_min", False, "prints faster"),
    ("pages", False, "lasts for more pages"),
    ("lumen", False, "is brighter"),
    ("cooling_kw", False, "cools larger rooms"),
    ("range_m2", False, "covers more rooms"),
    ("capacity_mah", False, "holds more charge"),
    ("charge_watt", False, "charges faster"),
    ("length_m", False, "is longer"),
    ("volume_l", False, "holds more"),
)
_COSTS_LESS = "costs less"
_LONGEST = 60


def advantages(first: Product, second: Product, need: str = "") -> tuple[str, str] | None:
    """What each of two of a kind has over the other ("is lighter"), those that answer the need first.

    Only facts in which both are described count; None where one of them has no advantage.
    """
    if first.category != second.category:
        return None
    ours, theirs = _ahead(first, second, need), _ahead(second, first, need)
    if not ours or not theirs:
        return None
    return ours[0], theirs[0]


def strengths(products: Sequence[Product], need: str = "") -> tuple[str, ...] | None:
    """For each product a benefit that none of the others has, the nearest to the need; None where one has none."""
    found = []
    for product in products:
        others = {benefit for other in products if other.sku != product.sku for benefit in other.benefits}
        own = [benefit for benefit in product.benefits if benefit not in others and len(benefit) <= _LONGEST]
        if not own:
            return None
        found.append(max(own, key=lambda benefit: len(set(words(benefit)) & set(words(need)))))
    return tuple(found)


def _ahead(one: Product, other: Product, need: str) -> list[str]:
    found = [
        says
        for key, less, says in _BETTER
        if (pair := _figures(one, other, key)) and pair[0] != pair[1] and (pair[0] < pair[1]) is less
    ]
    if one.price < other.price:
        found.append(_COSTS_LESS)
    found.sort(key=lambda says: -len(set(words(says)) & set(words(need))))
    return found


def _figures(one: Product, other: Product, key: str) -> tuple[Decimal, Decimal] | None:
    ours, theirs = _figure(one.attributes, key), _figure(other.attributes, key)
    return None if ours is None or theirs is None else (ours, theirs)


def _figure(attributes: Mapping[str, tuple[str, ...]], key: str) -> Decimal | None:
    values = attributes.get(key, ())
    try:
        return Decimal(values[0]) if len(values) == 1 else None
    except InvalidOperation:
        return None

"""Does this accessory fit this device? Declared rules over attributes, three answers.

A category that any rule names as an accessory is *governed*: it is offered only where a rule says that it fits.
Everything else has nothing to fit, so its relation alone decides.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from sales.catalogue import Product

Values = tuple[str, ...]


class Fit(str, Enum):
    """Only FITS is ever offered."""

    FITS = "fits"
    DOES_NOT = "does not"
    UNKNOWN = "unknown"


class Operator(str, Enum):
    """How the accessory's attribute (left) must stand to the device's (right), or either to the rule's own values."""

    EQUALS = "equals"
    CONTAINS = "contains"
    OVERLAPS = "overlaps"
    AT_MOST = "at_most"
    AT_LEAST = "at_least"
    SUM_AT_MOST = "sum_at_most"
    ONE_OF = "one_of"
    NONE_OF = "none_of"


OF_VALUES = frozenset({Operator.ONE_OF, Operator.NONE_OF})


@dataclass(frozen=True)
class Condition:
    """The accessory's attribute `left` stands in relation `op` to the device's attribute `right`.

    With `one_of` and `none_of` only one of the two is named, and it is held against `values`.
    """

    left: str
    op: Operator
    right: str
    values: Values = ()


@dataclass(frozen=True)
class FitRule:
    """An accessory of category `products` fits a device of category `fit` when all conditions hold.

    `every` is for parts that become one machine: the accessory has to fit every such device of the basket, not only
    the one it is offered for.
    """

    products: str
    fit: str
    when: tuple[Condition, ...]
    every: bool = False


@dataclass(frozen=True)
class Pieces:
    """So many pieces of a product, as they lie in the basket."""

    product: Product
    quantity: int = 1


def judge(rules: Iterable[FitRule], accessory: Product, device: Product, basket: Sequence[Pieces] = ()) -> Fit:
    """Answer whether `accessory` fits `device`; FITS also where the accessory's category is governed by no rule.

    A rule for the two read the other way round counts as well: the board fits the memory that fits the board. What
    lies in `basket` already takes its share of a capacity, and rules with `every` are asked for each device there.
    """
    known = tuple(rules)
    if not known:
        return Fit.FITS
    alone = _judge_pair(known, accessory, device, basket)
    if alone is not Fit.FITS:
        return alone
    others = (each.product for each in basket if each.product.sku not in (accessory.sku, device.sku))
    answers = [
        _judge_pair(known, accessory, other, basket) for other in others if _one_machine(known, accessory, other)
    ]
    return next((answer for answer in (Fit.DOES_NOT, Fit.UNKNOWN) if answer in answers), Fit.FITS)


def apart(rules: Sequence[FitRule], product: Product, others: Iterable[Product]) -> frozenset[str]:
    """The SKUs among `others` that do not surely work in one machine with `product`."""
    return frozenset(
        other.sku
        for other in others
        if _one_machine(rules, product, other) and _judge_pair(rules, product, other, ()) is not Fit.FITS
    )


def _judge_pair(rules: Sequence[FitRule], one: Product, other: Product, basket: Sequence[Pieces]) -> Fit:
    answers = [_judge_rule(rule, one, other, basket) for rule in rules if _speaks_of(rule, one, other)]
    answers += [_judge_rule(rule, other, one, basket) for rule in rules if _speaks_of(rule, other, one)]
    if Fit.FITS in answers:
        return Fit.FITS
    if answers:
        return Fit.UNKNOWN if Fit.UNKNOWN in answers else Fit.DOES_NOT
    return Fit.UNKNOWN if governed(rules, one.category) else Fit.FITS


def _speaks_of(rule: FitRule, accessory: Product, device: Product) -> bool:
    return rule.products == accessory.category and rule.fit == device.category


def _one_machine(rules: Sequence[FitRule], one: Product, other: Product) -> bool:
    return any(rule.every and (_speaks_of(rule, one, other) or _speaks_of(rule, other, one)) for rule in rules)


def governed(rules: Iterable[FitRule], category: str) -> bool:
    """Say whether things of `category` have to fit something."""
    return any(rule.products == category for rule in rules)


def _judge_rule(rule: FitRule, accessory: Product, device: Product, basket: Sequence[Pieces]) -> Fit:
    answers = [_holds(condition, accessory, device, basket) for condition in rule.when]
    if False in answers:
        return Fit.DOES_NOT
    return Fit.UNKNOWN if None in answers or not answers else Fit.FITS


def _holds(condition: Condition, accessory: Product, device: Product, basket: Sequence[Pieces]) -> bool | None:
    ours = _folded(accessory.attributes.get(condition.left, ()))
    theirs = _folded(device.attributes.get(condition.right, ()))
    if condition.op in OF_VALUES:
        there = bool(set(ours or theirs) & set(_folded(condition.values)))
        return (there is (condition.op is Operator.ONE_OF)) if ours or theirs else None
    if not ours or not theirs:
        return None
    if condition.op is Operator.SUM_AT_MOST:
        return _has_room(condition, accessory, device, basket)
    return _COMPARE[condition.op](ours, theirs)


def _has_room(condition: Condition, accessory: Product, device: Product, basket: Sequence[Pieces]) -> bool | None:
    """Whether one more accessory and all of its category that the basket holds find room in all the devices."""
    needed = [Pieces(accessory), *(each for each in basket if each.product.category == accessory.category)]
    used = [_greatest(_folded(each.product.attributes.get(condition.left, ()))) for each in needed]
    room = _greatest(_folded(device.attributes.get(condition.right, ())))
    if room is None or any(each is None or each[1] != room[1] for each in used):
        return None
    taken = sum((each[0] * pieces.quantity for each, pieces in zip(used, needed, strict=True) if each), Decimal(0))
    return taken <= room[0] * _count(device, basket)


def _count(device: Product, basket: Sequence[Pieces]) -> int:
    return max(1, sum(pieces.quantity for pieces in basket if pieces.product.sku == device.sku))


def _folded(values: Values) -> Values:
    return tuple(value.strip().casefold() for value in values)


def _greatest(values: Values) -> tuple[Decimal, str] | None:
    """The greatest of the values with their unit: "65 W" is (65, "w"); None where one is no number or units differ."""
    found = [_NUMBER.fullmatch(value) for value in values]
    if not found or None in found:
        return None
    numbers = [(Decimal(each[1]), each[2]) for each in found if each]
    return max(numbers) if len({unit for _, unit in numbers}) == 1 else None


def _compare_numbers(ours: Values, theirs: Values, holds: Callable[[Decimal, Decimal], bool]) -> bool | None:
    one, other = _greatest(ours), _greatest(theirs)
    if one is None or other is None or one[1] != other[1]:
        return None
    return holds(one[0], other[0])


_NUMBER = re.compile(r"(-?\d+(?:\.\d+)?)\s*([^\d\s.,]*)")
_COMPARE: Mapping[Operator, Callable[[Values, Values], bool | None]] = {
    Operator.EQUALS: lambda ours, theirs: set(ours) == set(theirs),
    Operator.CONTAINS: lambda ours, theirs: set(theirs) <= set(ours),
    Operator.OVERLAPS: lambda ours, theirs: bool(set(ours) & set(theirs)),
    Operator.AT_MOST: lambda ours, theirs: _compare_numbers(ours, theirs, lambda a, b: a <= b),
    Operator.AT_LEAST: lambda ours, theirs: _compare_numbers(ours, theirs, lambda a, b: a >= b),
}

"""Does this accessory fit this device? Declared rules over attributes, three answers.

A category that any rule names as an accessory is *governed*: it is offered only where a rule says that it fits.
Everything else has nothing to fit, so its relation alone decides.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import Enum

from sales.catalogue import Product

Values = tuple[str, ...]


class Fit(str, Enum):
    """Only FITS is ever offered."""

    FITS = "fits"
    DOES_NOT = "does not"
    UNKNOWN = "unknown"


class Operator(str, Enum):
    """How the accessory's attribute (left) must stand to the device's (right)."""

    EQUALS = "equals"
    CONTAINS = "contains"
    OVERLAPS = "overlaps"
    AT_MOST = "at_most"
    AT_LEAST = "at_least"


@dataclass(frozen=True)
class Condition:
    """The accessory's attribute `left` stands in relation `op` to the device's attribute `right`."""

    left: str
    op: Operator
    right: str


@dataclass(frozen=True)
class FitRule:
    """An accessory of category `products` fits a device of category `fit` when all conditions hold."""

    products: str
    fit: str
    when: tuple[Condition, ...]


def judge(rules: Iterable[FitRule], accessory: Product, device: Product) -> Fit:
    """Answer whether `accessory` fits `device`; FITS also where the accessory's category is governed by no rule."""
    governing = [rule for rule in rules if rule.products == accessory.category]
    if not governing:
        return Fit.FITS
    answers = [_judge_rule(rule, accessory, device) for rule in governing if rule.fit == device.category]
    if Fit.FITS in answers:
        return Fit.FITS
    return Fit.DOES_NOT if answers and Fit.UNKNOWN not in answers else Fit.UNKNOWN


def governed(rules: Iterable[FitRule], category: str) -> bool:
    """Say whether things of `category` have to fit something."""
    return any(rule.products == category for rule in rules)


def _judge_rule(rule: FitRule, accessory: Product, device: Product) -> Fit:
    answers = [_holds(condition, accessory.attributes, device.attributes) for condition in rule.when]
    if False in answers:
        return Fit.DOES_NOT
    return Fit.UNKNOWN if None in answers or not answers else Fit.FITS


def _holds(condition: Condition, left: Mapping[str, Values], right: Mapping[str, Values]) -> bool | None:
    ours, theirs = left.get(condition.left), right.get(condition.right)
    if not ours or not theirs:
        return None
    return _COMPARE[condition.op](_folded(ours), _folded(theirs))


def _folded(values: Values) -> Values:
    return tuple(value.strip().casefold() for value in values)


def _compare_numbers(ours: Values, theirs: Values, holds: Callable[[Decimal, Decimal], bool]) -> bool | None:
    try:
        return holds(Decimal(ours[0]), Decimal(theirs[0]))
    except InvalidOperation:
        return None


_COMPARE: Mapping[Operator, Callable[[Values, Values], bool | None]] = {
    Operator.EQUALS: lambda ours, theirs: set(ours) == set(theirs),
    Operator.CONTAINS: lambda ours, theirs: set(theirs) <= set(ours),
    Operator.OVERLAPS: lambda ours, theirs: bool(set(ours) & set(theirs)),
    Operator.AT_MOST: lambda ours, theirs: _compare_numbers(ours, theirs, lambda a, b: a <= b),
    Operator.AT_LEAST: lambda ours, theirs: _compare_numbers(ours, theirs, lambda a, b: a >= b),
}

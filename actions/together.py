"""Several things that have to go together: what is made for one of them fits it, and the sum keeps to a limit."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations, product

from actions.turn import Turn
from sales.catalogue import Product
from sales.compatibility import Fit, FitRule, judge

_OF_EACH, _OF_MANY, _A_PAIR = 40, 12, 2


def best_together(turn: Turn, lists: Sequence[Sequence[Product]], limit: Decimal | None) -> list[Product] | None:
    """One of each list, the best that fit together and keep to the limit; None where nothing keeps to it."""
    if limit is not None and sum(min(each.price for each in products) for products in lists) > limit:
        return None
    rules = turn.store.catalogue.fit_rules()
    for some in (lists, [_with_the_rest(turn, products) for products in lists]):
        within = [chosen for chosen in _ranked(some) if limit is None or total_of(chosen) <= limit]
        if fitting := next((chosen for chosen in within if _fit_together(rules, chosen)), None):
            return fitting
    return next(iter(within), None)


def lowest_together(turn: Turn, lists: Sequence[Sequence[Product]]) -> list[Product]:
    """One of each list that come to the least, those that fit together first."""
    rules = turn.store.catalogue.fit_rules()
    cheapest = [sorted(products, key=lambda each: each.price) for products in lists]
    return min(_ranked(cheapest), key=lambda chosen: (not _fit_together(rules, chosen), total_of(chosen)))


def total_of(chosen: Sequence[Product]) -> Decimal:
    """What they come to."""
    return sum((each.price for each in chosen), Decimal(0))


def _with_the_rest(turn: Turn, products: Sequence[Product]) -> list[Product]:
    """Those found, and behind them all else of their kind: the one case that fits may answer the words less."""
    page = turn.store.catalogue.browse(products[0].category, limit=_OF_EACH)
    return list({each.sku: each for each in [*products, *(each for each in page if each.in_stock)]}.values())


def _ranked(lists: Sequence[Sequence[Product]]) -> Iterator[list[Product]]:
    """Every choice of one of each list, those of the best places first."""
    most = _OF_EACH if len(lists) == _A_PAIR else _OF_MANY
    places = product(*(range(min(len(each), most)) for each in lists))
    for chosen in sorted(places, key=lambda each: (sum(each), each)):
        yield [products[place] for products, place in zip(lists, chosen, strict=True)]


def _fit_together(rules: Sequence[FitRule], chosen: Sequence[Product]) -> bool:
    return all(
        judge(rules, accessory, device) is Fit.FITS
        for pair in combinations(chosen, 2)
        for accessory, device in (pair, pair[::-1])
        if any(rule.products == accessory.category and rule.fit == device.category for rule in rules)
    )

"""From relations to ranked candidates.

The rank of a candidate is a sum of named parts, relevance first:

- `relation`   0-1, how sure the relation is (curated and pinned 1.0, mined its model score)
- `essential`  +0.25 when the anchor does not work without it
- `need`       up to +0.15, the share of the customer's stated words that the product's text answers
- `due`        +0.10 for what the customer bought before, when by their own rhythm, else its reorder days, it is time
- `habit`      up to +0.10 for what the customer bought in several orders: half of it after two
- `taste`      +0.06 for what the customer said they like, else +0.03 for what their purchases suggest
- `gain`       up to +0.10, the margin's share of the price: it settles ties and can never lift the irrelevant
- `stock`      up to +0.01, reached at 20 pieces: of two equals the one that does not run out

The first two make the relevance that the minimum is held against; shop gain never counts towards it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sales.catalogue import Product, Relation, RelationKind, RelationState
from sales.compatibility import FitRule, Pieces, apart, judge
from sales.habits import is_due, strength
from sales.offer import Candidate
from sales.situation import Situation
from sales.solving import solves

_ESSENTIAL, _NEED, _DUE, _HABIT, _GAIN = 0.25, 0.15, 0.10, 0.10, 0.10
_STOCK, _PLENTY = 0.01, 20
_STATED, _INFERRED = 0.06, 0.03
_DEARER = 2
_WORD = re.compile(r"[^\W_]{3,}")


def candidates(
    situation: Situation,
    relations: Iterable[Relation],
    products: Mapping[str, Product],
    fit_rules: Sequence[FitRule],
) -> tuple[Candidate, ...]:
    """Every relation of an anchor as a scored candidate, best first; targets missing in `products` are passed over."""
    basket = [Pieces(products[line.sku], line.quantity) for line in situation.basket.lines if line.sku in products]
    rules = tuple(fit_rules)
    there = [each for each in relations if each.target in products and each.source in products]
    known = [each for each in there if not _turned_round(products[each.source], each, products[each.target])]
    shelf = {each.target: products[each.target] for each in known}
    machines = tuple(rule for rule in rules if rule.every)
    found = (
        _candidate(
            situation,
            each,
            shelf[each.target],
            fits=judge(rules, shelf[each.target], products[each.source], basket),
            service=products.get(shelf[each.target].installation or ""),
            solves=solves(situation.need, shelf[each.target], each, products[each.source]),
            apart=apart(machines, shelf[each.target], shelf.values()) if machines else frozenset(),
        )
        for each in known
    )
    return tuple(sorted(found, key=rank, reverse=True))


def rank(candidate: Candidate) -> tuple[float, str]:
    """The order of candidates: the sum of all parts, then the SKU so that equals keep their order."""
    return (round(sum(candidate.parts.values()), 6), candidate.product.sku)


def _turned_round(source: Product, relation: Relation, target: Product) -> bool:
    """Whether a bundle is read from its small end: a milk jug does not call for the coffee machine."""
    return relation.kind is RelationKind.BUNDLE and target.price > _DEARER * source.price


def _candidate(situation: Situation, relation: Relation, product: Product, **told: Any) -> Candidate:
    parts = {
        "relation": 1.0 if relation.state is RelationState.PINNED else relation.score,
        "essential": _ESSENTIAL if relation.essential else 0.0,
        "need": _NEED * _answers(situation.need, product),
        "due": _DUE if is_due(situation.customer, product, situation.now) else 0.0,
        "habit": _HABIT * strength(situation.customer, product),
        "gain": _GAIN * _margin_share(product),
        "stock": _STOCK * min(1.0, (product.stock or 0) / _PLENTY),
        "taste": _taste(situation, product),
    }
    relevance = min(1.0, parts["relation"] + parts["essential"])
    return Candidate(product, relation, relevance=relevance, parts=parts, **told)


def _answers(need: str, product: Product) -> float:
    words = set(_WORD.findall(need.casefold())) if need else None
    if not words:
        return 0.0
    text = " ".join((product.name, product.description, *product.benefits)).casefold()
    return sum(word in text for word in words) / len(words)


def _taste(situation: Situation, product: Product) -> float:
    met = {taste.stated for taste in situation.tastes if taste.met_by(product)}
    return _STATED if True in met else _INFERRED if met else 0.0


def _margin_share(product: Product) -> float:
    if product.margin is None or product.price <= 0:
        return 0.0
    return max(0.0, float(product.margin / product.price))

"""What a decision looked at, as it goes into the log, and the same decision made again from the log alone (R43)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sales.advisor import decide
from sales.catalogue import Product
from sales.offer import Candidate, Decision
from sales.plain import as_plain, from_plain
from sales.situation import Situation


def inputs_of(situation: Situation, candidates: Sequence[Candidate]) -> dict[str, Any]:
    """All that the rules looked at; words about people and products that no rule reads are left out."""
    slim = [
        replace(each, product=_slim(each.product), service=_slim(each.service) if each.service else None)
        for each in candidates
    ]
    return {"situation": as_plain(_without_words(situation, slim)), "candidates": [as_plain(each) for each in slim]}


def replay(inputs: Mapping[str, Any]) -> Decision:
    """The decision that these inputs lead to, by the rules as they are now."""
    situation = from_plain(Situation, inputs["situation"])
    return decide(situation, [from_plain(Candidate, each) for each in inputs["candidates"]])


def _without_words(situation: Situation, candidates: Sequence[Candidate]) -> Situation:
    customer, at_stake = situation.customer, {each.product.sku for each in candidates}
    if customer is not None:
        owned = {sku: at for sku, at in customer.owned.items() if sku in at_stake}
        habits = {sku: habit for sku, habit in customer.habits.items() if sku in at_stake}
        customer = replace(customer, name="", email="", owned=owned, habits=habits)
    return replace(
        situation,
        need="",
        tastes=(),
        customer=customer,
        open_cases=tuple(replace(case, summary="") for case in situation.open_cases),
        products={sku: _slim(product) for sku, product in situation.products.items()},
    )


def _slim(product: Product) -> Product:
    return replace(product, description="", benefits=(), attributes={}, url="", image="")

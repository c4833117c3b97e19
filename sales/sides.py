""" "4K or full HD?": the two sides of a question, and what a catalogue has on either."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sales.catalogue import Product
from sales.mentions import with_figures, words

_BETWEEN = re.compile(
    r"\b(?:between|betw|btw|b/w)\s+(?P<first>.+?)\s+(?:and|or|vs\.?|n|&)\s+(?P<second>[^?.!,;]+)", re.I
)
_OR = re.compile(r"(?P<first>[^?.!,;:]+?)\s*(?:\bor\b|\bvs\b\.?|\bversus\b)\s+(?P<second>[^?.!,;]+)", re.I)
THAN = re.compile(
    r"(?P<first>[^?.!,;:]+?)\s+(?:(?:any|much|really|a lot)\s+)?(?:better|worse|faster|louder|quieter|stronger|newer)"
    r"\s+than\s+(?P<second>[^?.!,;]+)",
    re.I,
)
_LONGEST = 2
_NO_SIDE = frozenset({"not", "no", "so", "day", "week", "month", "hour", "euro", "person", "human", "both", "either"})


@dataclass(frozen=True)
class Side:
    """One side: its words, and the products of the kind that they are true of, cheapest first."""

    said: str
    products: tuple[Product, ...]


def sides_in(text: str) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """What may stand on either side of "or", "vs", "better than" or "between … and", longer first; else None."""
    found = _BETWEEN.search(text) or _OR.search(text) or THAN.search(text)
    if found is None:
        return None
    first, second = _spoken(found["first"]), _spoken(found["second"])
    firsts = [" ".join(first[-size:]) for size in range(min(_LONGEST, len(first)), 0, -1)]
    seconds = [" ".join(second[:size]) for size in range(min(_LONGEST, len(second)), 0, -1)]
    return (tuple(firsts), tuple(seconds)) if firsts and seconds else None


def side_of(readings: Sequence[str], products: Sequence[Product], *, by_facts: bool = False) -> Side:
    """The first reading that is true of some of the products, with these; none of them where no reading is.

    `by_facts` counts names and facts alone, and not what a description happens to say.
    """
    for said in readings:
        wanted = set(words(said))
        if wanted and (true := [product for product in products if wanted <= _text(product, by_facts)]):
            true.sort(key=lambda product: (not product.in_stock, product.price, product.sku))
            return Side(said, tuple(true))
    return Side(readings[-1], ())


def names_a_model(said: str, products: Sequence[Product]) -> bool:
    """Whether it names a brand, or a model by a figure, "Z3" or "Page 6": then two products are compared, not kinds."""
    spoken = set(words(said))
    models = {word for product in products for value in product.attributes.get("model", ()) for word in words(value)}
    brands = {word for product in products for word in words(product.brand)}
    figured = any(char.isdigit() for char in said)
    is_model = len(spoken) > 1 and spoken <= models
    return bool(spoken & brands) or bool(figured and (is_model or set(with_figures(said)) & models))


def _spoken(piece: str) -> list[str]:
    said = [word.strip("\"'()") for word in piece.split()]
    return [word for word in said if words(word) and not set(words(word)) & _NO_SIDE]


def _text(product: Product, by_facts: bool) -> set[str]:
    parts = [product.name] if by_facts else [product.name, product.description, *product.benefits]
    facts = [value for key, values in product.attributes.items() if key != "model" for value in values]
    return {word for part in [*parts, *facts] for word in words(part)}

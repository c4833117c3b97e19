"""Does this thing solve that very problem? By the words of what it is said to do (R32)."""

import re

from sales.catalogue import Product, Relation

_WORD = re.compile(r"[^\W\d_]{4,}")
_STEM = 5
_SAYS_NOTHING = frozenset(
    re.findall(
        r"\w+",
        "after again alway anyth been befor canno cant could does doesn dont every from have help helps into "
        "isnt just keep keeps like make makes more most much need needs never only onto other over probl "
        "quite reall same some somet still than that them then there these they thing this those time times "
        "today very want wants what when where which while will with witho wont work worki works would your "
        "yours ",
    )
)


def solves(problem: str, product: Product, relation: Relation, anchor: Product) -> bool:
    """Whether the relation's reason or the product's benefits name the problem, beside the names of the two things."""
    told = _stems(problem) if problem else None
    if not told:
        return False
    things = _stems(f"{anchor.name} {anchor.category}") | _stems(product.name)
    return bool((told - things) & _stems(" ".join((relation.reason, *product.benefits))))


def _stems(text: str) -> set[str]:
    """Words that say something, cut to five letters so that smells, smelling and smell are one."""
    return {word[:_STEM] for word in _WORD.findall(text.casefold())} - _SAYS_NOTHING

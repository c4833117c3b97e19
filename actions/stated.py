"""What is said of the thing itself, its size or who wears it, held against what was found."""

import re
from collections.abc import Collection

from actions.turn import Turn
from sales import mentions
from sales.catalogue import Product
from sales.variants import size_words

_SIZE = re.compile(r"\bsize\s+(\w+)", re.I)
_MEN = frozenset({"men", "man", "male", "gent", "husband", "boyfriend", "dad", "father", "brother", "grandpa"})
_WOMEN = frozenset({"women", "woman", "female", "ladie", "lady", "wife", "girlfriend", "mum", "mother", "sister"})


def as_stated(turn: Turn, found: list[Product]) -> list[Product]:
    """Those in the size that is said, made for whom it is for; all where none is so."""
    said = set(mentions.words(f"{turn.text} {turn.conversation.need}"))
    not_for = _opposite(said)
    kept = [product for product in found if not not_for & _told(product)] or found
    letter = _SIZE.search(turn.text)
    sizes = {letter[1].casefold()} if letter else set()
    return [product for product in kept if _is_of_size(product, said, sizes)] or kept


def _opposite(said: Collection[str]) -> frozenset[str]:
    """The words of those it is not for, where it is said for whom."""
    men, women = not _MEN.isdisjoint(said), not _WOMEN.isdisjoint(said)
    if men == women:
        return frozenset()
    return _WOMEN if men else _MEN


def _told(product: Product) -> set[str]:
    values = [value for each in product.attributes.values() for value in each]
    return {word for part in (product.name, *values) for word in mentions.words(part)}


def _is_of_size(product: Product, said: Collection[str], sizes: Collection[str]) -> bool:
    own = {value.casefold() for value in product.attributes.get("size", ())}
    return not size_words(product).isdisjoint(said) or not own.isdisjoint(sizes)

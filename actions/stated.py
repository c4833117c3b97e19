"""What is said of the thing itself, its size or who wears it, held against what was found."""

import re
from collections.abc import Collection

from actions.turn import Turn
from sales import mentions
from sales.catalogue import Product
from sales.features import described
from sales.variants import size_words

_SIZE = re.compile(r"\bsize\s+(\w+)", re.I)
_MEN = frozenset({"men", "man", "male", "gent", "husband", "boyfriend", "dad", "father", "brother", "grandpa"})
_WOMEN = frozenset({"women", "woman", "female", "ladie", "lady", "wife", "girlfriend", "mum", "mother", "sister"})


# Said of the thing itself: no limit ("up to 55 inch"), and not of what it is for.
_MEASURE = re.compile(
    r"(?P<before>.*?)\b(?P<number>\d+(?:[.,]\d+)?)[ -]?(?P<unit>inch(?:es)?|gb|tb|kg|cm|mm|watts?|l|litres?)\b", re.I
)
_NOT_EXACTLY = re.compile(
    r"\b(?:for|fits?|to|over|under|below|above|about|around|roughly|approx\w*|least|most|max\w*|min\w*|than|between"
    r"|or|and)\b[^,]*$",
    re.I,
)
_ROUGH = re.compile(
    r"\b(?P<tens>\d{1,2})0\s?(?:-?\s?(?:something|somethin|somthing|sth|odd|ish)|s)\s?-?(?P<unit>inch(?:es)?|gb|kg|cm|mm|watts?|l|litres?)\b",
    re.I,
)
_UNITS = {"inches": "inch", "watt": "w", "watts": "w", "litre": "l", "litres": "l"}


def as_stated(turn: Turn, found: list[Product]) -> list[Product]:
    """Those in the size or of the measure that is said, made for whom it is for; all where none is so."""
    said = set(mentions.words(f"{turn.text} {turn.conversation.need}"))
    not_for = _opposite(said)
    kept = [product for product in found if not not_for & _told(product)] or found
    letter = _SIZE.search(turn.text)
    sizes = {letter[1].casefold()} if letter else set()
    kept = [product for product in kept if _is_of_size(product, said, sizes)] or kept
    measures = measures_said(turn.text)
    return [each for each in kept if not measures or any(one <= described(each) for one in measures)] or kept


def measures_said(text: str) -> list[set[str]]:
    """Every measure that "40 something inch" may be, as number and unit; the one that is said exactly, or none."""
    rough = _ROUGH.search(text)
    if rough is None:
        exact = measure_said(text)
        return [exact] if exact else []
    unit = rough["unit"].casefold()
    first = int(rough["tens"]) * 10
    return [{str(number), _UNITS.get(unit, unit)} for number in range(first, first + 10)]


def measure_said(text: str) -> set[str]:
    """Number and unit, "43 inch"; empty where none is said, or only as a limit or of another thing."""
    found = _MEASURE.search(text)
    if found is None or _NOT_EXACTLY.search(found["before"]):
        return set()
    unit = found["unit"].casefold()
    return {found["number"], _UNITS.get(unit, unit)}


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

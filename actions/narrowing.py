"""What a message says of the thing that is looked for: its words without limits, or a detail of what was shown."""

import re
from collections.abc import Sequence

from actions.limits import without_limits
from actions.saying import in_shop_words
from actions.stated import measures_said
from actions.suiting import called, wanted_and_devices, wish_begins
from actions.turn import Turn
from sales import mentions
from sales.catalogue import Product
from sales.features import described

_OLD_ONE = re.compile(
    r"\b(?:my|our|his|her|their|the|grandma'?s|mum'?s|dad'?s) (?:old|ancient|previous|last|former)\b"
    r"|\bafter \w+ years\b",
    re.I,
)
_NO_WORKS = re.compile(
    r"\b(?:without|no|not? have to|avoid) (?:\w+ )?(?:drill\w*|install\w*|holes?|technician|workmen|fitter)\b", re.I
)
# "Phone" ends a name before "for" or a comma, and begins one in "phone cable".
_ENDS_A_NAME = re.compile(
    r"([\w-]+)(?=\s*(?:$|[.,;!?]|(?:for|with|to|in|that|which|and|or|from|only|please|under)\b))", re.I
)
_OF_THEIRS = r"\b(?:my|our|his|her|their)\s+(?:[\w-]+\s+)?"
_USE = re.compile(r"(?:for|to)\b", re.I)
# "2m" is 2 m.
_FIGURE_AND_UNIT = re.compile(r"\b(\d+)(m|cm|mm|gb|tb|w|kg|g|l|in|inch)\b", re.I)
_A_NAME, _A_DETAIL, _PAGE = 3, 3, 200


def told_wish(turn: Turn, wanted: Sequence[str]) -> str:
    """The words to search for: all of them, of a long story those behind "I'm looking for", of an old thing none."""
    text = without_limits(turn)
    if wanted and _OLD_ONE.search(text):
        return ""
    things, devices = wanted_and_devices(turn)
    for said in turn.refused:
        text = re.sub(rf"\b(?:no|not an?)\s+{re.escape(said)}", " ", text, flags=re.I)
    for said in devices if not things else ():
        # "My phone dies when hiking": what it lacks is looked for, and no phone.
        text = re.sub(rf"\b(?:my|our|his|her|their)\s+(?:[\w-]+\s+)?{re.escape(said)}\b", " ", text, flags=re.I)
    return text[wish_begins(text) :]


def names_another_kind(turn: Turn) -> bool:
    """Whether the bare words are the name of something of another kind than what was shown: "and a motion sensor"."""
    said = mentions.words(turn.text)
    if not said or len(said) > _A_NAME or any(turn.values(each) for each in ("attribute", "colour", "purpose")):
        return False
    shown = {product.category for product in turn.shown}
    # Of "a normal bulb" the last word is the thing.
    kinds = {product.category for product in called(turn, " ".join(said)) or called(turn, said[-1])}
    return any(kind not in shown and said[-1] in mentions.words(kind.replace("-", " ")) for kind in kinds)


def is_bare_detail(turn: Turn) -> bool:
    """Whether the message says no more than how it should be, "red", of what was shown."""
    details = [value for entity in ("attribute", "colour") for value in turn.values(entity)]
    said = set(mentions.words(without_limits(turn)))
    return bool(turn.shown) and bool(said) and said <= set(mentions.words(" ".join(details)))


def has_measure(turn: Turn) -> bool:
    """Whether a measure is said, "around 55 inch", that something of the kind on the table has."""
    rough = measures_said(turn.text)
    measures = [set(mentions.words(value)) for value in turn.values("attribute") if any(map(str.isdigit, value))]
    measures = rough if len(rough) > 1 else measures[:1]
    if not measures or not turn.shown:
        return False
    page = turn.store.catalogue.browse(turn.shown[0].category, limit=_PAGE)
    return any(one <= described(product) for product in page for one in measures)


def narrows(turn: Turn) -> bool:
    """Whether all the words are true of something of the kind on the table: "14 inch", after laptops."""
    limits = any(turn.value(each) for each in ("price_max", "price_min", "price_about"))
    return bool(turn.shown and limits and not mentions.words(without_limits(turn))) or bool(so_of_the_kind(turn))


def so_of_the_kind(turn: Turn) -> list[Product]:
    """Those of the kind on the table that all the words are true of, those in stock first: "over ear" of headphones."""
    joined = _FIGURE_AND_UNIT.sub(r"\1 \2", without_limits(turn))
    said = set(mentions.words(joined))
    if not turn.shown or not said or len(said) > _A_DETAIL:
        return []
    page = turn.store.catalogue.browse(turn.shown[0].category, limit=_PAGE)
    if len(rough := measures_said(turn.text)) > 1:
        of_it = [each for each in page if any(one <= described(each) for one in rough)]
        return sorted(of_it, key=lambda each: not each.in_stock)
    text = " ".join(mentions.spoken(turn.text))
    values = {each.sku: {one.replace("-", " ") for some in each.attributes.values() for one in some} for each in page}
    # "Over ear" is a word of its own, however little "over" says.
    exactly = [each for each in page if any(" " in one and one.casefold() in text for one in values[each.sku])]
    such = exactly or [each for each in page if said <= described(each)]
    return sorted(such, key=lambda each: not each.in_stock)


def with_what_is_demanded(turn: Turn, need: str, found: list[Product]) -> list[Product]:
    """Those that the most of the details of a need are true of, "noise cancelling"; all where none is true of any."""
    things = [*turn.values("product"), *turn.values("brand")]
    details = [
        each for each in need.split(", ") if each not in things and not _USE.match(each) and not _kind(turn, each)
    ]
    wanted = [set(mentions.words(each)) for each in details]
    counts = [sum(bool(each) and each <= described(product) for each in wanted) for product in found]
    such = [product for product, count in zip(found, counts, strict=True) if count == max(counts, default=0)]
    unfixed = [product for product in such if not product.installation]
    return unfixed if unfixed and _NO_WORKS.search(turn.text) else such


def kind_named(turn: Turn) -> str:
    """The word of the message that is the name of a kind, where none was marked: "requiring one mobile" is a phone."""
    text = without_limits(turn)
    ends = (word for word in _ENDS_A_NAME.findall(text) if not re.search(_OF_THEIRS + re.escape(word), text, re.I))
    return next((each for word in ends if " " not in (each := in_shop_words(turn, word)) and _kind(turn, each)), "")


def _kind(turn: Turn, said: str) -> str | None:
    return mentions.category_called(in_shop_words(turn, said), turn.kinds)


def with_detail(turn: Turn, found: list[Product]) -> list[Product]:
    """Those that all the words of the message are true of: "yellow?"; all where none is."""
    kinds = {product.category for product in turn.shown}
    found = [product for product in found if product.category in kinds] or found
    said = set(mentions.words(without_limits(turn)))
    return [product for product in found if said <= described(product)] or found

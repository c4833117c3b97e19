"""Looking for products: the words and limits of a search, read from the message and what was said before."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from actions.limits import limits_before, limits_of, without_limits
from actions.narrowing import has_measure, is_bare_detail, names_another_kind, told_wish
from actions.saying import in_shop_words
from actions.stated import as_stated
from actions.suiting import (
    called,
    for_devices,
    kind_beside,
    kinds_owned,
    owned_devices,
    suiting,
    suiting_at_hand,
    wanted_and_devices,
)
from actions.turn import Turn
from sales import mentions
from sales.catalogue import Product, ProductKind
from sales.features import described
from sales.naming import kind_of
from sales.ports import Hit, Query
from sales.spelling import put_right

CARDS = 3
_SEARCHED = 30
# The search's own scale: from 0.5 most of what was said is met.
_REMOTE, _NEAR, _MET, _PLAIN = 0.3, 0.4, 0.5, 0.75
_A_THING = re.compile(r"\b(?:things?|something|somethin|sth|smth|ting|gadgets?|stuff)\b", re.I)
_A_STORY = 4
# The question what it is for: the answer is part of the wish.
INTEREST = "interest"
_TURNED = {"my": "your", "our": "your", "mine": "yours", "me": "you", "i": "you", "us": "you", "myself": "yourself"}
_ANEW = re.compile(r"^\W*(?:no|nah|nope|not that)\b.*\bfor\b|\bi (?:mean|meant)\b", re.I)
_NEW_ONES = re.compile(r"\bnew ones?\b", re.I)
# A service is what is meant where something is to be done.
_DOING = re.compile(
    r"\b(?:install\w*|fit(?:ted|ting)?|mount(?:ed|ing)?|hang|set(?:ting)?[ -]?up|assembl\w*|service|courses?|lessons?"
    r"|learn\w*|class(?:es)?|workshops?"
    r"|warranty|repair|clean(?:ed|ing)?|technician|somebody|someone|anyone|help|put (?:it|up))\b",
    re.I,
)
_SMALL = re.compile(r"^(?:for|to)\b", re.I)
_FOR_IT = re.compile(r"\b(?:for|to)\s+(?:(?:my|our|the|an?|his|her|their)\s+)?$", re.I)


@dataclass(frozen=True)
class Wish:
    """What the customer looks for: `need` in their words, `core` the thing itself, `head` its first name ("charger" of
    "a charger for my Aurora X2"), and the price limits they set."""

    need: str
    core: str = ""
    head: str = ""
    price_min: Decimal | None = None
    price_max: Decimal | None = None
    category: str | None = None
    text: str = ""
    purpose: str = ""

    def told(self, found: Sequence[Product]) -> str:
        """What was found and for what: "cameras for your kid's matches"; empty where they are of many kinds."""
        kind = kind_of(self.core, found)
        # A phone case is for a phone.
        says_more = not set(mentions.words(self.purpose)) <= set(mentions.words(kind))
        return f"{kind} {self.purpose}" if kind and says_more else kind


def read_wish(turn: Turn) -> Wish:
    """The wish of this message; without a product in it, it narrows the wish of before."""
    said = _said(turn)
    names_product = bool(turn.values("product") or turn.values("brand") or names_another_kind(turn))
    if (told := told_wish(turn, ())) != without_limits(turn):
        # Of a long story only what stands behind "I'm looking for".
        said = [each for each in said if each.casefold() in told.casefold()] or said
    narrowing = not names_product and (turn.intent != "search_product" or is_bare_detail(turn) or has_measure(turn))
    # "No, I mean for my back" takes the need of before back.
    before = "" if _ANEW.search(turn.text) and said else turn.conversation.need
    if narrowing and before:
        said = list(dict.fromkeys([*before.split(", "), *said]))
    elif not names_product and before and (not said or _NEW_ONES.search(turn.text)):
        said = before.split(", ")
    price_min, price_max = limits_of(turn.tracker.latest_message.get("entities") or [])
    goes_on = (before and not names_product) or turn.open_question == INTEREST
    if goes_on and price_min is None and price_max is None:
        price_min, price_max = limits_before(turn)
    wanted, devices = wanted_and_devices(turn)
    wanted = [in_shop_words(turn, each) for each in wanted]
    core = " ".join(wanted + turn.values("brand")) or (said[0] if said else "")
    # A fresh wish is searched in the customer's own words: what they mean says more than what was marked in them.
    fresh = names_product or not before or not narrowing
    text = (_lacking(turn) or told_wish(turn, wanted)) if fresh else ""
    head = wanted[0] if wanted else core
    category = kind_beside(turn, head, devices or _at_hand(turn))
    return Wish(", ".join(said), core, head, price_min, price_max, category, text, _purpose(turn))


def _at_hand(turn: Turn) -> list[str]:
    """The kinds of what was shown last, in words."""
    return list(dict.fromkeys(product.category.replace("-", " ") for product in turn.shown))


def _purpose(turn: Turn) -> str:
    """What it is for, as the assistant says it: "for your kid's football matches"; empty where none was marked."""
    if told := for_devices(turn):
        return told
    said = turn.value("purpose") or ""
    if not said or turn.slips & set(mentions.spoken(said)):
        return ""
    if not _SMALL.search(said) and not _FOR_IT.search(turn.text[: turn.text.find(said)]):
        # Only what is told as a purpose is repeated as one: "my son starts school" is none.
        return ""
    turned = " ".join(_TURNED.get(word.casefold(), word) for word in said.strip(" .,!?").split())
    return turned if _SMALL.search(turned) else f"for {turned}"


def look(turn: Turn, wish: Wish, *, without: Sequence[str] = (), in_stock: bool = True) -> list[Product]:
    """Products that answer the wish, best first, none of `without`; variants of one model stand for themselves."""
    if not wish.need and wish.category is None:
        return []
    found = _find(turn, wish, wish.text, in_stock) if wish.text else []
    if not found:
        # Too much else was said: only what is marked in it.
        found = _find(turn, wish, wish.need, in_stock)
    if not found and wish.core and wish.core != wish.need:
        # Nothing answers all that was said: the thing itself, without what it is for.
        found = _find(turn, wish, wish.core, in_stock)
    if not found and wish.price_max is not None and not turn.values("product"):
        found = _nearly(turn, wish, in_stock)
    if wish.head != wish.core and not any(mentions.named(wish.head, [product]) for product in found):
        # "A charger for my Aurora X2" is a charger, however much a case speaks of the X2.
        found = [*_find(turn, wish, wish.head, in_stock), *found]
    devices = owned_devices(turn)
    found = suiting(turn, found, devices) if devices else suiting_at_hand(turn, found, wish.core)
    found = found if wanted_and_devices(turn)[0] else _none_of_their_own(turn, found)
    found = list({product.sku: product for product in found if product.sku not in without}.values())
    found.sort(key=lambda product: not mentions.named(wish.head, [product]))
    found = as_stated(turn, found)
    refused = {word for said in turn.refused for word in mentions.words(said)}
    found = [product for product in found if not refused & described(product)] or found
    done = _DOING.search(turn.text) and not _A_THING.search(turn.text)
    if found and not done and all(each.kind is ProductKind.SERVICE for each in found):
        found = [*_goods_near(turn, wish, in_stock), *found]
    if not _DOING.search(turn.text):
        found = [each for each in found if each.kind is not ProductKind.SERVICE] or found
    if any(char.isdigit() for char in wish.core) and (exact := mentions.named(wish.core, found)):
        # A name with a figure in it means that model and no other.
        return list(exact)
    return _one_of_each_model(found)


def _goods_near(turn: Turn, wish: Wish, in_stock: bool) -> list[Product]:
    """ "A thing to hang the telly on the wall" is a thing first, and not only somebody who hangs it."""
    hits = _hits(turn, wish, wish.text or wish.need, in_stock)
    goods = [hit for hit in hits if hit.product.kind is not ProductKind.SERVICE and hit.score >= _REMOTE]
    return [hit.product for hit in goods[:CARDS]]


def _none_of_their_own(turn: Turn, found: list[Product]) -> list[Product]:
    """Without another of what the customer has: "my phone dies when hiking" asks for no phone, where there is else."""
    own = {product.category for said in wanted_and_devices(turn)[1] for product in called(turn, said)}
    return [product for product in found if product.category not in own | kinds_owned(turn)] or found


def respelled(turn: Turn, wish: Wish, found: Sequence[Product]) -> Wish:
    """The wish with its misspelt words as the names of what was found have them: "vacum cleaner" is a vacuum."""
    names = {word for product in found for word in mentions.words(f"{product.name} {product.category}")}
    told = {each: put_right(getattr(wish, each), turn.slips, names) for each in ("need", "core", "head", "text")}
    return replace(wish, **told)


def answers_by_name(turn: Turn, wish: Wish, found: Sequence[Product]) -> bool:
    """Say whether one of the found is called so, by a synonym too: a telly is a TV, a bicycle holder is no bicycle."""
    if any(mentions.called(wish.core, product) for product in found):
        return True
    hits = turn.store.catalogue.search(Query(wish.core, limit=1))
    return bool(hits) and hits[0].score >= _PLAIN and hits[0].product in found


def _nearly(turn: Turn, wish: Wish, in_stock: bool) -> list[Product]:
    """Within the price limits, what comes near to a need that only dearer things answer plainly; else nothing."""
    for need in filter(None, (wish.text, wish.need)):
        beyond = _hits(turn, replace(wish, price_min=None, price_max=None), need, in_stock)
        near = [hit.product for hit in _hits(turn, wish, need, in_stock) if hit.score >= _NEAR]
        if near and any(hit.score >= _MET for hit in beyond):
            return near
    return []


def _find(turn: Turn, wish: Wish, need: str, in_stock: bool) -> list[Product]:
    return [hit.product for hit in _hits(turn, wish, need, in_stock) if hit.score >= (_MET if need else 0.0)]


def _meaning(turn: Turn, need: str) -> tuple[float, ...] | None:
    # A bare use, "for listening to music", is a thing for it.
    return turn.meaning.of(f"something {need}" if _SMALL.search(need) else need) if turn.meaning else None


def meant(turn: Turn, need: str, category: str | None = None, *, least: float = _MET) -> Sequence[Hit]:
    """What answers the words and their meaning, best first; by the words alone where the meaning cannot be had."""
    query = Query(need, category=category, only_in_stock=True, limit=_SEARCHED, vector=_meaning(turn, need))
    return [hit for hit in turn.store.catalogue.search(query) if hit.score >= least]


def _hits(turn: Turn, wish: Wish, need: str, in_stock: bool) -> Sequence[Hit]:
    query = Query(
        text=" ".join(mentions.words(need)) or need,
        category=wish.category or mentions.category_called(wish.head, turn.kinds),
        price_min=wish.price_min,
        price_max=wish.price_max,
        only_in_stock=in_stock,
        limit=_SEARCHED,
        spelt_right=_spelt_right(turn, need),
    )
    hits = turn.store.catalogue.search(query)
    if need and turn.meaning and max((hit.score for hit in hits), default=0.0) < _PLAIN:
        # The words alone say too little; what they mean costs a call more.
        wanted, devices = wanted_and_devices(turn)
        # What "my phone dies when hiking" means is in all its words.
        told = turn.text if devices and not wanted and need == wish.text else need
        return turn.store.catalogue.search(replace(query, vector=_meaning(turn, told)))
    return hits


def _spelt_right(turn: Turn, need: str) -> frozenset[str]:
    """The words that a dictionary knows, where the understanding has looked them up."""
    if "slips" not in turn.tracker.latest_message:
        return frozenset()
    slips = {mentions.stem(word.casefold()) for word in turn.slips} | {word.casefold() for word in turn.slips}
    return frozenset(mentions.words(need)) - slips


def cheaper(wish: Wish, than: Decimal) -> Wish:
    """The same wish below a price."""
    return replace(wish, price_max=than - Decimal("0.01"), price_min=None)


def _said(turn: Turn) -> list[str]:
    """What the message says of the need: its marked words, else all its words that are no fillers."""
    if lacking := _lacking(turn):
        return [lacking]
    marked = [value for entity in ("product", "brand", "attribute", "purpose") for value in turn.values(entity)]
    wanted, devices = wanted_and_devices(turn)
    told = mentions.words(without_limits(turn))
    if devices and not wanted and len(told) > len(devices) + 1 and set(marked) <= set(devices):
        # "For putting pictures from my phone on paper": what is wanted is all the rest.
        return [" ".join(told)]
    colours = [colour for colour in turn.values("colour") if not any(colour in value.lower() for value in marked)]
    if marked or colours:
        return [*colours, *marked]
    if turn.values("price_max") or turn.values("price_min") or turn.values("price_about"):
        # "I have 200, he likes music": a first word of what it may be. Later a limit only narrows.
        told = () if turn.conversation.need else mentions.words(without_limits(turn))
        sold = [word for word in told if is_told_of(turn, word)]
        return sold or ([" ".join(told)] if len(told) >= _A_STORY else [])
    return [" ".join(mentions.words(turn.text))] if mentions.words(turn.text) else []


def is_told_of(turn: Turn, word: str) -> bool:
    """Whether the catalogue speaks of it: tea is no team, and the 70 of a birthday no lens."""
    hits = () if word.isdecimal() else turn.store.catalogue.search(Query(word, limit=1))
    return bool(hits) and hits[0].score >= _MET and word in described(hits[0].product)


def _lacking(turn: Turn) -> str:
    """What a device of the customer's own is out of, where the catalogue knows it: "my printer is out of black ink"."""
    wanted, devices = wanted_and_devices(turn)
    if wanted or not devices:
        return ""
    own = {word for device in devices for word in mentions.words(device)}
    rest = " ".join(word for word in mentions.words(turn.text) if word not in own)
    return rest if rest and called(turn, rest) else ""


def _one_of_each_model(products: Sequence[Product]) -> list[Product]:
    """The first of each model; the others follow behind, so that three cards show three different things."""
    seen: set[str] = set()
    first: list[Product] = []
    later: list[Product] = []
    for product in products:
        model = next(iter(product.attributes.get("variant_of", ())), product.sku)
        (later if model in seen else first).append(product)
        seen.add(model)
    return first + later

"""What a customer's words point at: named products, or one of those just shown."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache

from sales.catalogue import Product
from sales.ports import Hit
from sales.variants import size_words

_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)?")
# "VB-5" is written "vb5" as often.
_HYPHENED = re.compile(r"\b([a-z]+)-(\d+)\b")
# "Extra large" is written XL.
_EXTRA_SIZE = re.compile(r"\b(?:extra|x)[ -]([sl])(?:mall|arge)\b")
# Words that say nothing about which product is meant.
_EMPTY = frozenset(
    """a about actually add adding adjust advise all also am an and another any anything are as ask at available
    back basket be been best better bit bring btw but buy buying by can cart cheap cheaper cheapest chuck come
    compare compared cost costs could deal deliver delivery describe details did difference do does done else
    enough every expensive explain far few find first for from get getting give go going good got great had has
    have having hello help here hey hi hm hmm how i id if ill im in info information instead interested into is
    it its ive just kind know last less let like little long look looking lot lovely made make many may me mean
    meant meanwhile mention mine more most much my near need needed needs new next nice no not now of off oh ok
    okay on one ones only or order ordered other others our out over piece pieces please pls possible price
    prices product products purchase put quantity quick really recommend recommended second sell selling she
    should show so some something sort spare specs spend still stock stuff such suggest take tell than thank
    thanks that the them then there these they thing things think third this those thx to today too try two type
    u uh um up ur us use used want wanted was we well what whats when where which while who whole why will with
    without work worth would yes yet you your""".split()  # noqa: SIM905
)
# On the search's own scale: most of what was said is met, and the next one answers clearly less of it.
_SURE, _CLEAR = 0.7, 0.07
_CHEAPER = re.compile(
    r"\b(?:cheap(?:er|est)|the cheap one|least expensive|less expensive|lower priced|lowest price)\b", re.I
)
_DEARER = re.compile(r"\b(?:most expensive|more expensive|dearer|dearest|priciest|better one|best one)\b", re.I)
_OTHER = re.compile(r"\b(?:other|another)\b(?!\s+(?:colou?rs?|sizes?))|\bnot (?:that|this)\b", re.I)
_BEHIND = re.compile(r"\s+[-\u2013]\s+|/")
_MEASURE = re.compile(
    r"\d+(?:[.,]\d+)?\s?(?:m2|m²|qm|sqm|sq\.?\s?(?:m|ft|feet|met(?:er|re)s?)|square\s(?:met(?:er|re)s?|feet)|cm|mm|kg)",
    re.I,
)
_UNWANTED = re.compile(r"\bwithout\s+(?:[\w-]+ing\s+)?(?:(?:an?|any|the|my|our)\s+)?(?:[\w-]+\s+)?$", re.I)
_OCCASION = re.compile(
    r"(?:(?:my|our|his|her|an?|the)\s+)?(?:birthdays?|christmas|x-?mas|anniversary|gifts?|presents?|friends?|mates?|mum|mom"
    r"|mother|dad|father|brother|sister|son|daughter|wife|husband|girlfriend|boyfriend|partner|gran|grandma|grandpa|nan"
    r"|granddad|niece|nephew|uncle|aunt|neighbou?r|colleague|boss|teacher)",
    re.I,
)
# "Ok robot, ..." speaks to whom it names.
_BOT = re.compile(r"(?:ro)?bot|chat ?bot|assistant|computer|machine", re.I)
_HAILED = re.compile(
    r"\W*(?:ok(?:ay)?|hey|hi|hello|fine|right|well|dear|listen|yo|thanks|no|yes|mr|alright)\W+(?:mr\W+)?", re.I
)
_REFUSED = re.compile(r"\b(?:no|not an?)\s+$", re.I)
_DOES = re.compile(r"\w\s+that\s+$", re.I)
_A_VERB = re.compile(r"\w+s\b", re.I)


def words(text: str) -> tuple[str, ...]:
    """The words of `text` that can name a product: small letters, plural s cut, fillers left out."""
    return tuple(stem(word) for word in _tokens(text) if word not in _EMPTY)


def spoken(text: str) -> tuple[str, ...]:
    """All the words of `text` in small letters, fillers too."""
    return tuple(_tokens(text))


def with_figures(text: str) -> tuple[str, ...]:
    """The words of letters and figures, as models are called: the Z5 of "4 my z5"."""
    return tuple(word for word in words(text) if not word.isdecimal() and not word.isalpha())


def named(mention: str, products: Iterable[Product]) -> tuple[Product, ...]:
    """The products that every word of `mention` speaks of, the closest only; () where there is none.

    Closest is first a product whose own name it is, then one of the category that is said ("TV 55" is a TV, not the
    mount for one), then one whose own model it is, then one made for that model, each with as few words of the model
    unsaid as possible: "X2" means the X2 before the X2 Max, and both before their cases.
    """
    said = set(words(mention))
    if not said:
        return ()
    found = [(rank, product) for product in products if (rank := _closeness(said, product)) is not None]
    best = min((rank for rank, _ in found), default=None)
    return tuple(product for rank, product in found if rank == best)


def figures_beside(said: str, text: str, products: Iterable[Product]) -> list[str]:
    """The bare numbers of `text` that stand in a product's name and not in `said`: the 256 of "in blue with 256"."""
    names = {word for product in products for word in words(product.name)}
    return [word for word in words(text) if word.isdecimal() and word in names - set(words(said))]


def the_only(mention: str, hits: Sequence[Hit]) -> Product | None:
    """The one product among what a search for `mention` found, best first, that it can mean; None for none or several.

    Misspelt, it is the best hit where most of the words are met and no other comes near.
    """
    by_name = named(mention, [hit.product for hit in hits])
    if by_name:
        return by_name[0] if len(by_name) == 1 else None
    if not hits or hits[0].score < _SURE or (len(hits) > 1 and hits[0].score - hits[1].score < _CLEAR):
        return None
    return hits[0].product


def pick(text: str, shown: Sequence[Product], *, ordinal: str | None = None, focus: str | None = None) -> list[Product]:
    """Those of the `shown` products that `text` points at: by place ("1".., "last"), price, words, or "the other"."""
    if ordinal is not None:
        place = len(shown) if ordinal == "last" else int(ordinal) if ordinal.isdecimal() else 0
        return [shown[place - 1]] if 1 <= place <= len(shown) else []
    if shown and (_CHEAPER.search(text) or _DEARER.search(text)):
        by_price = sorted(shown, key=lambda product: (product.price, product.sku))
        return [by_price[0] if _CHEAPER.search(text) else by_price[-1]]
    said = set(words(text))
    hits = [product for product in shown if said and said <= _about(product)]
    if not hits and said:
        hits = _with_most(said, shown)
    if not hits and _OTHER.search(text) and focus is not None:
        hits = [product for product in shown if product.sku != focus]
    return hits


def in_full(text: str, products: Iterable[Product]) -> tuple[Product, ...]:
    """The product whose whole name, of two words at least, stands in `text`; the longest such name where names nest.

    What a name adds behind a dash or a slash need not be said: "Hydration Pack - 70 oz." is a hydration pack.
    """
    said = set(words(text))
    named_so = [
        (len(name), product)
        for product in products
        for name in (set(words(product.name)), _head(product, text))
        if len(name) > 1 and name <= said
    ]
    longest = max((length for length, _ in named_so), default=0)
    return tuple(product for length, product in named_so if length == longest)


def _head(product: Product, text: str) -> set[str]:
    """The words of a name before its dash or slash; none where `text` speaks of what is for such a thing."""
    head, *more = _BEHIND.split(product.name)
    is_other = not more or re.search(rf"\bfor\b.*{re.escape(head)}", text, re.I)
    return set() if is_other else set(words(head))


def names_its_device(mention: str, product: Product) -> bool:
    """Say whether `mention` names only the thing that `product` is made for: "Aurora X2" is not the X2's case."""
    devices = {word for value in product.attributes.get("fits_model", ()) for word in words(value)}
    return bool(devices) and set(words(mention)) <= devices


def category_called(mention: str, categories: Iterable[str]) -> str | None:
    """The category whose name `mention` is, singular or plural: "coffee machine" is `coffee-machines`.

    Else the one whose name its last word is, which says what kind of thing it is: "coffee capsules" are `capsules`.
    """
    said = [_singular(word) for word in words(mention)]
    called = {name: _of_category(name) for name in categories}
    for wanted in (set(said), set(said[-1:])):
        if found := next((name for name, own in called.items() if wanted and wanted == own), None):
            return found
    return None


@lru_cache(maxsize=4096)
def _of_category(name: str) -> frozenset[str]:
    return frozenset(_singular(word) for word in words(name.replace("-", " ")))


def called(mention: str, product: Product) -> bool:
    """Say whether any word of `mention` stands in the product's name, brand, category or model."""
    return bool(set(words(mention)) & _about(product))


def is_measure(said: str) -> bool:
    """Say whether the words are no more than a measure: "90 m2", "12 kg"."""
    return bool(_MEASURE.fullmatch(said.strip()))


def is_no_wish(text: str, start: int | None, said: str = "") -> bool:
    """Say whether what begins at `start` is not wanted, "without a hub", is what a thing does, "that scans", or for
    whom or when: "a birthday present for a friend"."""
    if _OCCASION.fullmatch(said.strip()):
        return True
    if start is None:
        return False
    if _BOT.fullmatch(said.strip()) and _HAILED.fullmatch(text[:start]):
        return True
    return bool(_UNWANTED.search(text[:start]) or (_DOES.search(text[:start]) and _A_VERB.match(text[start:])))


def is_refused(text: str, start: int | None) -> bool:
    """Say whether a wish names what begins at `start` as what it should not have, "no cables"."""
    return start is not None and bool(_REFUSED.search(text[:start]))


def prices(products: Sequence[Product]) -> tuple[Decimal, Decimal]:
    """The lowest and the highest price of at least one product."""
    all_prices = [product.price for product in products]
    return min(all_prices), max(all_prices)


def _closeness(said: set[str], product: Product) -> tuple[int, int, int] | None:
    """(kind unsaid, tier, unsaid words of the model), smaller is closer; None where a word is not the product's."""
    if not said <= _about(product):
        return None
    if said == set(words(product.name)):
        return (0, 0, 0)
    kind = int(not set(words(product.category.replace("-", " "))) <= said)
    for tier, key in ((1, "model"), (2, "fits_model")):
        models = [set(words(value)) for value in product.attributes.get(key, ())]
        unsaid = [len(model - said) for model in models if model & said]
        if unsaid:
            return (kind, tier, min(unsaid))
    return (kind, 1, 0)


def _about(product: Product) -> set[str]:
    parts = [product.name, product.brand, product.category.replace("-", " ")]
    parts += [value for key in ("model", "fits_model", "colour", "type") for value in product.attributes.get(key, ())]
    together = {"".join(pair) for part in parts for pair in _HYPHENED.findall(part.casefold())}
    return {stem(word) for part in parts for word in _tokens(part)} | together | size_words(product)


def _with_most(said: set[str], shown: Sequence[Product]) -> list[Product]:
    """Of the shown ones those that answer most of the words, one at least."""
    counted = [(len(said & _about(product)), product) for product in shown]
    most = max((count for count, _ in counted), default=0)
    return [product for count, product in counted if count == most] if most else []


def _tokens(text: str) -> list[str]:
    return _WORD.findall(_EXTRA_SIZE.sub(r"x\1", text.casefold().replace("'", "")))


def _singular(word: str) -> str:
    """A stem, where the plural has its own: "batterie", cut of its s, is a battery."""
    return f"{word[:-2]}y" if len(word) > 4 and word.endswith("ie") else word


def stem(word: str) -> str:
    """The word without a plural s: "cases" is `case`, "tvs" `tv`, but "gas" and "glass" stay."""
    if not word.endswith("s") or word.endswith("ss") or any(sign.isdigit() for sign in word) or len(word) < 3:
        return word
    if len(word) == 3 and word[1] in "aeiou":
        return word
    return word[:-1]


def spelled(product: Product) -> dict[str, str]:
    """The words that tell what the product is, as the shop writes them: a name's letters (HDMI) stay large."""
    written: list[str] = _WORD.findall(product.name.replace("'", ""))
    named = {stem(word.casefold()): word if word[1:] != word[1:].casefold() else word.casefold() for word in written}
    more = [word for key in ("colour", "type") for value in product.attributes.get(key, ()) for word in _tokens(value)]
    return {**{stem(word): word for word in [*more, *_tokens(product.category.replace("-", " "))]}, **named}

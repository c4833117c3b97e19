"""Which product is meant: by place, by name, by "it"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from actions.complain.open_case import tell_more_of_case
from actions.saying import in_shop_words
from actions.suiting import made_to_fit, suiting, tell_not_in_shop
from actions.turn import Turn
from sales import mentions
from sales.catalogue import Product
from sales.features import described
from sales.naming import short_name
from sales.ports import Query
from sales.variants import nearest_to, variants

_SEARCHED = 40
_FEW = 8
_PAGE = 200
_APART = re.compile(r"[,/&]|\b(?:vs|versus|fits?)\b", re.I)
_MADE_FOR = re.compile(r"\s+for(?:\s+(?:the|my|an?))?\s+", re.I)
_ADDING = ("add_to_basket", "change_quantity")
_CHOOSING = ("choose_option", "add_to_basket")
ADD_CHOICE = "add_choice"
_DESCRIBING = ("attribute", "colour")


@dataclass(frozen=True)
class Mention:
    """`products` that the words may mean; `said` are the words, empty when the customer only said "it"."""

    products: tuple[Product, ...]
    said: str = ""

    @property
    def one(self) -> Product | None:
        """The product, where the words leave no doubt."""
        return self.products[0] if len(self.products) == 1 else None


def find_mention(turn: Turn, *, with_free_text: bool = True) -> Mention:
    """What the message means: one of those shown, a product by its name, or the one that is talked about.

    `with_free_text` also reads names that the entity extraction missed.
    """
    if (full := _in_full(turn)) is not None:
        return full
    if turn.intent in _ADDING and not turn.values("product") and (other := none_of_these(turn)):
        # "The set then", of a printer, is no printer.
        return _named(turn, other)
    if (shown := _among_shown(turn)) is not None:
        return shown
    said = " ".join(dict.fromkeys(turn.values("product") or turn.values("brand")))
    if said:
        return _named(turn, said)
    if with_free_text and (free := _by_free_text(turn)):
        return free
    return Mention(_talked_about(turn))


def _named(turn: Turn, said: str) -> Mention:
    """The products called `said`; where there are none, those of the last marked phrase that is a name by itself."""
    details = " ".join(value for entity in _DESCRIBING for value in turn.values(entity))
    figure = re.search(rf"{re.escape(said)}\s+(\d+)\b", turn.text, re.I)
    numbered = [f"{said} {figure[1]}"] if figure else []
    brand = " ".join(each for each in turn.values("brand") if each.casefold() not in said.casefold())
    branded = [f"{brand} {said}"] if brand else []
    for words in (*numbered, *branded, said, *reversed(_phrases(turn))):
        if found := by_name(turn, words, details):
            return Mention(found, words)
    return Mention((), said)


def find_mentions(turn: Turn) -> list[Mention]:
    """Each product entity of the message as its own mention, in order."""
    return [Mention(by_name(turn, said), said) for said in dict.fromkeys(_phrases(turn))]


def _phrases(turn: Turn) -> list[str]:
    """The product names of the message; two with at most one word of description between them are one name."""
    spans = [each for each in turn.tracker.latest_message.get("entities") or [] if each.get("entity") == "product"]
    spans = [each for each in spans if isinstance(each.get("start"), int)]
    # A colour marked as a thing, beside the thing itself, is its colour.
    colours = {value.casefold() for value in turn.values("colour")}
    spans = [each for each in spans if len(spans) == 1 or str(each["value"]).casefold() not in colours]
    if not spans:
        return turn.values("product")
    joined = [[spans[0]["start"], spans[0]["end"]]]
    for span in spans[1:]:
        between = turn.text[joined[-1][1] : span["start"]]
        one_word = len(mentions.words(between)) == len(between.split()) <= 1 and not _APART.search(between)
        if one_word or _MADE_FOR.fullmatch(between):
            joined[-1][1] = span["end"]
        else:
            joined.append([span["start"], span["end"]])
    return [turn.text[start:end] for start, end in joined]


def by_name(turn: Turn, said: str, details: str = "") -> tuple[Product, ...]:
    """Products of that name, the closest only; `details` narrow them where they can. Those at hand come first."""
    kind = mentions.category_called(in_shop_words(turn, said), turn.kinds)
    for group in (turn.shown, _at_hand(turn)):
        # "The tv" is none of the TV mounts that were shown last.
        near = [each for each in group if kind in (None, each.category)]
        near = [each for each in near if not mentions.names_its_device(said, each)]
        if found := mentions.named(said, near) or mentions.named(in_shop_words(turn, said), near):
            return _narrowed(found, details)
    hits = turn.store.catalogue.search(Query(text=f"{said} {details}".strip(), limit=_SEARCHED))
    found = [hit.product for hit in hits]
    own = [] if mentions.with_figures(said) else _made_for_those_at_hand(turn, said, found)
    return _narrowed(mentions.named(in_shop_words(turn, said), own or found), details)


def _made_for_those_at_hand(turn: Turn, said: str, found: Sequence[Product]) -> list[Product]:
    """What is called so and made to fit what is talked about, else one of the cards: beside air purifiers "the filter"
    is theirs, and no filter machine."""
    at_hand = list(_at_hand(turn))
    devices = [*at_hand, *turn.shown]
    undecided = turn.intent in _CHOOSING and turn.conversation.focus is None and len(turn.shown) > 1
    if undecided or not devices:
        return []
    things = made_to_fit(turn, [each for each in found if mentions.named(said, [each])], devices[0])
    if not things and turn.intent in _ADDING:
        # Many bear the name: with the device's own beside it, its own come up.
        beside = turn.store.catalogue.search(Query(text=f"{said} {short_name(devices[0])}", limit=_SEARCHED))
        called = [hit.product for hit in beside if mentions.named(said, [hit.product])]
        things = made_to_fit(turn, called, devices[0])
    return suiting(turn, things, at_hand[:1]) or suiting(turn, things, devices)


def is_a_kind(turn: Turn, mention: Mention) -> bool:
    """Say whether the words name a whole kind with models of its own, "the phone", and none of them is at hand."""
    kind = mentions.category_called(in_shop_words(turn, mention.said), turn.kinds)
    near = [*turn.shown, *_at_hand(turn)]
    models = {next(iter(each.attributes.get("variant_of", ())), each.sku) for each in mention.products}
    return kind is not None and len(models) > 1 and all(each.category != kind for each in near)


def thing_beside(turn: Turn) -> str:
    """The kind of thing that a question is about, where extraction did not mark it: "how much is the mount".

    The last word that can name something, where the shop has such things and what is talked about is none of them.
    """
    for word in reversed(mentions.words(turn.text)):
        if re.search(rf"\b(?:an?|the|any|some)\s+(?:[\w-]+\s+)?{re.escape(word)}", turn.text, re.I):
            if any(mentions.called(word, product) for product in _talked_about(turn)):
                return ""
            return word if by_name(turn, word) else ""
    return ""


def none_of_these(turn: Turn) -> str:
    """The thing that is named beside the cards, and is none of them; empty where what is named is among them."""
    word = thing_beside(turn)
    return "" if not word or any(mentions.called(word, product) for product in turn.shown) else word


def _in_full(turn: Turn) -> Mention | None:
    """The one product whose whole name the message says, whatever of it was marked."""
    said = " ".join(mentions.words(turn.text))
    if " " not in said:
        return None
    hits = turn.store.catalogue.search(Query(text=said, limit=_SEARCHED))
    found = mentions.in_full(turn.text, [hit.product for hit in hits])
    return Mention(found, said) if len(found) == 1 else None


def _narrowed(found: tuple[Product, ...], details: str) -> tuple[Product, ...]:
    if len(found) < 2 or not details:
        return found
    return tuple(mentions.pick(details, found)) or found


def _among_shown(turn: Turn) -> Mention | None:
    """The shown product that an ordinal, a colour, a price word or "the other" points at; None when nothing does."""
    if not turn.shown:
        return None
    ordinal = turn.value("ordinal")
    if ordinal is not None:
        return Mention(tuple(mentions.pick("", turn.shown, ordinal=ordinal)), turn.text)
    if turn.values("product") or turn.values("brand"):
        named = mentions.named(" ".join(turn.values("product") or turn.values("brand")), turn.shown)
        details = " ".join(value for entity in _DESCRIBING for value in turn.values(entity))
        return Mention(_narrowed(named, details), turn.text) if named else None
    said = " ".join(value for entity in _DESCRIBING for value in turn.values(entity))
    if not said and turn.intent in _CHOOSING:
        said = turn.text
    if said and (others := _variants_of_shown(turn)):
        return Mention(others, said)
    if said and (found := mentions.pick(said, turn.shown)) and len(found) < max(2, len(turn.shown)):
        return Mention(tuple(found), said)
    return None


def _variants_of_shown(turn: Turn) -> tuple[Product, ...]:
    """The variants of the cards in a colour or size that none of them has, "the 54", as like as can be."""
    told = set(mentions.words(" ".join(value for entity in _DESCRIBING for value in turn.values(entity))))
    if not told or any(told <= described(each) for each in turn.shown):
        return ()
    pages = {kind: turn.store.catalogue.browse(kind, limit=_PAGE) for kind in {each.category for each in turn.shown}}
    found: dict[str, Product] = {}
    for shown in _named_most(turn, told):
        others = [each for each in variants(shown, pages[shown.category]) if told <= described(each)]
        found |= {each.sku: each for each in (nearest_to(shown, others) if others else ())}
    return tuple(found.values())


def _named_most(turn: Turn, details: set[str]) -> Sequence[Product]:
    """The cards whose names have the most of the words beside the details: the Max of "the max in blue"."""
    said = set(mentions.words(turn.text)) - details
    counts = [len(said & set(mentions.words(each.name))) for each in turn.shown]
    return [each for each, count in zip(turn.shown, counts, strict=True) if count == max(counts)]


def _by_free_text(turn: Turn) -> Mention | None:
    """A name of two words or with a figure in it (Night Assize, X2), which entity extraction did not mark."""
    spoken = mentions.words(turn.text)
    figures = [word for word in spoken if any(c.isdigit() for c in word) and not word.isdecimal()]
    if all(word.isdecimal() for word in spoken):
        # "Buy 1 get 1" names no 1 TB.
        return None
    for said in (spoken if len(spoken) > 1 or figures else (), figures):
        found = by_name(turn, " ".join(said)) if said else ()
        if 0 < len(found) <= _FEW:
            return Mention(found, " ".join(said))
    return None


def _talked_about(turn: Turn) -> tuple[Product, ...]:
    """The product in focus, else on the page, else the only one shown, else the last put in the basket."""
    talk = turn.conversation
    skus = [talk.focus, talk.page_sku, talk.shown[0] if len(talk.shown) == 1 else None]
    if not talk.shown and talk.basket.lines:
        skus.append(talk.basket.lines[-1].sku)
    chosen = next((sku for sku in skus if sku), None)
    if chosen is None:
        return tuple(turn.shown)
    return tuple(turn.store.catalogue.many([chosen]).values())


def _at_hand(turn: Turn) -> Sequence[Product]:
    talk = turn.conversation
    return turn.products([talk.focus, talk.page_sku, *(line.sku for line in talk.basket.lines)])


def ask_which(turn: Turn, mention: Mention, *, to_add: bool = False) -> None:
    """Ask which of several is meant, or say honestly that there is no such thing; the choice may be `to_add`."""
    if not mention.products:
        if turn.is_in_trouble and tell_more_of_case(turn):
            # "I wanted black", right after the complaint, is part of it.
            return
        if mention.said:
            tell_not_in_shop(turn, mention.said)
        else:
            turn.say("utter_which_product")
        return
    some = mention.products[:3]
    turn.show(some)
    turn.say("utter_which_of_these", products=some, count=len(mention.products))
    if to_add:
        turn.ask(ADD_CHOICE)

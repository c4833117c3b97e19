"""Several things at once: "both", "all three", "the first and the third", and what they come to."""

import re
from decimal import Decimal

from actions.looking import CARDS
from actions.mention import Mention, ask_which, by_name, find_mentions
from actions.offering import anchor_of, offer_just_made
from actions.putting import basket_values, put_in_basket
from actions.suiting import called, made_to_fit, suiting, tell_none_fits
from actions.turn import Turn
from sales import mentions
from sales.catalogue import Product
from sales.conversation import StoredOffer
from sales.wording import listed

_EVERY = re.compile(
    r"\b(?:both|them all|all(?: of)? (?:them|those|these|it|two|three|four|[234])|each of (?:them|those|these)|all$"
    r"|everything|the (?:two|three|pair|lot)\b(?! of you))(?!\s+(?:needs?|wants?))",
    re.I,
)
_THESE = r"\b(?:both|all (?:of )?(?:them|these|those|two|three|[23])|the (?:two|three)|each of)\b"
_COUNTED = {"both": 2, "two": 2, "pair": 2, "2": 2, "three": 3, "3": 3, "four": 4, "4": 4}
_IT_AND = re.compile(r"\b(?:it|that|this)\b(?:\s+in)?\W+(?:(?:and|plus|with)\W+)+(?:an?|some|the|one)\s", re.I)
_TOTAL = re.compile(
    r"\b(?:al+together|all together|together|in total|total|in all|overall|sum|everything"
    r"|all (?:of )?(?:it|them|that|this)|(?:it|that|this) all"
    r"|(?:is|are|does|do) (?:that|it|this|they) (?:cost |come to |make )?(?:now|so far)"
    r"|both|the (?:two|three|lot))\b",
    re.I,
)


def says_every(text: str) -> bool:
    """Say whether the words speak of all that lies on the table: "both", "add all of them"."""
    return bool(_EVERY.search(text.strip(" .!?")))


def several_meant(turn: Turn) -> list[Product]:
    """Two or more of those shown last that the message means together; empty where it means one, or none surely."""
    places = list(dict.fromkeys(turn.values("ordinal")))
    if len(places) > 1:
        picked = [product for place in places for product in mentions.pick("", turn.shown, ordinal=place)]
        return _if_several(picked)
    if not says_every(turn.text):
        return []
    pool = turn.shown
    if said := " ".join(turn.values("product")):
        pool = list(mentions.named(said, pool))
    count = _count(turn.text)
    return _if_several(pool) if len(pool) <= CARDS and count in (None, len(pool)) else []


def add_several(turn: Turn) -> bool:
    """Put the several that are meant into the basket, each told; False where not several are meant."""
    meant = several_meant(turn)
    for product in meant:
        put_in_basket(turn, product)
    return bool(meant)


def add_with_it(turn: Turn) -> bool:
    """ "Put it in, and a case": what is talked about, then the other thing, as far as one surely fits; else False."""
    focus = next(iter(turn.products([turn.conversation.focus])), None)
    said = next(iter(turn.values("product")), "")
    if focus is None or not said or not _IT_AND.search(turn.text) or mentions.named(said, [focus]):
        return False
    things = called(turn, said)
    made = made_to_fit(turn, things, focus)
    fitting = suiting(turn, made, [focus]) if made else list(things)
    put_in_basket(turn, focus)
    if not fitting and made:
        tell_none_fits(turn, said, made, focus)
    elif len(fitting) == 1:
        put_in_basket(turn, fitting[0])
    else:
        ask_which(turn, Mention(tuple(fitting), said), to_add=True)
    return True


def add_device_too(turn: Turn, offer: StoredOffer) -> None:
    """ "Both", said of one thing offered for another that is in no basket yet, takes the other too."""
    device = next(iter(turn.products([anchor_of(turn, offer)])), None)
    if device is None or device.sku in turn.conversation.basket.skus or not says_every(turn.text):
        return
    if _count(turn.text) in (None, len(offer.items) + 1):
        put_in_basket(turn, device)


def tell_total(turn: Turn) -> bool:
    """Say what it comes to together: the basket or the thing talked about with what is named, else those shown."""
    if not _TOTAL.search(turn.text):
        return False
    if turn.values("product"):
        return _tell_with_named(turn)
    if with_offer := _with_what_is_offered(turn):
        tell_prices(turn, with_offer)
        return True
    if turn.conversation.basket.lines:
        found = list(turn.products(line.sku for line in turn.conversation.basket.lines))
        turn.say("utter_basket", products=found, **basket_values(turn))
        return True
    # Cards to choose among are no sum to one who talks of one of them, or asks for "everything".
    one_kind = len({product.category for product in turn.shown}) == 1 and not re.search(_THESE, turn.text, re.I)
    chosen = turn.conversation.focus or re.search(r"\beverything\b", turn.text, re.I)
    if 1 < len(turn.shown) <= CARDS and not (one_kind and chosen):
        tell_prices(turn, turn.shown)
        return True
    return False


def _with_what_is_offered(turn: Turn) -> list[Product]:
    """What was offered a moment ago and the thing it is for, or all that is in the basket; empty without an offer."""
    offer = turn.store.offers.waiting(turn.id)
    if offer is None or not offer_just_made(turn, offer):
        return []
    lines = [line.sku for line in turn.conversation.basket.lines]
    found = turn.products([*(lines or [anchor_of(turn, offer)]), *(sku for sku, _, _ in offer.items)])
    counted_once = all(line.quantity == 1 for line in turn.conversation.basket.lines)
    return found if len(found) > 1 and counted_once else []


def tell_prices(turn: Turn, asked: list[Product]) -> None:
    """The price of each and what they come to together."""
    turn.show(asked)
    told = listed([f"{product.name} {turn.price(product)}" for product in asked])
    total = turn.money(sum((product.price for product in asked), Decimal(0)), asked[0].currency)
    turn.say("utter_prices", products=asked, prices=told, total=total)


def _tell_with_named(turn: Turn) -> bool:
    """ "Altogether with a sleeve": what the sleeves add to the laptop that is talked about, or to the basket."""
    base = turn.products([turn.conversation.focus])
    each = [mention.products for mention in find_mentions(turn) if mention.products]
    if len(each) != 1 or not base or base[0] in each[0]:
        return False
    word = turn.values("product")[-1]
    found = by_name(turn, word)
    added = sorted(suiting(turn, found, base) or list(found), key=lambda product: product.price)[:CARDS]
    lowest, highest = mentions.prices(added)
    if lowest == highest:
        tell_prices(turn, [base[0], added[0]])
        return True
    turn.show([base[0], *added[: CARDS - 1]], focus=base[0])
    spans = {"lowest": turn.money(lowest), "highest": turn.money(highest)}
    total = turn.money(base[0].price + lowest, base[0].currency)
    values = {"name": base[0].name, "price": turn.price(base[0]), "said": word, "total": total}
    turn.say("utter_total_with", products=added, **values, **spans)
    return True


def _count(text: str) -> int | None:
    found = next((word for word in mentions.spoken(text) if word in _COUNTED), None)
    return _COUNTED[found] if found else None


def _if_several(products: list[Product]) -> list[Product]:
    found = list({product.sku: product for product in products}.values())
    return found if len(found) > 1 else []

"""Answers "what goes with it", and whether a thing is part of it or is installed."""

import re

from actions.advise.tell_feature import tell_feature
from actions.base import ShopAction
from actions.browse.find_products import find_and_tell
from actions.looking import Wish
from actions.mention import ask_which, by_name, find_mention, thing_beside
from actions.offering import consider
from actions.putting import basket_values
from actions.showing import tell_found
from actions.suiting import made_to_fit, suiting, tell_none_fits
from actions.turn import Turn
from sales import mentions
from sales.catalogue import Product, RelationKind
from sales.naming import short_name
from sales.offer import Reason
from sales.situation import Moment
from sales.wording import listed

INSTALLING = re.compile(r"\b(?:install\w*|fitted|fitting|mount(?:ed|ing)?|set(?:ting)?[ -]?up|assembl\w*|hang)\b", re.I)
_EVERYTHING = re.compile(
    r"\b(?:everything|all)\b.{0,12}\bneed(?:ed|s)?\b|\bmissing\b"
    r"|\bforg[eo]t(?:ten|ting)? (?:any|some)thing\b|\bcomplete\b",
    re.I,
)
_NEEDS = re.compile(r"\b(?:does|do|will|would)\s+\w+\s+(?:need|require|want)\s+(?:an?|any|some)\s+([\w-]+)\W*$", re.I)
_FOR_IT = re.compile(r"\b(?:for|with|to|on) (?:it|that|this|them|those|these)\b", re.I)
_FIRST_THINGS_FIRST = (Reason.UNHAPPY, Reason.OPEN_CASE, Reason.NO_GOOD_SIGN, Reason.HELD_BY_DIALOGUE)


class ActionShowComplements(ShopAction):
    """Offers what goes with the product because the customer asks; silence has an honest sentence."""

    def name(self) -> str:
        return "action_show_complements"

    def act(self, turn: Turn) -> None:
        show_complements(turn)


def show_complements(turn: Turn) -> None:
    """Offer what goes with what is talked about, of the kind that was asked for."""
    if _EVERYTHING.search(turn.text) and turn.conversation.basket.lines and _tell_what_lacks(turn):
        return
    mention = find_mention(turn)
    base, talk = mention.products, turn.conversation
    named = " ".join(turn.values("product")) or thing_beside(turn)
    about = talk.focus or talk.page_sku or next(iter(talk.shown), None)
    if named and about:
        # "Do I need a case for it": the words name the addition, the focus is what it is for.
        base = tuple(turn.products([about]))
    elif named and _FOR_IT.search(turn.text):
        # "Is there a bag for it", and nobody knows for what: then it is a bag that is looked for.
        find_and_tell(turn)
        return
    if not base:
        ask_which(turn, mention)
        return
    needed = _NEEDS.search(turn.text)
    if needed and mentions.words(needed[1]) and not by_name(turn, needed[1]):
        # "Does it need a subscription" asks for nothing that is sold.
        tell_feature(turn, base[0])
        return
    installing = bool(INSTALLING.search(turn.text)) and not named
    if installing and (sold_with := [product for product in base if product.installation]):
        tell_installed(turn, sold_with)
        return
    product = base[0]
    turn.focus(product)
    named = "" if product in mention.products and not about else named
    things = list(by_name(turn, named)) if named else []
    kind = RelationKind.SERVICE if installing else None
    asked = {"named": named, "kind": kind, "nothing_else": bool(things)}
    decision = consider(turn, Moment.PRODUCT_PAGE, (product.sku,), asked_for=True, **asked)
    if decision.offer is not None:
        return
    if decision.reason in _FIRST_THINGS_FIRST:
        turn.say("utter_goes_with_later", name=short_name(product))
    elif found := suiting(turn, things, [product]):
        # Refused or offered a moment ago, and now asked for by name: no offer, the thing itself.
        tell_found(turn, Wish(named, named, named), found)
    elif things:
        tell_none_fits(turn, named, made_to_fit(turn, things, product) or things, product)
    else:
        turn.say("utter_goes_with_nothing", name=short_name(product))


def _tell_what_lacks(turn: Turn) -> bool:
    """ "Is that everything I need": what the basket does not work without, or that nothing is missing."""
    skus = tuple(line.sku for line in turn.conversation.basket.lines)
    decision = consider(turn, Moment.BEFORE_PAYMENT, skus, asked_for=True, needed_only=True)
    if decision.offer is None and decision.reason in _FIRST_THINGS_FIRST:
        return False
    if decision.offer is None:
        turn.say("utter_nothing_missing", contents=basket_values(turn)["contents"])
    return True


def tell_installed(turn: Turn, products: list[Product]) -> None:
    """Say what the shop only sells together with its installation, and what the two cost."""
    services = turn.products(product.installation for product in products)
    if not services:
        turn.say("utter_goes_with_nothing", name=short_name(products[0]))
        return
    names = listed([f"the {short_name(product)}" for product in products])
    told = "utter_installed_with" if len(products) == 1 else "utter_installed_with_several"
    both = turn.money(products[0].price + services[0].price, products[0].currency)
    turn.say(told, names=names, service=services[0].name, price=turn.price(services[0]), total=both)
    if len(products) == 1:
        turn.focus(products[0])

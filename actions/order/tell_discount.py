"""Tells about discounts."""

import re
from collections.abc import Iterable

import bootstrap
from actions.base import ShopAction
from actions.before import intent_before
from actions.complain.open_case import tell_more_of_case
from actions.elsewhere import tell_no_matching
from actions.mention import by_name
from actions.turn import Turn
from sales.naming import kind_name, kind_of, short_name
from sales.pricing import CATEGORY, Discount
from sales.wording import listed

_REDUCED = re.compile(r"discount|code|voucher|coupon|deal|offer|sale|cheap|reduc|percent|%|price|less|off\b", re.I)


class ActionTellDiscount(ShopAction):
    """The discounts that run, or the honest word that there are none; no haggling."""

    def name(self) -> str:
        return "action_tell_discount"

    def act(self, turn: Turn) -> None:
        if tell_no_matching(turn):
            return
        if said := turn.value("product"):
            # "The small ones", said next, are of that kind.
            turn.store.conversations.set_need(turn.id, said)
        running = [*bootstrap.shop().discounts, *_running(turn)]
        if turn.is_in_trouble and not _REDUCED.search(turn.text) and tell_more_of_case(turn):
            # "Do I get a new one or what" asks for no bargain.
            return
        kind, of_kind = _of_kind(turn)
        if intent_before(turn) == turn.intent and not turn.values("product"):
            # "And for students?" is told the same: there is nothing more.
            turn.say("utter_no_other_discounts")
        elif of_kind:
            turn.say("utter_discounts", discounts=listed(_told(turn, of_kind)))
        elif kind and running:
            turn.say("utter_no_discounts_on", kind=kind, discounts=listed(running))
        elif running:
            turn.say("utter_discounts", discounts=listed(running))
        else:
            turn.say("utter_no_discounts")


def _running(turn: Turn) -> list[str]:
    return _told(turn, turn.store.catalogue.discounts())


def _told(turn: Turn, discounts: Iterable[Discount]) -> list[str]:
    """Dated discounts in the shop's words, each with its last day (R52)."""
    words = bootstrap.shop().discount
    told = [(each, _what(turn, each.target)) for each in discounts]
    return [
        words.format(percent=f"{each.percent.normalize():f}", what=what, until=turn.day(each.ends_on))
        for each, what in told
        if what
    ]


def _of_kind(turn: Turn) -> tuple[str, list[Discount]]:
    """What the message asks about, "cameras", and the discounts on that; nothing where it names no kind we have."""
    said = " ".join(turn.values("product") or turn.values("brand"))
    found = by_name(turn, said) if said else turn.products([turn.conversation.focus])
    if not found:
        return "", []
    skus, kinds = {product.sku for product in found}, {f"{CATEGORY}{product.category}" for product in found}
    called = short_name(found[0]) if len(found) == 1 else kind_of(said, found) or kind_name(found[0].category)
    return called, [each for each in turn.store.catalogue.discounts() if each.target in skus | kinds]


def _what(turn: Turn, target: str) -> str:
    """The product's name, or the category in plain words."""
    if target.startswith(CATEGORY):
        return target.removeprefix(CATEGORY).replace("-", " ")
    found = turn.products([target])
    return found[0].name if found else ""

"""Tells about discounts."""

import bootstrap
from actions.base import ShopAction
from actions.turn import Turn
from sales.pricing import CATEGORY
from sales.wording import listed


class ActionTellDiscount(ShopAction):
    """The discounts that run, or the honest word that there are none; no haggling."""

    def name(self) -> str:
        return "action_tell_discount"

    def act(self, turn: Turn) -> None:
        running = [*bootstrap.shop().discounts, *_running(turn)]
        if running:
            turn.say("utter_discounts", discounts=listed(running))
        else:
            turn.say("utter_no_discounts")


def _running(turn: Turn) -> list[str]:
    """The dated discounts in the shop's words, each with its last day (R52)."""
    words = bootstrap.shop().discount
    told = [(each, _what(turn, each.target)) for each in turn.store.catalogue.discounts()]
    return [
        words.format(percent=f"{each.percent.normalize():f}", what=what, until=turn.day(each.ends_on))
        for each, what in told
        if what
    ]


def _what(turn: Turn, target: str) -> str:
    """The product's name, or the category in plain words."""
    if target.startswith(CATEGORY):
        return target.removeprefix(CATEGORY).replace("-", " ")
    found = turn.products([target])
    return found[0].name if found else ""

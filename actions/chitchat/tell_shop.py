"""Tells about the shop itself."""

import re

import bootstrap
from actions.base import ShopAction
from actions.turn import Turn
from sales.naming import kind_name
from sales.wording import listed

_RANGE = re.compile(
    r"\b(?:sell|range|assortment|stock|categories|departments|kinds? of (?:things|products|stuff))\b", re.I
)
_NAMED = 6


class ActionTellShop(ShopAction):
    """Opening hours, address, e-mail and phone, from the shop's settings; its largest kinds of things where asked."""

    def name(self) -> str:
        return "action_tell_shop"

    def act(self, turn: Turn) -> None:
        if _RANGE.search(turn.text):
            _tell_range(turn)
            return
        shop = bootstrap.shop()
        turn.say(
            "utter_shop",
            shop=shop.name,
            hours=shop.opening_hours,
            address=shop.address,
            email=shop.email,
            phone=shop.phone,
        )


def _tell_range(turn: Turn) -> None:
    counted = turn.store.catalogue.categories()
    largest = sorted(counted, key=lambda category: (-counted[category], category))[:_NAMED]
    turn.say("utter_range", kinds=listed([kind_name(each) for each in largest]), count=sum(counted.values()))

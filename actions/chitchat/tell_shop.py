"""Tells about the shop itself."""

import bootstrap
from actions.base import ShopAction
from actions.turn import Turn


class ActionTellShop(ShopAction):
    """Opening hours, address, e-mail and phone, from the shop's settings."""

    def name(self) -> str:
        return "action_tell_shop"

    def act(self, turn: Turn) -> None:
        shop = bootstrap.shop()
        turn.say(
            "utter_shop",
            shop=shop.name,
            hours=shop.opening_hours,
            address=shop.address,
            email=shop.email,
            phone=shop.phone,
        )

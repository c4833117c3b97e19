"""Tells about delivery."""

import bootstrap
from actions.base import ShopAction
from actions.turn import Turn
from sales.wording import listed, proper


class ActionTellDelivery(ShopAction):
    """Days, price and countries from the shop's settings; other places honestly unknown."""

    def name(self) -> str:
        return "action_tell_delivery"

    def act(self, turn: Turn) -> None:
        shop = bootstrap.shop()
        place = proper(turn.value("place") or "")
        countries = [country.removeprefix("the ") for country in shop.delivery_countries]
        if place and place.removeprefix("the ").casefold() in (country.casefold() for country in countries):
            turn.say(
                "utter_delivery_there", place=place, days_from=shop.delivery_days_from, days_to=shop.delivery_days_to
            )
        elif place:
            turn.say("utter_delivery_elsewhere", place=place, countries=listed(shop.delivery_countries))
            turn.ask("colleague")
        else:
            free = shop.delivery_free_from
            turn.say(
                "utter_delivery" if free is not None else "utter_delivery_never_free",
                days_from=shop.delivery_days_from,
                days_to=shop.delivery_days_to,
                price=turn.money(shop.delivery_price),
                free_from=turn.money(free) if free is not None else "",
            )

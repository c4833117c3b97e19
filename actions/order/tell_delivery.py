"""Tells about delivery."""

import re
from datetime import date

import bootstrap
from actions.base import ShopAction
from actions.complain.tell_returns import ActionTellReturns
from actions.judging import tell_leader
from actions.turn import Turn
from sales.comparatives import superlative_in
from sales.customer import CaseKind
from sales.delivering import arrival
from sales.wording import listed, proper

_COSTS = re.compile(r"\b(?:how much|costs?|price|fees?|charges?|free|postage)\b", re.I)

# How it is brought, of which the shop's settings say nothing.
_IN_A_WAY = re.compile(
    r"\b(?:upstairs|stairs|floor|lift|elevator|evenings?|mornings?|afternoons?|time ?slot|neighbou?r\w*|locker|express"
    r"|(?:same|next)[- ]day|weekends?|pick(?:ing)? (?:it|them)? ?up|collect\w*|carry|bring (?:it|them) (?:up|in))\b",
    re.I,
)
# Who sends something back asks for the way back.
_PAYS = re.compile(r"\b(?:pays?|free|postage|costs?)\b", re.I)
_BACK = (CaseKind.RETURN, CaseKind.REFUND)
_DELIVERS = re.compile(r"\b(?:deliver\w*|ship\w*|post|parcels?)\b", re.I)


class ActionTellDelivery(ShopAction):
    """Days, price and countries from the shop's settings; other places honestly unknown."""

    def name(self) -> str:
        return "action_tell_delivery"

    def act(self, turn: Turn) -> None:
        if superlative_in(turn.text) and not _DELIVERS.search(turn.text) and tell_leader(turn):
            # "What's fastest", of the chargers shown.
            return
        if _PAYS.search(turn.text) and any(case.kind in _BACK for case in turn.store.cases.open_for(turn.id)):
            ActionTellReturns().act(turn)
            return
        shop = bootstrap.shop()
        place = proper(_place(turn))
        countries = [country.removeprefix("the ") for country in shop.delivery_countries]
        free = shop.delivery_free_from
        days = {"days_from": shop.delivery_days_from, "days_to": shop.delivery_days_to}
        costs = {
            "price": turn.money(shop.delivery_price),
            "free_from": turn.money(free) if free is not None else "",
        }
        if place and place.removeprefix("the ").casefold() in (country.casefold() for country in countries):
            turn.say("utter_delivery_there", place=place, **days)
            if _COSTS.search(turn.text):
                turn.say("utter_delivery_costs" if free is not None else "utter_delivery_costs_always", **costs)
        elif place:
            turn.say("utter_delivery_elsewhere", place=place, countries=listed(shop.delivery_countries))
            turn.ask("colleague")
        elif not place and _tell_whether_in_time(turn, **days):
            return
        else:
            turn.say("utter_delivery" if free is not None else "utter_delivery_never_free", **days, **costs)
        if not place and _IN_A_WAY.search(turn.text):
            turn.say("utter_delivery_way_unknown")


def _tell_whether_in_time(turn: Turn, days_from: int, days_to: int) -> bool:
    """Whether what is ordered today is there by the day that is named; False where none is."""
    try:
        wanted = date.fromisoformat(turn.value("date") or "")
    except ValueError:
        return False
    first, last = arrival(turn.now.date(), days_from, days_to)
    told = {"first": turn.day(first), "last": turn.day(last), "wanted": turn.day(wanted)}
    if last <= wanted:
        turn.say("utter_delivery_in_time", **told)
    else:
        turn.say("utter_delivery_perhaps" if first <= wanted else "utter_delivery_too_late", **told)
    return True


def _place(turn: Turn) -> str:
    """Where to, as far as it is a place: "who pays for the postage" names none."""
    said = turn.value("place") or ""
    return "" if _COSTS.search(said) or _DELIVERS.search(said) else said

"""Says whether one thing fits another."""

import re

from actions.asking_again import tell_asked_again
from actions.base import ShopAction
from actions.looking import CARDS
from actions.mention import Mention, find_mention, find_mentions
from actions.pairing import among_named, at_hand, with_around
from actions.suiting import called, made_to_fit, suiting, tell_none_fits, wanted_and_devices
from actions.turn import Turn
from sales.catalogue import Product
from sales.compatibility import Fit, governed
from sales.naming import short_name

_WHICH = re.compile(r"\b(?:which|what)\s+([\w-]+)\s+(?:fits?|suits?|goes|go|works?|belongs?|does|do|can|would)\b", re.I)
_ANSWERS = {Fit.FITS: "utter_fits", Fit.DOES_NOT: "utter_does_not_fit", Fit.UNKNOWN: "utter_fit_unknown"}


class ActionJudgeFit(ShopAction):
    """Fits, does not, or honestly unknown: by the declared rules, never by a guess (R5)."""

    def name(self) -> str:
        return "action_judge_fit"

    def act(self, turn: Turn) -> None:
        if tell_asked_again(turn):
            return
        rules = turn.store.catalogue.fit_rules()
        said = [mention for mention in find_mentions(turn) if mention.products] or _asked_for(turn)
        named = [mention.products for mention in said]
        around = at_hand(turn)
        judged = among_named(rules, named) or with_around(rules, [one for each in named for one in each], around)
        if judged is None:
            known = [*(each[0] for each in named), *around]
            if wanted := wanted_and_devices(turn)[0]:
                # "And for the X1", said next, is about that kind of thing.
                turn.store.conversations.set_need(turn.id, wanted[0])
            self._without_pair(turn, [product for product in known if governed(rules, product.category)])
            return
        accessory, device, fit = judged
        kind = next((each for each in said if accessory in each.products and len(each.products) > 1), None)
        if kind is not None:
            fitting = suiting(turn, [*kind.products, *called(turn, f"{kind.said} {short_name(device)}")], [device])
            fitting = list({product.sku: product for product in fitting}.values())
            if not fitting:
                things = made_to_fit(turn, kind.products, device) or kind.products
                tell_none_fits(turn, kind.said, things, device)
                return
            if len(fitting) > 1:
                turn.show(fitting[:CARDS])
                turn.say("utter_these_fit", products=fitting[:CARDS], device=short_name(device))
                return
            accessory, fit = fitting[0], Fit.FITS
        turn.focus(accessory)
        turn.say(_ANSWERS[fit], accessory=accessory.name, device=short_name(device))
        if fit is Fit.UNKNOWN:
            turn.ask("colleague")

    def _without_pair(self, turn: Turn, accessories: list[Product]) -> None:
        """Only one side is known, or no rule speaks of the two."""
        unknown = [said for said in turn.values("product") if not find_mentions_of(turn, said)]
        if unknown:
            turn.say("utter_fit_device_unknown", said=unknown[0])
            turn.ask("colleague")
        elif accessories:
            turn.say("utter_fit_which_device", accessory=accessories[0].name)
        elif find_mention(turn).products:
            turn.say("utter_fit_not_known_pair")
            turn.ask("colleague")
        else:
            turn.say("utter_which_product")


def find_mentions_of(turn: Turn, said: str) -> bool:
    """Say whether the shop knows a product of that name."""
    return any(mention.said == said and mention.products for mention in find_mentions(turn))


def _asked_for(turn: Turn) -> list[Mention]:
    """The thing of "which card fits it", where extraction did not mark it."""
    found = _WHICH.search(turn.text)
    products = called(turn, found[1]) if found and not turn.values("product") else ()
    return [Mention(products, found[1])] if found and products else []

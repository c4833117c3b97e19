"""Says whether one thing fits another."""

from actions.base import ShopAction
from actions.mention import find_mention, find_mentions
from actions.situation import read_customer
from actions.turn import Turn
from sales.catalogue import Product
from sales.compatibility import Fit, governed, judge

_ANSWERS = {Fit.FITS: "utter_fits", Fit.DOES_NOT: "utter_does_not_fit", Fit.UNKNOWN: "utter_fit_unknown"}


class ActionJudgeFit(ShopAction):
    """Fits, does not, or honestly unknown: by the declared rules, never by a guess (R5)."""

    def name(self) -> str:
        return "action_judge_fit"

    def act(self, turn: Turn) -> None:
        rules = turn.store.catalogue.fit_rules()
        named = [product for mention in find_mentions(turn) for product in mention.products[:1]]
        around = _around(turn)
        pairs = [(one, other) for one in [*named, *around] for other in [*named, *around] if one.sku != other.sku]
        for accessory, device in pairs:
            if any(rule.products == accessory.category and rule.fit == device.category for rule in rules):
                fit = judge(rules, accessory, device)
                turn.focus(accessory)
                turn.say(_ANSWERS[fit], accessory=accessory.name, device=device.name)
                if fit is Fit.UNKNOWN:
                    turn.ask("colleague")
                return
        self._without_pair(turn, [product for product in [*named, *around] if governed(rules, product.category)])

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


def _around(turn: Turn) -> list[Product]:
    """What the conversation is about beside the words: focus, page, basket, shown, owned."""
    talk = turn.conversation
    customer = read_customer(turn)
    owned = list(customer.owned)[-20:] if customer else []
    skus = [talk.focus, talk.page_sku, *(line.sku for line in talk.basket.lines), *talk.shown, *owned]
    return list(turn.store.catalogue.many(sku for sku in skus if sku).values())

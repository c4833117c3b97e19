"""Answers "what goes with it"."""

from actions.base import ShopAction
from actions.mention import ask_which, find_mention
from actions.offering import consider
from actions.turn import Turn
from sales.offer import Reason
from sales.situation import Moment

_FIRST_THINGS_FIRST = (Reason.UNHAPPY, Reason.OPEN_CASE)


class ActionShowComplements(ShopAction):
    """Offers what goes with the product because the customer asks; silence has an honest sentence."""

    def name(self) -> str:
        return "action_show_complements"

    def act(self, turn: Turn) -> None:
        mention = find_mention(turn)
        base = mention.products
        if turn.values("product") and turn.conversation.focus:
            # "do I need a case for it": the words name the addition, the focus is what it is for.
            base = tuple(turn.store.catalogue.many([turn.conversation.focus]).values())
        if not base:
            ask_which(turn, mention)
            return
        product = base[0]
        turn.focus(product)
        named = " ".join(turn.values("product")) if product not in mention.products else ""
        decision = consider(turn, Moment.PRODUCT_PAGE, (product.sku,), asked_for=True, named=named)
        if decision.offer is None:
            first = decision.reason in _FIRST_THINGS_FIRST
            turn.say("utter_goes_with_later" if first else "utter_goes_with_nothing", name=product.name)

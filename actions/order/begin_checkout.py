"""Begins the checkout."""

import bootstrap
from actions.base import ShopAction
from actions.introducing import introduce
from actions.putting import basket_values, put_in_basket
from actions.situation import read_customer
from actions.turn import Turn
from sales.payments import method_named
from sales.solutions import complete
from sales.wording import listed


class ActionBeginCheckout(ShopAction):
    """Shows what is about to be ordered and lets the form ask what is missing; an empty basket has nothing to order."""

    def name(self) -> str:
        return "action_begin_checkout"

    def act(self, turn: Turn) -> None:
        methods = bootstrap.shop().payment_methods
        if (named := method_named(turn.text, methods)) and named.taken_as is None:
            turn.say("utter_payment_missing", method=named.name, methods=listed(methods, "or"))
        if not turn.conversation.basket.lines:
            self._with_empty_basket(turn)
            return
        self._complete(turn)
        customer = read_customer(turn)
        turn.set("order_confirmed", None)
        turn.set("customer_name", (customer.name if customer else None) or turn.slot("customer_name"))
        turn.set("customer_email", (customer.email if customer else None) or turn.slot("customer_email"))
        turn.say("utter_checkout", **basket_values(turn))
        turn.then("checkout_form")

    def _with_empty_basket(self, turn: Turn) -> None:
        """Who wants to order what is talked about is asked whether it goes in, or brought to who may sell it."""
        product = next(iter(turn.products([turn.conversation.focus])), None)
        if product is None:
            turn.say("utter_checkout_empty")
        elif product.regulated:
            put_in_basket(turn, product)
        else:
            introduce(turn, product)

    def _complete(self, turn: Turn) -> None:
        """What came in from elsewhere without the service it is only sold with gets it before the total is told."""
        basket = turn.conversation.basket
        services = [product.installation for product in turn.products(basket.skus)]
        known = {product.sku: product for product in turn.products([*basket.skus, *services])}
        if (whole := complete(basket, known)) != basket:
            turn.store.conversations.set_basket(turn.id, whole)

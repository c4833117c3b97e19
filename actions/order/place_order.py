"""Places the order after the explicit yes."""

from actions.base import ShopAction
from actions.order.show_order import order_values
from actions.turn import Turn
from sales.errors import ConflictError, InvalidError
from sales.situation import Moment


class ActionPlaceOrder(ShopAction):
    """Orders what was confirmed and tells the number; a no leaves the basket as it is."""

    def name(self) -> str:
        return "action_place_order"

    def act(self, turn: Turn) -> None:
        confirmed = turn.slot("order_confirmed") is True
        turn.set("order_confirmed", None)
        if not confirmed:
            turn.say("utter_order_not_placed")
            return
        talk = turn.conversation
        name, email = turn.slot("customer_name") or "", turn.slot("customer_email") or ""
        shown = {"basket": [[line.sku, line.quantity] for line in talk.basket.lines], "name": name, "email": email}
        try:
            order = turn.store.orders.place(
                basket=talk.basket,
                name=name,
                email=email,
                now=turn.now,
                conversation_id=turn.id,
                customer_id=talk.customer_id,
            )
        except InvalidError:
            turn.say("utter_checkout_empty")
            return
        except ConflictError:
            turn.say("utter_order_sold_out")
            return
        turn.consent(f"order {order.number}", shown, "accept", turn.slot("order_words"))
        turn.say("utter_order_done", **order_values(turn, order))
        turn.occasion(Moment.AFTER_PURCHASE.value, [sku for sku, _, _ in order.lines])

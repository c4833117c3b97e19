"""Takes an order number, an e-mail or a phone number that was asked for, and goes on with what it was asked for."""

from collections.abc import Callable

from actions.arrival import awaited, promise_arrival
from actions.base import ShopAction
from actions.before import intent_before
from actions.browse.find_products import ActionFindProducts
from actions.case_steps import link_order
from actions.complain.open_case import open_asked_about
from actions.devices import is_asked_about, is_from_us, take_as_theirs
from actions.handoff.arrange_callback import keep_contact
from actions.narrowing import narrows
from actions.order.cancel_order import confirm_cancelling
from actions.order.change_order import pass_change_on
from actions.order.repeat_order import put_again
from actions.order.send_invoice import pass_invoice_on
from actions.order.show_order import tell_order
from actions.proving import EMAIL, HAS_NOT, TASK, find_order
from actions.turn import Turn
from sales.conversation import Order

_TASKS: dict[str, Callable[[Turn, Order], None]] = {
    "status": tell_order,
    "cancel": confirm_cancelling,
    "change": pass_change_on,
    "invoice": pass_invoice_on,
    "case": link_order,
    "repeat": put_again,
}
_WISHES = ("search_product", "state_need", "ask_advice", "ask_cheaper", "choose_option")
_PRICES = ("price_max", "price_min", "price_about")


class ActionTakeDetails(ShopAction):
    """Proves with what is said by now, then does what waits for it; without a purpose it asks for one."""

    def name(self) -> str:
        return "action_take_details"

    def act(self, turn: Turn) -> None:
        task = turn.slot(TASK)
        said = turn.value("order_number") or turn.value("email")
        if task and not said and HAS_NOT.search(turn.text):
            turn.say("utter_without_details")
            turn.ask("colleague")
            return
        if task == "callback" and (turn.value("phone") or turn.value("email")):
            keep_contact(turn)
        elif (what := awaited(turn)) and turn.value("email"):
            promise_arrival(turn, what)
        elif said and (task in _TASKS or turn.value("order_number")):
            self._go_on(turn, task if task in _TASKS else "status")
        elif any(turn.value(price) for price in _PRICES) or turn.values("product"):
            ActionFindProducts().act(turn)
        elif not said and (narrows(turn) if not task else turn.shown and intent_before(turn) in _WISHES):
            # "14 inch", of the laptops shown.
            ActionFindProducts().act(turn)
        elif is_asked_about(turn) and not said:
            open_asked_about(turn, turn.open_question or "") if is_from_us(turn) else take_as_theirs(turn)
        elif task in _TASKS and not said:
            # "Two weeks ago" proves nothing: what is missing is asked for again.
            self._go_on(turn, task)
        else:
            if turn.value("email"):
                turn.set(EMAIL, turn.value("email"))
            if turn.shown and not said and not turn.value("phone"):
                # "3 floors, 180 m2", of the routers shown.
                turn.say("utter_advice_not_known", products=turn.shown)
            else:
                turn.say("utter_details_for_what")

    def _go_on(self, turn: Turn, task: str) -> None:
        order = find_order(turn, task)
        if order is not None:
            turn.set(TASK, None)
            _TASKS[task](turn, order)

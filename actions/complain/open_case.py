"""Takes a trouble seriously: opens a case before anything else."""

from actions.base import ShopAction
from actions.calling import say_with_wait
from actions.proving import TASK, find_order, latest_order
from actions.turn import Turn
from sales.conversation import Order
from sales.customer import CaseKind, Mood
from sales.mood import COMPLAINT_INTENTS
from sales.wording import shortened

_KINDS = {
    "complain": CaseKind.COMPLAINT,
    "report_defect": CaseKind.COMPLAINT,
    "report_wrong_item": CaseKind.COMPLAINT,
    "report_late_delivery": CaseKind.DELIVERY,
    "report_payment_problem": CaseKind.PAYMENT,
    "request_return": CaseKind.RETURN,
    "request_refund": CaseKind.REFUND,
}


class ActionOpenCase(ShopAction):
    """Opens the case, says sorry once, repeats the trouble, and names the next step with a person on offer."""

    leaves_form = True

    def name(self) -> str:
        return "action_open_case"

    def act(self, turn: Turn) -> None:
        kind = _KINDS.get(turn.intent, CaseKind.COMPLAINT)
        order = latest_order(turn)
        known = any(case.kind is kind for case in turn.store.cases.open_for(turn.id))
        turn.store.cases.open(
            conversation_id=turn.id,
            kind=kind,
            now=turn.now,
            order_number=order.number if order else None,
            summary=shortened(turn.text, 400),
        )
        if turn.intent in COMPLAINT_INTENTS:
            # Whatever the words sound like: praise in a complaint is sarcasm.
            told = f"a case was opened: {kind.value}"
            turn.store.conversations.record_mood(turn.id, Mood.UNHAPPY, now=turn.now, cause=told)
        words = shortened(turn.text)
        turn.say("utter_case_more" if known else f"utter_sorry_{kind.value}", words=words)
        self._next_step(turn, order)

    def _next_step(self, turn: Turn, order: Order | None) -> None:
        if turn.value("order_number") or turn.value("email"):
            order = find_order(turn, "case")
            if order is not None:
                link_order(turn, order)
            return
        turn.set(TASK, "case")
        if order is not None:
            say_with_wait(turn, "utter_case_with_order", number=order.number)
        else:
            say_with_wait(turn, "utter_case_next_step")
        turn.ask("colleague")


def link_order(turn: Turn, order: Order) -> None:
    """Put the order's number on the case that has none yet, and say how the order stands."""
    case = next((case for case in turn.store.cases.open_for(turn.id) if case.order_number is None), None)
    if case is not None:
        turn.store.cases.open(
            conversation_id=turn.id, kind=case.kind, now=turn.now, order_number=order.number, summary=case.summary
        )
    day = turn.day(order.delivery_on) if order.delivery_on else ""
    response = "utter_case_linked" if day else "utter_case_linked_no_day"
    turn.say(response, number=order.number, status=order.status, day=day)
    turn.ask("colleague")

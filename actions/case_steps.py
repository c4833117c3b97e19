"""What takes an open case further: the order it is about, or a colleague."""

from actions.calling import say_with_wait
from actions.proving import TASK, find_order
from actions.turn import Turn
from sales.conversation import Order


def tell_way_on(turn: Turn) -> bool:
    """Say what takes an open case further to who is unhappy and asks for advice; False where nobody is."""
    if not turn.is_in_trouble:
        return False
    next_step(turn, None, asked_before=True)
    return True


def next_step(turn: Turn, order: Order | None, *, asked_before: bool) -> None:
    """Take the order up where it is named now, else ask for it, shorter where that was `asked_before`."""
    if turn.value("order_number") or turn.value("email"):
        order = find_order(turn, "case")
        if order is not None:
            link_order(turn, order)
        return
    turn.set(TASK, "case")
    if asked_before and order is None:
        turn.say("utter_case_next_again")
    elif order is not None:
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

"""Being told when a thing arrives: a colleague's task with the customer's recorded yes and address."""

from actions.calling import facts_at_hand
from actions.proving import TASK
from actions.suiting import ARRIVAL
from actions.turn import Turn
from sales.conversation import HandoffState


def ask_where_to_tell(turn: Turn, what: str) -> None:
    """Take the yes: note the task where an address came with it, else ask for one."""
    if turn.value("email"):
        promise_arrival(turn, what)
        return
    turn.set(TASK, f"{ARRIVAL} {what}")
    turn.say("utter_ask_arrival_email")


def promise_arrival(turn: Turn, what: str) -> None:
    """Put the task into the colleagues' queue, with the consent to write to that address about this one thing."""
    email = turn.value("email") or ""
    turn.consent("tell of an arrival", {"what": what, "email": email}, "accept")
    need = {**facts_at_hand(turn), "what": f"tell when there is: {what}", "contact": email}
    handoff = turn.store.handoffs.open(
        conversation_id=turn.id,
        reason="the customer wants to be told of an arrival",
        topic="sales",
        need=need,
        now=turn.now,
    )
    if handoff.state is HandoffState.WAITING:
        turn.store.handoffs.to_callback(handoff.id, turn.now)
    turn.set(TASK, None)
    turn.say("utter_arrival_kept", contact=email, what=what)


def awaited(turn: Turn) -> str | None:
    """What the customer said yes to being told of, while the address is still asked for."""
    task = str(turn.slot(TASK) or "")
    return task.partition(" ")[2] if task.startswith(f"{ARRIVAL} ") else None

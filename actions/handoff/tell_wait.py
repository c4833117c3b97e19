"""Tells how long a person takes."""

from actions.asking_again import tell_how_long_it_runs
from actions.base import ShopAction
from actions.before import intent_before
from actions.complain.tell_returns import ActionTellReturns
from actions.order.tell_delivery import ActionTellDelivery
from actions.turn import Turn
from sales.conversation import Handoff, HandoffState
from sales.customer import CaseKind
from sales.wording import minutes

_RETURNS = frozenset({CaseKind.RETURN, CaseKind.REFUND})


class ActionTellWait(ShopAction):
    """The real median wait while agents are here; who waits already hears what is left of it, and the place."""

    def name(self) -> str:
        return "action_tell_wait"

    def act(self, turn: Turn) -> None:
        if tell_how_long_it_runs(turn):
            return
        if intent_before(turn) == "ask_delivery":
            # "How long", right after "do you ship to Ireland".
            ActionTellDelivery().act(turn)
            return
        handoff = turn.store.handoffs.current(turn.id)
        if handoff is not None and handoff.state is HandoffState.WAITING:
            _tell_who_waits(turn, handoff)
        elif handoff is not None and handoff.state is HandoffState.CALLBACK and handoff.promised_at is not None:
            turn.say("utter_wait_call", day=turn.day(handoff.promised_at), contact=handoff.need.get("contact", ""))
        elif any(case.kind in _RETURNS for case in turn.store.cases.open_for(turn.id)):
            # "How long do I have", "how long does that take": the return is meant, nobody was called.
            ActionTellReturns().act(turn)
        else:
            _tell_who_may_ask(turn)


def _tell_who_may_ask(turn: Turn) -> None:
    wait = turn.store.handoffs.typical_wait_seconds()
    if not turn.store.handoffs.agents_online(turn.now):
        turn.say("utter_wait_nobody")
    elif wait is None:
        turn.say("utter_wait_unknown")
    else:
        turn.say("utter_wait", minutes=minutes(wait))
    turn.ask("colleague")


def _tell_who_waits(turn: Turn, handoff: Handoff) -> None:
    typical = turn.store.handoffs.typical_wait_seconds()
    waited = int((turn.now - handoff.opened_at).total_seconds())
    if not turn.store.handoffs.agents_online(turn.now):
        turn.say("utter_queue_nobody")
    elif typical is None:
        turn.say("utter_queue_place", place=_place(turn, handoff))
    elif waited > typical:
        turn.say("utter_queue_longer", waited=minutes(waited), minutes=minutes(typical))
    else:
        turn.say("utter_queue_wait", minutes=minutes(typical - waited), place=_place(turn, handoff))


def _place(turn: Turn, handoff: Handoff) -> int:
    """The place in the line of those who wait, 1 being next."""
    ids = [one.id for one in turn.store.handoffs.list(HandoffState.WAITING)]
    return ids.index(handoff.id) + 1 if handoff.id in ids else len(ids) + 1

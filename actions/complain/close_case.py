"""Takes the customer's word that it is put right."""

import re

from actions.base import ShopAction
from actions.complain.open_case import ActionOpenCase
from actions.complain.show_case import ActionShowCase
from actions.turn import Turn
from sales import mood
from sales.customer import CaseKind, Mood

_ASKS = re.compile(r"\W*(?:(?:ok(?:ay)?|so|and|well|right|fine)\W+)*(?:what|when|how|who|where|why|which)\b", re.I)
_CUSTOMER_MAY_CLOSE = frozenset({CaseKind.COMPLAINT, CaseKind.DELIVERY, CaseKind.PAYMENT})


class ActionCloseCase(ShopAction):
    """Closes complaints and deliveries; a return or refund stays open until it is settled (R40)."""

    def name(self) -> str:
        return "action_close_case"

    def act(self, turn: Turn) -> None:
        if turn.sounds_unhappy:
            # "Get it sorted" asks for what "it's sorted" tells.
            ActionOpenCase().act(turn)
            return
        if _ASKS.match(turn.text) and turn.store.cases.open_for(turn.id):
            # "Ok, what happens now" says of nothing that it is solved.
            ActionShowCase().act(turn)
            return
        cases = turn.store.cases.open_for(turn.id)
        closed = [case for case in cases if case.kind in _CUSTOMER_MAY_CLOSE]
        for case in closed:
            turn.store.cases.close(case.id, turn.now, "the customer")
        left = [case for case in cases if case not in closed]
        self._brighten(turn, len(left))
        if left:
            turn.say("utter_case_still_open", kind=left[0].kind.value)
        elif closed:
            turn.say("utter_case_closed")
        else:
            turn.say("utter_glad_solved")

    def _brighten(self, turn: Turn, still_open: int) -> None:
        """The message is the good sign itself; before this action ran, its case was open."""
        if still_open:
            return
        told = "the customer says that it is solved"
        before = turn.conversation.mood
        signal = mood.MoodSignal(Mood.NEUTRAL, 0.0, (turn.intent,))
        after = mood.next_mood(before, signal, open_cases=0, was_open=True)
        if after is not before:
            turn.store.conversations.record_mood(turn.id, after, now=turn.now, cause=told)
        elif before is not Mood.UNHAPPY:
            turn.store.conversations.record_good_sign(turn.id, now=turn.now, cause=told)

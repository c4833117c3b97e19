"""A need beside what the conversation is about becomes a lead for a person, by itself (R27)."""

import re
from collections.abc import Mapping

from actions.calling import called_back_by, known_contact, promise_call
from actions.projecting import FACTS, KEPT
from actions.proving import TASK
from actions.turn import Turn
from sales.conversation import HandoffState
from sales.customer import Mood
from sales.errors import ConflictError
from sales.wording import shortened

REASON = "a separate need came up"
# Said for the way it comes up, and no part of what is needed.
_BY_THE_WAY = re.compile(r"^(?:(?:oh|and|but|also|btw|by the way|besides)\b[\s,]*)+", re.I)
_PROJECT_FORM = "project_form"
_CHECKOUT_FORM = "checkout_form"


def is_beside(turn: Turn) -> bool:
    """Whether something else goes on: a trouble to put right, a checkout, an order whose proof is awaited."""
    if turn.conversation.mood is Mood.UNHAPPY or turn.store.cases.open_for(turn.id):
        return True
    return turn.tracker.active_loop.get("name") == _CHECKOUT_FORM or bool(turn.set_last_time(TASK))


def keep_lead(turn: Turn, facts: Mapping[str, str]) -> None:
    """Put the need into the queue as a call back and say so; the conversation goes on with what it is about.

    Where a person is called already, the need goes along with that and nothing more is said.
    """
    need = {key: facts[key] for key in KEPT if facts.get(key)}
    known = turn.store.handoffs.current(turn.id)
    if known is not None and known.need.get("what") != need.get("what"):
        need = {key: value for key, value in need.items() if key not in known.need}
        need["also needs"] = facts.get("what", "")
    opened = turn.store.handoffs.open(
        conversation_id=turn.id,
        reason=known.reason if known else REASON,
        topic=facts.get("topic", "projects"),
        need=need,
        now=turn.now,
    )
    turn.set(FACTS, None)
    if known is not None and known.state is not HandoffState.CALLBACK:
        return
    what = shortened(_BY_THE_WAY.sub("", facts.get("what", "")), 120)
    contact = opened.need.get("contact") or known_contact(turn)
    if contact:
        promise_call(turn, opened, contact, "utter_lead_promised", what=what)
        return
    try:
        turn.store.handoffs.to_callback(opened.id, turn.now, promised_at=called_back_by(turn))
    except ConflictError:
        turn.say("utter_person_here")  # An agent has taken it this very moment.
        return
    if not turn.slot(TASK):
        turn.set(TASK, "callback")
    turn.say("utter_lead_kept", what=what)


def keep_unfinished(turn: Turn) -> None:
    """A project whose questions were left for something else is not lost: what is known of it becomes a lead."""
    facts = turn.slot(FACTS)
    if facts and turn.tracker.active_loop.get("name") == _PROJECT_FORM:
        keep_lead(turn, facts)

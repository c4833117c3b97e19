"""The word of sympathy that comes before anything else."""

from actions.turn import Turn
from sales.bereavement import tells_of_death

_ONLY_TOLD = frozenset({"small_talk", "out_of_scope"})


def condole(turn: Turn) -> bool:
    """Say once in a conversation that one is sorry for the loss; True where nothing else was asked."""
    if not tells_of_death(turn.text):
        return False
    said = [event for event in turn.tracker.events if event.get("event") in ("user", "bot")]
    before = [event.get("text") or "" for event in said[:-1] if event["event"] == "user"]
    is_answered = said[-1]["event"] == "bot"  # A second action of this turn.
    if is_answered or any(tells_of_death(text) for text in before):
        return False
    turn.say("utter_condolence")
    return turn.intent in _ONLY_TOLD

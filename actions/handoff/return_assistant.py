"""Takes the customer back from the queue."""

from actions.base import ShopAction
from actions.before import intent_before, named_before
from actions.looking import Wish, look
from actions.showing import tell_found
from actions.turn import Turn

_QUEUE = "write_in_queue"


class ActionReturnAssistant(ShopAction):
    """Cancels a handoff that nobody has taken yet; the assistant speaks again."""

    def name(self) -> str:
        return "action_return_assistant"

    def act(self, turn: Turn) -> None:
        turn.store.handoffs.cancel(turn.id, turn.now)
        if not _take_up(turn):
            turn.say("utter_back_again")


def _take_up(turn: Turn) -> bool:
    """Look for what was asked for last while nobody came: "do you have toner"; False where nothing was."""
    said = next(iter(turn.values("product") or named_before(turn)), "") if intent_before(turn) == _QUEUE else ""
    wish = Wish(said, said, said)
    found = look(turn, wish) if said else []
    if found and not turn.is_in_trouble:
        turn.store.conversations.set_need(turn.id, said)
        tell_found(turn, wish, found)
        return True
    return False

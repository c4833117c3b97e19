"""Says which language it speaks."""

from actions.base import ShopAction
from actions.browse.find_products import find_and_tell
from actions.mention import find_mention
from actions.turn import Turn


class ActionTellLanguage(ShopAction):
    """Admits that it only reads English, in words that are easily understood, and offers a colleague."""

    def name(self) -> str:
        return "action_tell_language"

    def act(self, turn: Turn) -> None:
        if find_mention(turn, with_free_text=True).said:
            # "Meshka duo" is no foreign tongue.
            find_and_tell(turn)
            return
        turn.say("utter_language")
        turn.ask("colleague")

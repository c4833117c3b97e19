"""Collects what the assistant says, one entry for each response."""

from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel

_CARRIED = ("text", "custom", "buttons", "image", "attachment")


class AnswerCollector(CollectingOutputChannel):
    """Keeps a response's text, custom payload and buttons together as one entry, in the order spoken.

    Rasa's own collector sends them one by one and cuts texts at blank lines, so that a card loses its words.
    """

    def __init__(self, once: str | None = None) -> None:
        """`once` names a response that is said a single time, however many actions end in it."""
        super().__init__()
        self._once = once
        self._was_said = False

    @classmethod
    def name(cls) -> str:
        return "shop"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        if self._once and message.get("utter_action") == self._once:
            if self._was_said:
                return
            self._was_said = True
        entry = {key: message[key] for key in _CARRIED if message.get(key)}
        if entry:
            self.messages.append(entry)

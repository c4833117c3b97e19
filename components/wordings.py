"""Says the same thing in other words each time: the wordings of a response take turns within a conversation."""

from __future__ import annotations

import copy
import zlib
from typing import Any

from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered
from rasa.shared.core.trackers import DialogueStateTracker


class WordingsInTurn(TemplatedNaturalLanguageGenerator):
    """Rasa's own generator draws wordings at random and repeats one in three; this one goes through them in order.

    Each conversation begins at another place of the list, the same at every replay; a wording that opens like the
    message before it is passed over.
    """

    def __init__(self, endpoint_config: Any = None, domain: Domain | None = None) -> None:
        super().__init__((domain or Domain.empty()).responses)

    async def generate(
        self, utter_action: str, tracker: DialogueStateTracker, output_channel: str, **kwargs: Any
    ) -> dict[str, Any] | None:
        """The next wording of `utter_action` with its braces filled; None for a response the domain does not know."""
        wordings = self.responses.get(utter_action)
        if not wordings:
            return None
        place = zlib.crc32(tracker.sender_id.encode()) + _times_said(utter_action, tracker)
        before = _opening(_said_last(tracker))
        filled: dict[str, Any] | None = None
        for step in range(len(wordings)):
            chosen = copy.deepcopy(wordings[(place + step) % len(wordings)])
            filled = self._fill_response(chosen, tracker.current_slot_values(), **kwargs)
            if filled is not None and (not before or _opening(filled.get("text") or "") != before):
                break
        return filled


def _said_last(tracker: DialogueStateTracker) -> str:
    return next((event.text or "" for event in reversed(tracker.events) if isinstance(event, BotUttered)), "")


def _opening(text: str) -> str:
    """The first two words: what the ear takes for the same beginning."""
    return " ".join(text.casefold().split()[:2]).rstrip(".,:;?")


def _times_said(utter_action: str, tracker: DialogueStateTracker) -> int:
    return sum(
        isinstance(event, BotUttered) and (event.metadata or {}).get("utter_action") == utter_action
        for event in tracker.events
    )

"""A message that comes again: its sender died, or lost patience, after the dialogue had answered it."""

from collections.abc import Sequence
from typing import Any

from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from components.channels.line import Turn

MESSAGE_ID = "message_id"
_CARRIED = ("custom", "buttons", "image", "attachment")


async def heard_before(store: Any, turns: Sequence[Turn]) -> tuple[int, list[dict[str, Any]]]:
    """How many of a message's parts the dialogue has answered already, and with what; (0, []) for a new message.

    A message is known by `message_id` in its metadata; without one nothing is a repeat.
    """
    message_id = turns[0].metadata.get(MESSAGE_ID)
    if message_id is None:
        return 0, []
    # The store behind Rasa's wrappers, where ours can look without taking the conversation out of memory.
    inner = getattr(store, "_tracker_store", store)
    look = inner.look if hasattr(inner, "look") else inner.retrieve
    tracker = await look(turns[0].sender)
    heard, said = _since(tracker, message_id) if tracker is not None else (0, [])
    return min(heard, len(turns)), said


def _since(tracker: DialogueStateTracker, message_id: Any) -> tuple[int, list[dict[str, Any]]]:
    heard, said, behind = 0, [], []
    for event in reversed(tracker.events):
        if isinstance(event, BotUttered):
            behind.append(_entry(event))
        elif isinstance(event, UserUttered):
            if (event.metadata or {}).get(MESSAGE_ID) != message_id:
                break
            heard += 1
            said += behind
            behind = []
    return heard, [entry for entry in reversed(said) if entry]


def _entry(event: BotUttered) -> dict[str, Any]:
    """What was said, as the line tells it."""
    entry: dict[str, Any] = {"text": event.text} if event.text else {}
    return {**entry, **{key: event.data[key] for key in _CARRIED if (event.data or {}).get(key)}}

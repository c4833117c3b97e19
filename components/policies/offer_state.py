"""Whether offers are open in a conversation, read from what the tracker holds; nothing typed can open them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from rasa.shared.core.events import Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

# Moods of a conversation or a message in which nothing is offered.
CLOSING_MOODS = frozenset({"unhappy", "at_risk"})
# Things a customer says that open a case, end offers or ask for a person: closed from that very message on.
CLOSING_INTENTS = (
    "complain",
    "report_defect",
    "report_late_delivery",
    "report_wrong_item",
    "report_payment_problem",
    "request_return",
    "request_refund",
    "ask_case_status",
    "stop_offers",
    "ask_human",
    "request_project",
    "request_quote",
    "request_callback",
    "delete_my_data",
    "insult",
)
# Slots of the domain that say the same when they are set.
CLOSING_SLOTS = ("offers_paused", "open_case", "handoff")


@dataclass(frozen=True)
class Closers:
    """What closes offers beside the door's own word (`offers_paused`) and the mood."""

    intents: Collection[str] = CLOSING_INTENTS
    slots: Collection[str] = CLOSING_SLOTS


def why_closed(tracker: DialogueStateTracker, closers: Closers) -> str | None:
    """The reason why nothing may be offered now, or None when offers are open."""
    if tracker.is_paused():
        return "paused"
    for name in closers.slots:
        if name in tracker.slots and tracker.get_slot(name):
            return f"slot:{name}"
    return _from_messages(tracker.events, closers)


def _from_messages(events: Iterable[Event], closers: Closers) -> str | None:
    """Closed at once by any closing message; open again only by the door's word and a mood that is not unhappy.

    The door decides from the shop's database; a message without its word changes nothing.
    """
    reason: str | None = None
    for event in events:
        if not isinstance(event, UserUttered):
            continue
        closing = _closing(event, closers)
        if closing:
            reason = closing
        elif reason and _released(event):
            reason = None
    return reason


def _closing(message: UserUttered, closers: Closers) -> str | None:
    told = _told(message)
    paused = told.get("offers_paused")
    if paused:
        return f"rule:{paused.get('rule')}" if isinstance(paused, dict) else "rule"
    if told.get("mood") in CLOSING_MOODS:
        return "mood of the conversation"
    if _mood(message) in CLOSING_MOODS:
        return "mood of the message"
    return f"intent:{message.intent_name}" if message.intent_name in closers.intents else None


def _released(message: UserUttered) -> bool:
    told = _told(message)
    return "offers_paused" in told and told["offers_paused"] is None and "mood" in told


def _told(message: UserUttered) -> dict[str, Any]:
    """What the door said about this message: its metadata."""
    return message.metadata or message.parse_data.get("metadata") or {}


def _mood(message: UserUttered) -> Any:
    mood = message.parse_data.get("mood")
    return mood.get("label") if isinstance(mood, dict) else mood

"""How a message is read from a customer who waits for a person: about the waiting, the way back, or for the person."""

from collections.abc import Mapping, Sequence
from typing import Any

BACK = "back_to_assistant"
WAIT = "ask_waiting_time"
# Not said in words: whatever else is written while waiting.
WRITES = "write_in_queue"

_ABOUT_WAITING = {BACK: BACK, WAIT: WAIT, "ask_human": WAIT, "are_you_there": WAIT}
# Who waits means the waiting by a hint that would not do elsewhere.
_A_HINT = 0.25


def read_in_queue(understanding: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The parts to answer: what calls the assistant back with all else behind it, or one part about the waiting."""
    parts = [dict(part) for part in understanding.get("parts", ())]
    meant = [_meant(part) for part in parts]
    if BACK in meant:
        first = meant.index(BACK)
        return [_as(parts[first], BACK), *(part for place, part in enumerate(parts) if place != first)]
    if WAIT in meant:
        return [_as(parts[meant.index(WAIT)], WAIT)]
    entities = [entity for part in parts for entity in part.get("entities") or ()]
    whole = {"text": str(understanding.get("text") or ""), "mood": understanding.get("mood")}
    return [_as({**(parts[0] if parts else {}), **whole, "entities": entities}, WRITES)]


def _meant(part: Mapping[str, Any]) -> str | None:
    ranked: Sequence[Mapping[str, Any]] = [part.get("intent") or {}, *(part.get("intent_ranking") or ())]
    likely = [one for one in ranked if one.get("name") in _ABOUT_WAITING and _sure(one) >= _A_HINT]
    return _ABOUT_WAITING[str(max(likely, key=_sure)["name"])] if likely else None


def _sure(intent: Mapping[str, Any]) -> float:
    return float(intent.get("confidence") or 0.0)


def _as(part: Mapping[str, Any], intent: str) -> dict[str, Any]:
    return {**part, "intent": {"name": intent, "confidence": 1.0}}

"""What may be said over the line from the shop's door, checked before it reaches the dialogue."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from rasa.shared.core.constants import USER_INTENT_BACK, USER_INTENT_RESTART, USER_INTENT_SESSION_START

# Rasa carries these out itself, whatever the rules say; nobody says them over this line.
COMMANDS = frozenset({USER_INTENT_RESTART, USER_INTENT_BACK, USER_INTENT_SESSION_START})
MOST_PARTS = 12
MOST_TEXTS = 2000


class LineError(Exception):
    """A request the channel refuses, with the HTTP status that says why."""

    def __init__(self, detail: str, status: int = 422) -> None:
        super().__init__(detail)
        self.status = status


@dataclass(frozen=True)
class Turn:
    """One thing the customer said or tapped, ready for the dialogue: already read, so never parsed again."""

    sender: str
    reading: dict[str, Any]
    metadata: dict[str, Any]


def required_text(body: Any, field: str) -> str:
    """The non-empty string `field` of the body."""
    value = body.get(field) if isinstance(body, dict) else None
    if not isinstance(value, str) or not value:
        raise LineError(f"'{field}' must be a non-empty text.")
    return value


def read_texts(body: Any) -> list[str]:
    """The list `texts` of the body, at most `MOST_TEXTS` of them."""
    texts = body.get("texts") if isinstance(body, dict) else None
    if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
        raise LineError("'texts' must be a list of texts.")
    if len(texts) > MOST_TEXTS:
        raise LineError(f"At most {MOST_TEXTS} texts at a time.", 413)
    return texts


def read_turns(body: Any, intents: Collection[str]) -> list[Turn]:
    """The body's parts as turns, or the one turn of a tapped button (`intent`); `intents` are those known."""
    sender = required_text(body, "sender")
    metadata = body.get("metadata") or {}
    if not isinstance(metadata, dict):
        raise LineError("'metadata' must be an object.")
    if "intent" in body:
        return [Turn(sender, _tapped(body, intents), metadata)]
    parts = body.get("parts")
    if not isinstance(parts, list) or not 0 < len(parts) <= MOST_PARTS:
        raise LineError(f"'parts' must be a list of 1 to {MOST_PARTS} parts, as `understand` returned them.")
    readings = [_said(part) for part in parts]
    unhappiest = max((reading["mood"] for reading in readings if "mood" in reading), key=_unhappy, default=None)
    felt = {} if unhappiest is None else {"mood": unhappiest}
    return [
        Turn(sender, {**reading, **felt}, {**metadata, "part": place, "parts": len(parts)})
        for place, reading in enumerate(readings, start=1)
    ]


def _said(part: Any) -> dict[str, Any]:
    """A part as parse data; Rasa's own commands (restart, back …) are no part of a conversation."""
    if not isinstance(part, dict) or not isinstance(part.get("text"), str):
        raise LineError("Each part needs its 'text'.")
    intent, entities = part.get("intent"), part.get("entities", [])
    if not isinstance(intent, dict) or "name" not in intent:
        raise LineError("Each part needs its 'intent', as `understand` returned it.")
    if intent["name"] in COMMANDS:
        raise LineError(f"The intent '{intent['name']}' is internal and cannot be said.")
    if not isinstance(entities, list) or not all(isinstance(e, dict) and "entity" in e for e in entities):
        raise LineError("'entities' must be a list of entities.")
    return {**part, "intent": {"confidence": 0.0, **intent}, "entities": entities}


def _unhappy(mood: Any) -> tuple[bool, float]:
    """Orders moods: one that is called unhappy before all others, then by how much."""
    if not isinstance(mood, dict):
        return (False, 0.0)
    return (mood.get("label") == "unhappy", float(mood.get("unhappy") or 0.0))


def _tapped(body: dict[str, Any], intents: Collection[str]) -> dict[str, Any]:
    """A button's intent as parse data; it must be one of the domain's own."""
    name, values = body["intent"], body.get("entities") or {}
    if not isinstance(name, str) or name not in intents:
        raise LineError(f"Unknown intent: {name!r}.")
    if not isinstance(values, dict):
        raise LineError("'entities' of an intent must be an object of names and values.")
    return {
        "text": "",
        "intent": {"name": name, "confidence": 1.0},
        "intent_ranking": [],
        "in_scope": 1.0,
        "entities": [{"entity": name, "value": value} for name, value in values.items()],
    }

"""What was said and shown before this message."""

from itertools import takewhile
from typing import Any

from actions.turn import Turn


def parsed_before(turn: Turn) -> list[dict[str, Any]]:
    """The messages before this one as they were understood, the latest first."""
    told = [event.get("parse_data") or {} for event in turn.tracker.events if event.get("event") == "user"]
    return told[-2::-1]


def intents_before(turn: Turn) -> list[str]:
    """What the messages before this one were taken for, the latest first; "" for what was not understood at all."""
    return [str((parsed.get("intent") or {}).get("name") or "") for parsed in parsed_before(turn)]


def intent_before(turn: Turn) -> str:
    """What the message before this one was taken for; empty where there was none."""
    return next(iter(intents_before(turn)), "")


def texts_before(turn: Turn) -> list[str]:
    """The words of the messages before this one, the latest first."""
    return [str(parsed.get("text") or "") for parsed in parsed_before(turn)]


def named_before(turn: Turn) -> list[str]:
    """The things that were named in the messages before this one, the latest first."""
    return [said for parsed in parsed_before(turn) for said in _values(parsed, "product")]


def named_in_defect(turn: Turn) -> list[str]:
    """The things named in the latest message that told of a defect, this one too."""
    told = [turn.tracker.latest_message, *parsed_before(turn)]
    defect = next((each for each in told if (each.get("intent") or {}).get("name") == "report_defect"), {})
    return _values(defect, "product")


def misses_before(turn: Turn) -> int:
    """How many messages right before this one were not understood."""
    return sum(1 for _ in takewhile(lambda intent: intent in ("out_of_scope", ""), intents_before(turn)))


def shown_before(turn: Turn) -> list[str]:
    """The SKUs of every product card shown in this session, the latest first."""
    cards = [(event.get("data") or {}).get("custom") or {} for event in reversed(turn.tracker.events)]
    return list(dict.fromkeys(sku for card in cards for sku in card.get("products", [])))


def _values(parsed: dict[str, Any], entity: str) -> list[str]:
    return [str(each["value"]) for each in parsed.get("entities") or [] if each.get("entity") == entity]

"""The price limits of a search: what a message sets, and what was set before."""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from actions.gifts import GIFT
from actions.turn import Turn

_NEEDS = ("search_product", "state_need", "ask_advice", "ask_cheaper", "show_more")
_ROUGHLY = Decimal("1.15")
_AGE = re.compile(r"\b(?:\d{1,2}|[a-z]{3,9})[- ]?(?:years?|yrs?|months?)[- ]olds?\b", re.I)
_LIMIT_WORDS = re.compile(r"\b(?:(?:not|no)\s+(?:over|more\s+than)|under|below|up\s+to|at\s+most|max(?:imum)?)\b", re.I)


# Beside an amount they say no more than that it is one.
_MONEY_WORDS = re.compile(
    r"[€£$]|\b(?:around|roughly|approx\w*|total|in total|altogether|tops|budget"
    r"|quid|bucks?|euros?|eur|pounds?|gbp|dollars?|usd)\b",
    re.I,
)


def without_limits(turn: Turn) -> str:
    """The message without its price limits, which are no words to search for."""
    text = turn.text
    limits = [each for each in turn.tracker.latest_message.get("entities") or [] if each["entity"].startswith("price_")]
    for each in limits:
        text = text.replace(str(each.get("text") or each["value"]), " ")
    text = _MONEY_WORDS.sub(" ", text) if limits else text
    return GIFT.sub(" ", _LIMIT_WORDS.sub(" ", _AGE.sub(" ", text)))


def limits_of(entities: Sequence[dict[str, Any]]) -> tuple[Decimal | None, Decimal | None]:
    """The lowest and the highest price that these entities set; "around 100" ends a little above."""
    amounts = {each["entity"]: Decimal(str(each["value"])) for each in entities if each["entity"].startswith("price_")}
    if "price_about" in amounts and "price_max" not in amounts:
        amounts["price_max"] = amounts["price_about"] * _ROUGHLY
    return amounts.get("price_min"), amounts.get("price_max")


def limits_before(turn: Turn) -> tuple[Decimal | None, Decimal | None]:
    """The latest limits set while the same thing was looked for."""
    for event in reversed(turn.tracker.events):
        if event.get("event") != "user":
            continue
        parsed = event.get("parse_data") or {}
        if (parsed.get("intent") or {}).get("name") not in _NEEDS:
            continue
        found = limits_of(parsed.get("entities") or [])
        if any(found):
            return found
        if any(each.get("entity") == "product" for each in parsed.get("entities") or []):
            break
    return None, None

"""What the assistant understands of one message, in the shape the shop's door expects."""

import re
from collections.abc import Awaitable, Callable
from typing import Any

from components.channels.code_text import is_code
from components.channels.plain_text import plain
from components.channels.request_splitter import belong_apart, candidates

Parse = Callable[[str], Awaitable[dict[str, Any]]]

RANKING = 5
# What is said in a name alone is a search, unless an intent is surer of it than this.
SURE, SEARCH, NAMES = 0.6, "search_product", ("product", "brand")
CHOICES = frozenset({"choose_option", "product_details", "add_to_basket"})
_WORD = re.compile(r"[^\W_]+")
_SMALL = frozenset(
    "a an the it its s is was that this thats my our one and for please pls ok yes no hi".split()  # noqa: SIM905
)
CALM = {"label": "neutral", "unhappy": 0.0}


async def understand(text: str, parse: Parse) -> dict[str, Any]:
    """The parts of a message that can be answered separately, each read, and the mood of the whole."""
    whole = await read(text, parse)
    parts = [whole]
    pieces = () if is_code(text) else candidates(whole["text"])
    if len(pieces) > 1:
        readings = [await read(piece, parse) for piece in pieces]
        if belong_apart(readings):
            parts = readings
    return {"text": text, "parts": parts, "mood": whole["mood"]}


async def read(text: str, parse: Parse) -> dict[str, Any]:
    """One text read as one request; offsets of entities count in the reading's own `text`.

    What is written for machines asks for nothing: it is out of scope, has no entities and no mood.
    """
    words = plain(text)
    if is_code(text):
        return _out_of_scope(words)
    parsed = await parse(words) if words else {}
    intent = parsed.get("intent") or {}
    confidence = float(intent.get("confidence") or 0.0)
    name = intent.get("name")
    if confidence < SURE and name not in CHOICES and _is_bare_name(words, parsed.get("entities") or []):
        name = SEARCH
    return {
        "text": words,
        "intent": {"name": name, "confidence": confidence},
        "intent_ranking": [_ranked(entry) for entry in (parsed.get("intent_ranking") or [])[:RANKING]],
        "in_scope": float(parsed.get("in_scope", confidence)),
        "entities": [_with_text(entity, words) for entity in parsed.get("entities") or []],
        "slips": parsed.get("slips") or [],
        "mood": parsed.get("mood") or dict(CALM),
    }


def _is_bare_name(words: str, entities: list[dict[str, Any]]) -> bool:
    """Whether nothing but a thing's name is said: "odra p3" is no question for anything, but asks for it."""
    rest = words.casefold()
    named = [entity for entity in entities if entity.get("entity") in NAMES]
    for entity in named:
        rest = rest.replace(words[entity["start"] : entity["end"]].casefold(), " ")
    return bool(named) and _SMALL.issuperset(_WORD.findall(rest))


def _out_of_scope(words: str) -> dict[str, Any]:
    intent = {"name": "out_of_scope", "confidence": 1.0}
    return {
        "text": words,
        "intent": intent,
        "intent_ranking": [dict(intent)],
        "in_scope": 0.0,
        "entities": [],
        "mood": dict(CALM),
    }


def _ranked(entry: dict[str, Any]) -> dict[str, Any]:
    return {"name": entry.get("name"), "confidence": float(entry.get("confidence") or 0.0)}


def _with_text(entity: dict[str, Any], words: str) -> dict[str, Any]:
    return {**entity, "text": words[entity["start"] : entity["end"]]}

"""What the assistant understands of one message, outside any conversation."""

from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel

from chat.text import clean
from web.api.access import Trainer, UsedParts

router = APIRouter(tags=["training"])


class Message(BaseModel):
    """A message to look at."""

    text: str


@router.post("/understand")
async def understand(message: Message, trainer: Trainer, parts: UsedParts) -> dict[str, Any]:
    """Intent, scope, entities and mood; `parts` where the message holds several requests."""
    understood = await parts.assistant.understand(clean(message.text))
    views = [_part_view(part) for part in understood["parts"]]
    first = max(views, key=lambda view: view["intent"]["confidence"]) if views else {}
    return {**first, "mood": understood["mood"], "parts": views}


def _part_view(part: Any) -> dict[str, Any]:
    intent = part.get("intent") or {}
    return {
        "text": part.get("text", ""),
        "intent": {"name": intent.get("name"), "confidence": float(intent.get("confidence") or 0.0)},
        "intent_ranking": part.get("intent_ranking", []),
        "in_scope": float(part.get("in_scope", 0.0)),
        "entities": part.get("entities", []),
    }

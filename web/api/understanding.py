"""What the assistant understands of one message, outside any conversation."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel

from chat.text import clean
from sales import mentions
from sales.ports import Catalogue, Query
from web.api.access import Trainer, UsedParts

_SEARCHED = 40

router = APIRouter(tags=["training"])


class Message(BaseModel):
    """A message to look at."""

    text: str


@router.post("/understand")
async def understand(message: Message, trainer: Trainer, parts: UsedParts) -> dict[str, Any]:
    """Intent, scope, entities and mood; `parts` where the message holds several requests.

    A product entity that can mean only one of the shop's products has its `sku`.
    """
    understood = await parts.assistant.understand(clean(message.text))
    views = [_part_view(part) for part in understood["parts"]]
    for view in views:
        view["entities"] = await asyncio.to_thread(_with_skus, view["text"], view["entities"], parts.store.catalogue)
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


def _with_skus(text: str, entities: Sequence[Mapping[str, Any]], catalogue: Catalogue) -> list[dict[str, Any]]:
    brands = {entity["end"]: entity["start"] for entity in entities if entity["entity"] == "brand"}
    told = []
    for entity in entities:
        known = dict(entity)
        if entity["entity"] == "product":
            start = brands.get(len(text[: entity["start"]].rstrip()), entity["start"])
            said = text[start : entity["end"]]
            if product := mentions.the_only(said, catalogue.search(Query(text=said, limit=_SEARCHED))):
                known["sku"] = product.sku
        told.append(known)
    return told

"""Decisions to offer or not, as they were recorded (R43)."""

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, Query

from chat.views import time_view, timeline_view
from web.api.access import AgentOrAnalyst, Analyst, UsedParts

router = APIRouter(tags=["decisions"])


@router.get("/offer-decisions")
async def decisions(
    analyst: Analyst,
    parts: UsedParts,
    conversation: Annotated[str | None, Query(max_length=80)] = None,
    limit: Annotated[int, Query(ge=1, le=1000)] = 200,
) -> dict[str, Any]:
    """Every decision, latest first: time, rule, candidates and why each was taken or dropped."""
    found = await asyncio.to_thread(parts.store.offers.decisions, conversation, limit=limit)
    return {"decisions": [{**one, "at": time_view(one["at"])} for one in found]}


@router.get("/timelines/{conversation_id}")
async def timeline(conversation_id: str, who: AgentOrAnalyst, parts: UsedParts) -> dict[str, Any]:
    """How the customer's mood went and why: moods, good signs and cases over all their conversations, oldest first."""

    def read() -> dict[str, Any]:
        parts.store.conversations.get(conversation_id)
        return {"timeline": timeline_view(parts.store.timelines.of_conversation(conversation_id))}

    return await asyncio.to_thread(read)

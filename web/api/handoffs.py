"""Handoffs: the queue, one with its brief and transcript, and what an agent does with it."""

import asyncio
from decimal import Decimal
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, Field

from chat.desk import CaseEnd, Wanted
from chat.parts import Parts
from chat.views import message_views, time_view
from sales.basket import MOST_PER_LINE, Basket
from sales.conversation import Handoff, HandoffState
from sales.handoff.ports import ChangeKind
from web.api.access import Agent, UsedParts
from web.api.briefs import brief_view

router = APIRouter(prefix="/handoffs", tags=["handoffs"])
Json = dict[str, Any]
Most = Annotated[int, Query(ge=1, le=1000)]


class Words(BaseModel):
    """What the agent says; the same `client_id` again says it once."""

    text: str
    client_id: str | None = Field(None, max_length=50)


class Returning(BaseModel):
    """What the next agent should know."""

    note: str = Field("", max_length=500)


class Passing(BaseModel):
    """To whom it goes: a topic's owners, or a colleague by name."""

    topic: str | None = Field(None, max_length=120)
    agent: str | None = Field(None, max_length=80)


class Noted(BaseModel):
    """What the other agents should know."""

    text: str


class Ending(BaseModel):
    """How it ended."""

    disposition: str = Field(min_length=1, max_length=120)
    case: CaseEnd = CaseEnd.LEAVE


class QuotedLine(BaseModel):
    """So many pieces of one thing."""

    sku: str = Field(max_length=80)
    quantity: int = Field(1, ge=1, le=MOST_PER_LINE)


class NewQuote(BaseModel):
    """A quote; `discount` is a share of the price, `days` its validity."""

    lines: list[QuotedLine] = Field(min_length=1, max_length=50)
    email: str = Field(max_length=320)
    name: str = Field("", max_length=200)
    discount: Decimal = Field(Decimal(0), ge=0, lt=1)
    days: int = Field(0, ge=0, le=365)
    text: str = Field("", max_length=1000)


@router.get("")
async def queue(agent: Agent, parts: UsedParts, state: HandoffState | None = None, limit: Most = 100) -> Json:
    """All open handoffs, or those in one state, longest waiting first; `more` open ones are beyond the limit."""
    found = await asyncio.to_thread(parts.desk.queue, state, limit)
    more = await asyncio.to_thread(parts.desk.more, state, found)
    return {"handoffs": [handoff_view(one) for one in found], "more": more}


@router.get("/{handoff_id}")
async def one(handoff_id: str, agent: Agent, parts: UsedParts) -> Json:
    """One with its brief and transcript; the look is kept in the staff log."""

    def read() -> Json:
        brief = parts.desk.look(handoff_id, agent)
        said = parts.desk.transcript(brief.handoff)
        return {
            **handoff_view(brief.handoff),
            "brief": brief_view(parts, brief),
            "transcript": message_views(parts.store, brief.handoff.conversation_id, said),
        }

    return await asyncio.to_thread(read)


@router.post("/{handoff_id}/claim")
async def claim(handoff_id: str, agent: Agent, parts: UsedParts) -> Json:
    """Take it; 409 where somebody else has it."""
    return _told(parts, await asyncio.to_thread(parts.desk.claim, handoff_id, agent))


@router.post("/{handoff_id}/messages")
async def speak(handoff_id: str, words: Words, agent: Agent, parts: UsedParts) -> Json:
    """Say something to the customer; 409 for who does not have the conversation."""

    def say() -> tuple[Handoff, Json]:
        parts.desk.here(agent)
        handoff = parts.store.handoffs.get(handoff_id)
        said = parts.desk.speak(handoff_id, agent, words.text, words.client_id)
        return handoff, message_views(parts.store, handoff.conversation_id, [said])[0]

    handoff, view = await asyncio.to_thread(say)
    parts.desk.tell(handoff, ChangeKind.MESSAGE)
    return view


@router.put("/here", status_code=204)
async def here(agent: Agent, parts: UsedParts) -> Response:
    """A sign of life; who gives none for a minute loses the conversations to the queue."""
    await asyncio.to_thread(parts.desk.here, agent)
    return Response(status_code=204)


@router.post("/{handoff_id}/typing", status_code=204)
async def typing(handoff_id: str, agent: Agent, parts: UsedParts) -> Response:
    """The agent writes just now; the customer sees a sign for some seconds."""
    handoff = await asyncio.to_thread(parts.store.handoffs.get, handoff_id)
    await asyncio.to_thread(parts.desk.typing, handoff, agent)
    return Response(status_code=204)


@router.post("/{handoff_id}/notes", status_code=201)
async def note(handoff_id: str, noted: Noted, agent: Agent, parts: UsedParts) -> Json:
    """Tell the other agents something; the customer never sees it."""
    kept = await asyncio.to_thread(parts.desk.note, handoff_id, agent, noted.text)
    return {"author": kept.author, "text": kept.text, "at": time_view(kept.at)}


@router.post("/{handoff_id}/quotes", status_code=201)
async def quote(handoff_id: str, wanted: NewQuote, agent: Agent, parts: UsedParts) -> Json:
    """Send a quote that the customer takes with one tap; 422 says what the shop or the agent's limit forbids."""

    def send() -> tuple[Handoff, Json]:
        basket = Basket()
        for line in wanted.lines:
            basket = basket.add(line.sku, line.quantity)
        asked = Wanted(basket, wanted.email, wanted.name, wanted.discount, wanted.days, wanted.text)
        said = parts.desk.quote(handoff_id, agent, asked)
        handoff = parts.store.handoffs.get(handoff_id)
        return handoff, message_views(parts.store, handoff.conversation_id, [said])[0]

    handoff, view = await asyncio.to_thread(send)
    parts.desk.tell(handoff, ChangeKind.MESSAGE)
    return view


@router.post("/{handoff_id}/transfer")
async def transfer(handoff_id: str, passing: Passing, agent: Agent, parts: UsedParts) -> Json:
    """Pass it on to a topic or a colleague; the assistant stays silent."""

    def passed() -> Handoff:
        return parts.desk.transfer(handoff_id, agent, topic=passing.topic, wanted=passing.agent)

    return _told(parts, await asyncio.to_thread(passed))


@router.post("/{handoff_id}/return")
async def give_back(handoff_id: str, agent: Agent, parts: UsedParts, returning: Returning | None = None) -> Json:
    """Give the conversation back to the assistant."""
    words = returning.note if returning else ""
    return _told(parts, await asyncio.to_thread(parts.desk.give_back, handoff_id, agent, words))


@router.post("/{handoff_id}/close")
async def close(handoff_id: str, ending: Ending, agent: Agent, parts: UsedParts) -> Json:
    """End it."""
    return _told(parts, await asyncio.to_thread(parts.desk.close, handoff_id, agent, ending.disposition, ending.case))


def handoff_view(handoff: Handoff) -> Json:
    """A handoff as plain data."""
    return {
        "id": handoff.id,
        "conversation": handoff.conversation_id,
        "reason": handoff.reason,
        "topic": handoff.topic,
        "state": handoff.state.value,
        "need": dict(handoff.need),
        "agent": handoff.agent,
        "opened_at": time_view(handoff.opened_at),
        "claimed_at": handoff.claimed_at and time_view(handoff.claimed_at),
        "closed_at": handoff.closed_at and time_view(handoff.closed_at),
        "disposition": handoff.disposition,
        "wanted_agent": handoff.wanted_agent,
        "last_agent": handoff.last_agent,
        "promised_at": handoff.promised_at and time_view(handoff.promised_at),
        "return_note": handoff.return_note,
        "rating": handoff.rating,
    }


def _told(parts: Parts, handoff: Handoff) -> Json:
    parts.desk.tell(handoff)
    return handoff_view(handoff)

"""What a customer does with a person's work: take or leave a quote, rate the help."""

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path
from pydantic import BaseModel, Field

from chat.text import without_controls
from chat.views import quote_view
from sales.handoff.ports import ChangeKind
from web.api.access import Own, UsedParts, hold_address
from web.api.conversations import now_view

router = APIRouter(prefix="/conversations", tags=["conversations"], dependencies=[Depends(hold_address)])
Json = dict[str, Any]


class QuoteAnswer(BaseModel):
    """What a quote card's button does; `words` is what stood on the button."""

    answer: str = Field(pattern="^(accept|decline)$")
    words: str = Field("", max_length=100)


class Rating(BaseModel):
    """How the help was, 1 to 5 stars; no stars where the customer would rather not say."""

    handoff: str = Field(max_length=80)
    stars: int | None = Field(None, ge=1, le=5)
    words: str = Field("", max_length=500)


@router.post("/{conversation_id}/quotes/{quote_id}")
async def answer_quote(
    tapped: QuoteAnswer, conversation_id: Own, quote_id: Annotated[str, Path(max_length=80)], parts: UsedParts
) -> Json:
    """Take a quote, which makes it an order, or leave it; 409 where that is no longer possible."""

    def answer() -> Json:
        words = without_controls(tapped.words) or tapped.answer
        quote = parts.desk.answer_quote(conversation_id, quote_id, tapped.answer, words)
        return {"quote": quote_view(quote), "conversation": now_view(parts, conversation_id)}

    done = await asyncio.to_thread(answer)
    parts.live.tell(conversation_id, ChangeKind.QUOTE)
    return done


@router.post("/{conversation_id}/rating")
async def rate(rating: Rating, conversation_id: Own, parts: UsedParts) -> Json:
    """Rate the person's help; asked once, taken once."""

    def keep() -> Json:
        parts.desk.rated(conversation_id, rating.handoff, rating.stars, without_controls(rating.words))
        return {"conversation": now_view(parts, conversation_id)}

    return await asyncio.to_thread(keep)

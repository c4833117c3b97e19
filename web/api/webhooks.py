"""Webhooks: the ticket system's signed messages in, and how ours to other systems fared."""

import asyncio
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from chat.signing import check
from chat.views import time_view
from sales.errors import InvalidError
from web.api.access import Admin, UsedParts
from web.api.cases import NewCase

router = APIRouter(prefix="/webhooks", tags=["webhooks"])
Json = dict[str, Any]


class TicketCase(NewCase):
    """A case as the ticket system names it: by its own `reference`, by our `id`, or by both to tie them."""

    id: str | None = Field(None, min_length=1, max_length=36)


class TicketMessage(BaseModel):
    """What the ticket system says happened."""

    model_config = ConfigDict(extra="ignore")

    type: Literal["case.opened", "case.closed"]
    data: TicketCase


async def signed(request: Request, parts: UsedParts) -> str:
    """The id of a message that who shares the secret signed just now; 401 for any other."""
    return check(parts.settings.tickets_secret, request.headers, parts.clock(), await request.body())


@router.post("/tickets")
async def tickets(message: TicketMessage, message_id: Annotated[str, Depends(signed)], parts: UsedParts) -> Json:
    """A trouble opened or closed elsewhere, signed with `GOESWITH_TICKETS_SECRET` (docs/webhooks.md).

    The same `webhook-id` again is answered with the case as it stands and does nothing.
    """
    case = message.data
    if case.reference is None and case.id is None:
        raise InvalidError("A case is named by its reference, by our id, or by both.")
    event = case.event(opened=message.type == "case.opened", case_id=case.id)
    known, fresh = await asyncio.to_thread(parts.store.webhooks.take_in, message_id, event, parts.clock())
    return {"case": await asyncio.to_thread(parts.store.cases.get, known.id), "fresh": fresh}


@router.get("/deliveries")
async def deliveries(
    admin: Admin,
    parts: UsedParts,
    state: Literal["waiting", "delivered", "failed"] | None = None,
    limit: Annotated[int, Query(ge=1, le=1000)] = 200,
) -> Json:
    """Our messages to other systems, latest first: what, where to, how often tried, what was answered."""
    found = await asyncio.to_thread(parts.store.webhooks.deliveries, state, limit=limit)
    return {"deliveries": [{**one, "at": time_view(one["at"]), "due_at": time_view(one["due_at"])} for one in found]}


@router.post("/deliveries/{delivery_id}/retry", status_code=202)
async def retry(delivery_id: int, admin: Admin, parts: UsedParts) -> Json:
    """Try a failed one again, with all its tries; 409 for one that has not failed."""

    def again() -> None:
        now = parts.clock()
        parts.store.webhooks.try_again(delivery_id, now)
        parts.store.staff.log(admin.username, "retried webhook", str(delivery_id), now)

    await asyncio.to_thread(again)
    return {"id": delivery_id, "state": "waiting"}

"""Cases: what went wrong and is not put right yet; while one is open, its customer is offered nothing (R39)."""

import asyncio
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from sales.customer import Case, CaseKind
from sales.webhooks import TicketEvent
from web.api.access import Agent, UsedParts

router = APIRouter(prefix="/cases", tags=["cases"])
Json = dict[str, Any]


class NewCase(BaseModel):
    """A trouble, and whose: a customer's id, an e-mail address or an order number, at least one of them."""

    kind: CaseKind = CaseKind.COMPLAINT
    reference: str | None = Field(None, min_length=1, max_length=120)
    customer: str | None = Field(None, min_length=1, max_length=80)
    email: str | None = Field(None, min_length=3, max_length=320)
    order_number: str | None = Field(None, min_length=1, max_length=40)
    sku: str | None = Field(None, max_length=80)
    summary: str = Field("", max_length=2000)

    def event(self, *, opened: bool, case_id: str | None = None) -> TicketEvent:
        """The same as the value that the store obeys."""
        return TicketEvent(
            opened=opened,
            case_id=case_id,
            reference=self.reference,
            kind=self.kind,
            customer_id=self.customer,
            email=self.email,
            order_number=self.order_number,
            sku=self.sku,
            summary=self.summary,
        )


@router.get("")
async def listed(
    agent: Agent,
    parts: UsedParts,
    state: Literal["open", "closed"] | None = None,
    customer: Annotated[str | None, Query(max_length=80)] = None,
    limit: Annotated[int, Query(ge=1, le=1000)] = 200,
) -> Json:
    """Cases, latest first: of one customer or of all, open, closed or both."""
    only_open = None if state is None else state == "open"
    found = await asyncio.to_thread(parts.store.cases.listed, only_open=only_open, customer_id=customer, limit=limit)
    return {"cases": found}


@router.get("/{case_id}")
async def one(case_id: str, agent: Agent, parts: UsedParts) -> Json:
    """One case."""
    return dict(await asyncio.to_thread(parts.store.cases.get, case_id))


@router.post("", status_code=201)
async def open_case(new: NewCase, agent: Agent, parts: UsedParts) -> Json:
    """Open a case; the same `reference` again answers the case it has, and opens it again where it was closed."""

    def open_now() -> Json:
        now = parts.clock()
        case: Case = parts.store.cases.obey(new.event(opened=True), now, agent.username)
        parts.store.staff.log(agent.username, "opened case", case.id, now)
        return dict(parts.store.cases.get(case.id))

    return await asyncio.to_thread(open_now)


@router.post("/{case_id}/close")
async def close_case(case_id: str, agent: Agent, parts: UsedParts) -> Json:
    """Say that it is put right; offers stay paused until the customer shows a good sign too (R40)."""

    def close_now() -> Json:
        now = parts.clock()
        parts.store.cases.close(case_id, now, agent.username)
        parts.store.staff.log(agent.username, "closed case", case_id, now)
        return dict(parts.store.cases.get(case_id))

    return await asyncio.to_thread(close_now)

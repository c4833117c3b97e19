"""The review list of what was mined or read from the products: see, accept, pin, ban; and the rule that accepts."""

import asyncio
from dataclasses import asdict
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from chat import reviewing
from sales.catalogue import Origin, RelationState
from sales.proposals import AcceptRule, Proposal
from web.api.access import Admin, Analyst, UsedParts

router = APIRouter(prefix="/proposals", tags=["proposals"])
Json = dict[str, Any]
_Reviewed = Literal["mined", "attribute", "text"]


class Decided(BaseModel):
    """What a person decides about a pair."""

    decision: Literal["accept", "pin", "ban"]


class Rule(BaseModel):
    """A pair seen in so many orders, at least so sure, goes live without a look; 0 orders ends the rule."""

    together: int = Field(ge=0, le=1_000_000)
    sureness: float = Field(0.5, ge=0, le=1)


@router.get("")
async def listed(
    analyst: Analyst,
    parts: UsedParts,
    *,
    state: RelationState = RelationState.PROPOSED,
    origin: _Reviewed = "mined",
    refills: bool = False,
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
    offset: Annotated[int, Query(ge=0)] = 0,
) -> Json:
    """Pairs in that state with their evidence, strongest first; what was read from attributes and texts is live.

    With `refills` what is bought again, each a product with itself: accepted, `after_days` says when it is due.
    """
    read = parts.store.proposals.listed
    found = await asyncio.to_thread(read, state, origin=Origin(origin), refills=refills, limit=limit, offset=offset)
    return {"proposals": [_view(each) for each in found]}


@router.get("/combinations")
async def combinations(analyst: Analyst, parts: UsedParts, limit: Annotated[int, Query(ge=1, le=200)] = 20) -> Json:
    """New combinations worth trying: pairs that nobody has related yet."""
    found = await asyncio.to_thread(parts.store.proposals.combinations, limit)
    return {"combinations": [_view(each) for each in found]}


@router.get("/rule")
async def rule(analyst: Analyst, parts: UsedParts) -> Json:
    """The rule that accepts pairs by itself; null where there is none."""
    held = await asyncio.to_thread(parts.store.proposals.rule)
    return {"rule": held and asdict(held)}


@router.put("/rule")
async def set_rule(wanted: Rule, admin: Admin, parts: UsedParts) -> Json:
    """Set the rule; it is used on what waits at once and on every mining from now on."""
    held = AcceptRule(wanted.together, wanted.sureness) if wanted.together else None
    accepted = await asyncio.to_thread(reviewing.set_rule, parts, held, admin)
    return {"rule": held and asdict(held), "accepted": accepted}


@router.post("/{proposal_id}", status_code=204)
async def decide(proposal_id: int, wanted: Decided, analyst: Analyst, parts: UsedParts) -> None:
    """Accept, pin or ban a pair; a ban holds in both directions."""
    await asyncio.to_thread(reviewing.decide_pair, parts, proposal_id, wanted.decision, analyst)


def _view(proposal: Proposal) -> Json:
    return {**asdict(proposal), "state": proposal.state.value, "origin": proposal.origin.value}

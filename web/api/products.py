"""The catalogue: search for everybody, what goes with a product for analysts."""

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, Query

import bootstrap
from chat.parts import Parts
from chat.views import product_view
from sales.basket import Basket
from sales.complements import candidates
from sales.offer import Candidate
from sales.ports import Query as Wanted
from sales.rules import CANDIDATE
from sales.situation import Moment, Situation
from web.api.access import Analyst, UsedParts

router = APIRouter(prefix="/products", tags=["products"])
Json = dict[str, Any]


@router.get("")
async def search(
    parts: UsedParts,
    query: Annotated[str, Query(max_length=300)] = "",
    category: Annotated[str | None, Query(max_length=120)] = None,
    limit: Annotated[int, Query(ge=1, le=100)] = 20,
) -> Json:
    """Products that match the words, best first; without words the first of the catalogue."""
    catalogue = parts.store.catalogue

    def find() -> list[Json]:
        if not query.strip():
            return [product_view(product) for product in catalogue.browse(category, limit=limit)]
        wanted = Wanted(text=query, category=category, limit=limit)
        return [{**product_view(hit.product), "score": round(hit.score, 4)} for hit in catalogue.search(wanted)]

    return {"products": await asyncio.to_thread(find)}


@router.get("/{sku}/complements")
async def complements(sku: str, analyst: Analyst, parts: UsedParts) -> Json:
    """What goes with a product in an empty basket: score, evidence, and why others were dropped."""
    return await asyncio.to_thread(_complements, parts, sku)


def _complements(parts: Parts, sku: str) -> Json:
    catalogue = parts.store.catalogue
    anchor = catalogue.get(sku)
    shelf = catalogue.shelf([sku])
    situation = Situation(
        conversation_id="",
        now=parts.clock(),
        moment=Moment.PRODUCT_PAGE,
        anchors=(sku,),
        basket=Basket(),
        products=shelf.products,
        limits=bootstrap.limits(),
    )
    ranked = candidates(situation, shelf.relations, shelf.products, shelf.rules)
    return {"product": product_view(anchor), "complements": [_candidate_view(situation, one) for one in ranked]}


def _candidate_view(situation: Situation, candidate: Candidate) -> Json:
    relation, evidence = candidate.relation, candidate.relation.evidence
    dropped = next((reason for rule in CANDIDATE if (reason := rule(situation, candidate))), None)
    return {
        **product_view(candidate.product),
        "kind": relation.kind.value,
        "essential": relation.essential,
        "reason": relation.reason,
        "state": relation.state.value,
        "fits": candidate.fits.value,
        "score": round(sum(candidate.parts.values()), 4),
        "relevance": round(candidate.relevance, 4),
        "score_parts": {name: round(value, 4) for name, value in candidate.parts.items()},
        "evidence": {
            "origin": evidence.origin.value,
            "source": evidence.source,
            "together": evidence.together,
            "out_of": evidence.out_of,
        },
        "dropped": dropped and dropped.value,
    }

"""The shop's figures: a period's summary, and how often each rule kept quiet (R43, R46)."""

import asyncio
from datetime import date, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from chat.figures import period, silence_table, silence_view, summary_view
from sales.figures import SilenceReport
from web.api.access import Analyst, UsedParts

router = APIRouter(prefix="/metrics", tags=["metrics"])
Since = Annotated[date | None, Query(alias="from", description="the first day, UTC; 30 days before the last one")]
Until = Annotated[date | None, Query(alias="to", description="the last day, UTC; today")]


@router.get("/summary")
async def summary(analyst: Analyst, parts: UsedParts, since: Since = None, until: Until = None) -> dict[str, Any]:
    """A period's figures: offers and their answers, orders, what came back, margin, cases, and silences by rule."""
    first, end = period(since, until, parts.clock().date())

    def read() -> dict[str, Any]:
        silences = silence_view(parts.store.figures.silences(first, end))["rules"]
        by_rule = {one["rule"]: one["held_back"] for one in silences if one["held_back"]}
        told = summary_view(parts.store.figures.summary(first, end))
        days = {"from": first.date().isoformat(), "to": (end - timedelta(days=1)).date().isoformat()}
        return {**days, **told, "silences": by_rule}

    return await asyncio.to_thread(read)


@router.get("/silences")
async def silences(analyst: Analyst, parts: UsedParts, since: Since = None, until: Until = None) -> dict[str, Any]:
    """How often each rule held an offer back or dropped a candidate, with the latest examples."""
    return silence_view(await _silences(parts, since, until))


@router.get("/silences.csv", response_class=Response)
async def silences_file(analyst: Analyst, parts: UsedParts, since: Since = None, until: Until = None) -> Response:
    """The same as a table file."""
    report = await _silences(parts, since, until)
    headers = {"Content-Disposition": 'attachment; filename="silences.csv"'}
    return Response(silence_table(report), media_type="text/csv; charset=utf-8", headers=headers)


async def _silences(parts: UsedParts, since: date | None, until: date | None) -> SilenceReport:
    return await asyncio.to_thread(parts.store.figures.silences, *period(since, until, parts.clock().date()))

"""The desk's own report: how soon a person answered, how soon it was solved, what came back."""

import asyncio
from datetime import timedelta

from nicegui import ui

from chat.parts import Parts
from sales.handoff.ports import Report
from web.agent.elements import box, button, text

_DAYS = {1: "24 hours", 7: "7 days", 30: "30 days"}


class ReportPage:
    """Figures of one span of days at a time."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        with box("div", "report"):
            with box("header", "top"):
                text("h1", "The desk's report")
                button("Back to the desk", lambda: ui.navigate.to("/agent"))
            with box("div", "acts spans", role="group", aria_label="Span"):
                for days, name in _DAYS.items():
                    button(name, lambda days=days: self.show(days))
            self._place = box("section", "figures", aria_live="polite")

    async def show(self, days: int = 7) -> None:
        """The figures of the last so many days."""
        now = self._parts.clock()
        found = await asyncio.to_thread(self._parts.store.overview.report, now - timedelta(days=days), now)
        self._place.clear()
        with self._place:
            text("h2", f"The last {_DAYS[days]}", "title")
            self._figures(found)
            self._agents(found)
            self._endings(found)

    def _figures(self, found: Report) -> None:
        rated = sum(found.ratings.values())
        mean = sum(stars * times for stars, times in found.ratings.items()) / rated if rated else None
        figures = {
            "Handoffs": str(found.opened),
            "Answered by a person": f"{found.answered}{_share(found.answered, found.opened)}",
            "Waiting now": str(found.waiting),
            "To the first human word": _span(found.first_word_seconds),
            "… for nine in ten": _span(found.first_word_p90_seconds),
            "To the solution": _span(found.solution_seconds),
            "Needed a person again": f"{found.reopened}{_share(found.reopened, found.opened)}",
            "Rating": "none yet" if mean is None else f"{mean:.1f} of 5 ({rated})",
        }
        with box("dl", "tiles"):
            for name, value in figures.items():
                with box("div", "tile"):
                    text("dt", name)
                    text("dd", value)

    def _agents(self, found: Report) -> None:
        text("h2", "By agent", "title")
        with box("table"):
            with box("thead"), box("tr"):
                for name in ("Agent", "Ended", "First word", "Rating"):
                    text("th", name, scope="col")
            with box("tbody"):
                for agent, ended, first, stars in found.by_agent:
                    with box("tr"):
                        rating = "none yet" if stars is None else f"{stars:.1f}"
                        for value in (agent, str(ended), _span(first), rating):
                            text("td", value)
        if not found.by_agent:
            text("p", "Nobody has ended a conversation in this time.", "quiet")

    def _endings(self, found: Report) -> None:
        text("h2", "How they ended", "title")
        for name, times in sorted(found.by_ending.items(), key=lambda item: (-item[1], item[0])):
            text("p", f"{times} x {name}")


def _span(seconds: int | None) -> str:
    if seconds is None:
        return "not known yet"
    if seconds < 90:
        return f"{seconds} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 120 else f"{round(minutes / 60)} h"


def _share(part: int, whole: int) -> str:
    return f" ({part / whole:.0%})" if whole else ""

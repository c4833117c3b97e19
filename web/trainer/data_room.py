"""The training data at a glance: its doubts, its map, and what is mistaken for what."""

import asyncio
from collections.abc import Sequence
from typing import Any

from nicegui import ui

from chat.parts import Parts
from sales.ports import StaffMember
from training.health import Health, Spot
from training.office import Office
from web.agent.elements import box, text
from web.trainer.matrix_panel import MatrixPanel
from web.trainer.wording import attempt, named, share

_COLOURS = [
    "#1f5c4d",
    "#b5541c",
    "#3a6ea5",
    "#8a5a00",
    "#7a3e9d",
    "#a32929",
    "#2f8f78",
    "#5b6b1f",
    "#b03a6d",
    "#51605b",
]


class DataRoom:
    """Reads the data when it is entered."""

    def __init__(self, office: Office, parts: Parts, who: StaffMember) -> None:
        self._office = office

    async def start(self) -> None:
        """Draw, then fill in: the first look at a sentence takes the assistant a moment."""
        with box("section", "page"):
            text("h2", "Data", "title")
            self._place = box("div", "health", role="status")
            with self._place:
                text("p", "Reading the data; the first look takes up to a minute…", "quiet")
        ui.timer(0.05, self._fill, once=True)

    async def _fill(self) -> None:
        health = await attempt(self._office.health)
        report = await asyncio.to_thread(self._office.newest_report)
        if self._place.is_deleted:
            return  # The room was left meanwhile.
        self._place.clear()
        with self._place:
            if health is None:
                text("p", "The data could not be read; the message below says where.")
                return
            _lists(health)
            text("h3", "Map of the data", "group-title")
            text("p", "Near points mean nearly the same. Hover over one to read it.", "quiet")
            ui.echart(_map(health.spots)).classes("chart").props('role=img aria-label="Map of the training sentences"')
            await MatrixPanel(self._office, report).start()


def _lists(health: Health) -> None:
    twins = [
        f"“{one.text}” ({named(one.intent)}, {one.place}) and “{one.other_text}” "
        f"({named(one.other_intent)}, {one.other_place}), near {share(one.near)}"
        for one in health.twins
    ]
    _list("Must be put right before a training", health.problems)
    _list("Said twice under one meaning", health.duplicates)
    _list("Nearly the same under two meanings", twins)
    _list("Thin meanings", [f"{named(intent)}: {count} examples" for intent, count in health.thin])
    _list("Answers that nobody speaks", health.unused_responses)
    _list("Marked, but not in the catalogue", [f"{one[1]} ({one[0]}, {one[2]} times)" for one in health.strangers])


def _list(title: str, lines: Sequence[str]) -> None:
    with box("details", "finding"):
        text("summary", f"{title} ({len(lines)})")
        with box("ul", "findings"):
            for line in lines or ("None.",):
                text("li", line)


def _map(spots: Sequence[Spot]) -> dict[str, Any]:
    skills = sorted({spot.skill for spot in spots})
    axis = {"show": False, "type": "value", "min": "dataMin", "max": "dataMax"}
    return {
        "color": _COLOURS,
        "tooltip": {":formatter": "p => p.data.name + '<br>' + p.data.intent"},
        "legend": {"data": [named(skill) for skill in skills], "type": "scroll", "top": 8, "bottom": "auto"},
        "xAxis": axis,
        "yAxis": axis,
        "grid": {"left": 8, "right": 8, "top": 40, "bottom": 8},
        "series": [_cloud(skill, [spot for spot in spots if spot.skill == skill]) for skill in skills],
    }


def _cloud(skill: str, spots: Sequence[Spot]) -> dict[str, Any]:
    data = [{"value": [one.x, one.y], "name": _safe(one.text), "intent": named(one.intent)} for one in spots]
    return {"type": "scatter", "name": named(skill), "symbolSize": 6, "large": False, "data": data}


def _safe(words: str) -> str:
    """The tooltip is markup."""
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

"""When we kept quiet: how often each rule held an offer back, with examples, over a period."""

import asyncio
from datetime import date, timedelta

from nicegui import ui
from nicegui.elements.mixins.text_element import TextElement

from chat.figures import period, silence_table
from chat.parts import Parts
from sales.errors import InvalidError
from sales.figures import Example, RuleCount, SilenceReport
from sales.ports import StaffMember
from web.agent.elements import box, button, text
from web.insights.frame import framed

_DAYS = 30
_HEADS = ("Rule", "Offers held back", "Candidates dropped", "Conversations", "Latest examples")


class RulesPage:
    """One analyst's open page."""

    def __init__(self, parts: Parts, who: StaffMember) -> None:
        self._parts = parts
        self._report: SilenceReport | None = None
        today = parts.clock().date()
        with framed(who, "/insights"):
            with box("form", "period"):
                self._since = _day("From", today - timedelta(days=_DAYS - 1))
                self._until = _day("To", today)
                button("Show", self.show, "main")
                button("Download as CSV", self._download)
            self._told = text("p", "", "summary", role="status")
            self._table = box("div", "scroll", tabindex="0", role="region", aria_label="Silences by rule")

    async def show(self) -> None:
        """Count again and draw."""
        try:
            first, end = period(_read(self._since), _read(self._until), self._parts.clock().date())
        except (InvalidError, ValueError) as error:
            self._told.text = str(error)
            return
        self._report = await asyncio.to_thread(self._parts.store.figures.silences, first, end)
        self._told.text = summary_of(self._report)
        self._table.clear()
        with self._table:
            _draw(self._report)

    async def _download(self) -> None:
        await self.show()
        if self._report is not None:
            ui.download.content(silence_table(self._report), "silences.csv", "text/csv")


def summary_of(report: SilenceReport) -> str:
    """One sentence on the period."""
    if not report.decisions:
        return "Nothing was decided in this period."
    quiet = report.decisions - report.offers
    share = round(100 * quiet / report.decisions)
    told = f"{report.decisions:,} decisions: {report.offers:,} offers, {quiet:,} silences ({share} %)."
    if report.looked_through < report.decisions:
        told += f" Candidates are counted over the latest {report.looked_through:,}."
    return told


def _draw(report: SilenceReport) -> None:
    if not report.rules:
        return
    with box("table", "rules"):
        with box("thead"), box("tr"):
            for head in _HEADS:
                text("th", head, scope="col")
        with box("tbody"):
            for one in report.rules:
                _row(one)


def _row(one: RuleCount) -> None:
    with box("tr"):
        text("th", one.rule[:1].upper() + one.rule[1:], scope="row")
        for head, figure in zip(_HEADS[1:4], (one.held, one.dropped, one.conversations), strict=True):
            text("td", f"{figure:,}", "figure", data_head=head)
        with box("td"), box("details"):
            text("summary", f"Examples of “{one.rule}”")
            with box("ul"):
                for each in one.examples:
                    _example(each)


def _example(each: Example) -> None:
    with box("li"):
        text("span", f"{each.at:%d %b %Y, %H:%M}, {each.moment}: {', '.join(each.about) or 'nothing in particular'}")
        text("span", f"conversation {each.conversation_id}", "quiet")


def _day(label: str, day: date) -> TextElement:
    """A native date field with its label."""
    with box("label", "day"):
        text("span", label)
        field = TextElement(tag="input", text="")
        field._props["type"] = "date"
        field._props["value"] = day.isoformat()
        field.on("input", lambda event: field._props.__setitem__("value", event.args), js_handler=_TO_VALUE)
    return field


_TO_VALUE = "(event) => emit(event.target.value)"


def _read(field: TextElement) -> date | None:
    chosen = field._props["value"]
    return date.fromisoformat(chosen) if chosen else None

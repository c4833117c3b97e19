"""The confusion matrix: what was meant, what it was read as, and the sentences behind each number."""

import asyncio

from nicegui import ui

from training.confusions import Confusions, confusions_of, misread
from training.office import Office
from training.report import Report
from web.agent.elements import box, text
from web.trainer.wording import attempt, named

_SHADES = 5


class MatrixPanel:
    """Draws the newest report's matrix; a click on a number tells its sentences, those of the largest stand there."""

    def __init__(self, office: Office, report: Report | None) -> None:
        self._office, self._report = office, report

    async def start(self) -> None:
        """Draw; without a report, or without a mistake in it, say so."""
        text("h3", "Mistaken for each other", "group-title")
        if self._report is None:
            text("p", "Known after the first comparison of a model: train one in Models, then compare it.", "quiet")
            return
        table = confusions_of(self._report)
        if not table.counts:
            text("p", f"{self._report.candidate} mistook no sentence that it had not seen.", "quiet")
            return
        text("p", f"Sentences that {self._report.candidate} had not seen, by cross-validation: {_rest(table)}", "quiet")
        self._cells: dict[tuple[str, str], ui.element] = {}
        with (
            box("div", "scrolls", tabindex="0", role="region", aria_label="What is mistaken for what"),
            box("table", "matrix", aria_label="Confusion matrix"),
        ):
            self._head(table)
            with box("tbody"):
                for meant in table.meant:
                    self._row(table, meant)
        self._told = box("div", "misread", role="status")
        await self._tell(*max(table.counts, key=table.counts.__getitem__))

    def _head(self, table: Confusions) -> None:
        with box("thead"), box("tr"):
            text("td", "meant ↓  read as →", "corner")
            for read in table.read:
                with box("th", "", scope="col"):
                    text("span", named(read))

    def _row(self, table: Confusions, meant: str) -> None:
        highest = max(table.counts.values())
        with box("tr"):
            text("th", named(meant), scope="row")
            for read in table.read:
                with box("td"):
                    if count := table.counts.get((meant, read)):
                        self._cell(meant, read, count, -(-count * _SHADES // highest))

    def _cell(self, meant: str, read: str, count: int, shade: int) -> None:
        told = f"{named(meant)} read as {named(read)}: {count} times"
        cell = box("button", f"cell shade-{shade}", type="button", aria_label=told, title=told)
        cell.on("click", lambda: self._tell(meant, read))
        with cell:
            text("span", str(count))
        self._cells[meant, read] = cell

    async def _tell(self, meant: str, read: str) -> None:
        assert self._report is not None
        for pair, cell in self._cells.items():
            cell._props["aria-pressed"] = "true" if pair == (meant, read) else "false"
            cell.update()
        slips, project = self._report.slips, self._office.project
        found = await attempt(lambda: asyncio.to_thread(misread, slips, meant, read, project))
        self._told.clear()
        with self._told:
            text("p", f"Meant {named(meant)}, read as {named(read)}:", "name")
            if not found:
                text("p", "Which sentences these were is known from the next comparison on.", "quiet")
                return
            with box("ul", "findings"):
                for one in found:
                    with box("li"):
                        text("span", f"“{one.text}” ")
                        text("span", one.place or "changed or moved since", "quiet")


def _rest(table: Confusions) -> str:
    rare = f" {table.left_out} pairs more are left out." if table.left_out else ""
    return f"how often what was meant on the left was read as what stands above. Click a number to read them.{rare}"

"""Models: train with live progress, compare with the served one, promote, go back."""

import asyncio
from dataclasses import dataclass

from nicegui import ui

from chat.parts import Parts
from sales.errors import GoeswithError
from sales.ports import StaffMember
from training.models import TrainedModel, current_model, kept_models
from training.office import Office
from training.promote import RefusedError, previous
from training.runs import Run
from web.agent.elements import box, button, text
from web.trainer.report_panel import show_report
from web.trainer.wording import STATES, attempt, tell, window

_LOOK_SECONDS = 1.0
_RUNS, _MODELS = 4, 12


@dataclass(frozen=True)
class _Seen:
    """What was drawn last."""

    runs: tuple[Run, ...]
    models: tuple[TrainedModel, ...]
    served: str


class ModelsRoom:
    """Looks at the queue and the kept models as long as it is open."""

    def __init__(self, office: Office, parts: Parts, who: StaffMember) -> None:
        self._office, self._parts, self._who = office, parts, who
        self._seen: _Seen | None = None
        self._open = ""

    async def start(self) -> None:
        """Draw, and go on looking."""
        with box("section", "page"):
            text("h2", "Models", "title")
            with box("div", "choices"):
                button("Train now", self._train, "main")
                button("Go back to the model before", self._back)
            self._runs = box("div", "runs", role="status")
            text("h3", "Kept models", "group-title")
            self._models = box("div", "models")
            self._report = box("div", "comparison")
        await self._look()
        ui.timer(_LOOK_SECONDS, self._look)

    async def _look(self) -> None:
        seen = await asyncio.to_thread(self._read)
        if seen != self._seen:
            self._seen = seen
            self._draw(seen)

    def _read(self) -> _Seen:
        served = current_model(self._office.models)
        models = kept_models(self._office.models)[:_MODELS]
        return _Seen(tuple(self._office.runs.all()[:_RUNS]), tuple(models), served.name if served else "")

    def _draw(self, seen: _Seen) -> None:
        self._runs.clear()
        with self._runs:
            for run in seen.runs:
                self._run(run)
        self._models.clear()
        with self._models, box("ul", "cards-list"):
            for model in seen.models:
                with box("li", "model"):
                    self._model(model, model.name == seen.served)

    def _run(self, run: Run) -> None:
        what = f"Comparison of {run.compares}" if run.compares else "Training"
        with box("div", f"run {run.state}"):
            text("span", f"{what}, asked by {run.asked_by}: {STATES[run.state]}", "name")
            if run.state in ("queued", "running"):
                made = box("progress", "", max="1", aria_label=what)
                made._props["value"] = f"{run.share:.2f}"
                text("span", run.step or "not begun", "quiet")
                button("Cancel", lambda: self._cancel(run.id), "small")
            for line in (run.told, *run.problems):
                if line:
                    text("p", line, "told")

    def _model(self, model: TrainedModel, is_served: bool) -> None:
        text("span", model.name, "name")
        by = f" by {model.asked_by}" if model.asked_by else ""
        text(
            "span",
            f"{model.trained_at[:16].replace('T', ' ')}{by}, data {model.revision}, {model.megabytes} MB",
            "quiet",
        )
        with box("span", "acts"):
            if is_served:
                text("span", "served", "chip served")
            else:
                button("Compare", lambda: self._compare(model.name), "small")
                button("Promote", lambda: self._promote(model.name), "small")
            button("Report", lambda: self._show(model.name), "small")

    async def _train(self) -> None:
        if await attempt(lambda: asyncio.to_thread(self._office.ask_training, self._who.username)):
            await self._look()

    async def _cancel(self, run_id: str) -> None:
        await attempt(lambda: asyncio.to_thread(self._office.runs.cancel, run_id, self._parts.clock()))
        await self._look()

    async def _compare(self, name: str) -> None:
        if await attempt(lambda: asyncio.to_thread(self._office.ask_comparison, name, self._who.username)):
            await self._look()

    async def _show(self, name: str) -> None:
        report = await attempt(lambda: asyncio.to_thread(self._office.report, name))
        self._report.clear()
        with self._report:
            if report is None:
                text("p", f"{name} was not compared with another yet.", "quiet")
            else:
                show_report(report)

    async def _promote(self, name: str, override: str = "") -> None:
        try:
            model, is_live = await self._office.promote(name, self._who.username, override)
        except RefusedError as refused:
            self._refused(name, str(refused))
        except GoeswithError as error:
            tell(str(error), bad=True)
        else:
            tell(f"{model.name} {'answers now' if is_live else 'answers from the next start'}.")
            await self._look()

    def _refused(self, name: str, why: str) -> None:
        with window("Not promoted") as dialog:
            text("p", why)
            if self._who.role == "admin":
                reason = ui.input(label="Reason to promote it all the same").props("outlined dense maxlength=500")

                async def override() -> None:
                    if (reason.value or "").strip():
                        dialog.close()
                        await self._promote(name, reason.value)

                button("Promote all the same", override)
            button("Close", dialog.close, "main")
        dialog.open()

    async def _back(self) -> None:
        model = await attempt(lambda: asyncio.to_thread(previous, self._office.models))
        if model is not None:
            await self._promote(model.name)

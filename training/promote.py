"""Which model is served: promoting a compared one and rolling back, without a dropped message (R63).

The assistant loads the new model beside the old one and then changes over; a model that cannot be loaded changes
nothing.
"""

from datetime import datetime
from pathlib import Path
from typing import Protocol

from sales.errors import ConflictError, InvalidError
from training.models import (
    Served,
    TrainedModel,
    current_model,
    find_model,
    is_chosen,
    make_current,
    remember_served,
    served_history,
)
from training.report import Report, read_report
from training.sources import code_fingerprint


class Loader(Protocol):
    """The running assistant, as far as a promotion needs it."""

    async def is_up(self) -> bool: ...
    async def load(self, model: str) -> None: ...


class RefusedError(ConflictError):
    """A promotion that a guard refuses; an admin may override it with a reason."""


async def promote(
    models: Path, name: str, loader: Loader, *, by: str, now: datetime, override: str = ""
) -> tuple[TrainedModel, bool]:
    """Serve the model of that name; also says whether it answers already (else from the assistant's next start).

    `RefusedError` where a guard stands against it and `override` gives no reason; `InvalidError` where the assistant
    cannot load it.
    """
    model, live = find_model(models, name), current_model(models)
    if live is not None and live.file == model.file and served_history(models):
        raise ConflictError(f"{model.name} is the served model already.")
    refusals = why_not(models, model)
    if refusals and not override.strip():
        raise RefusedError(" ".join(refusals))
    is_live = await loader.is_up()
    if is_live:
        await loader.load(str((models / model.file).resolve()))
    if live is not None and live.file != model.file and not is_chosen(models):
        # Served because it was the newest: one that can be gone back to, like a chosen one.
        remember_served(models, Served(live.file, "", datetime.fromisoformat(live.trained_at)))
    make_current(models, model)
    remember_served(models, Served(model.file, by, now, override.strip() if refusals else ""))
    return model, is_live


def why_not(models: Path, model: TrainedModel) -> list[str]:
    """What stands against serving that model, in sentences; empty when nothing does."""
    if model.code != code_fingerprint():
        return [f"{model.name} was trained by another version of the components; train again from its data."]
    live = current_model(models)
    if live is None or live.file == model.file or _was_served(models, model):
        return []
    report: Report | None = read_report(models, model)
    if report is None or report.live != live.name:
        return [f"{model.name} was not compared with the served model yet; compare first."]
    return list(report.refusals)


def previous(models: Path) -> TrainedModel:
    """The model that was served before the present one; `InvalidError` where none is known."""
    live = current_model(models)
    for served in served_history(models):
        if live is None or served.file != live.file:
            return find_model(models, served.file)
    raise InvalidError("No earlier model is known to go back to.")


def _was_served(models: Path, model: TrainedModel) -> bool:
    return any(served.file == model.file for served in served_history(models))

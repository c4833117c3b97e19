"""The kept models of a shop's home: what each was made of, which one is served, and who chose it."""

import json
import os
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sales.errors import InvalidError, NotFoundError
from training.sources import code_fingerprint, fingerprint

CURRENT = "current.json"
_HISTORY = "served.jsonl"


@dataclass(frozen=True)
class TrainedModel:
    """A model file with what it was made of; times in UTC, `seconds` of wall clock.

    `code` is the fingerprint of the components that it was trained by; `asked_by` is a trainer's name.
    """

    file: str
    fingerprint: str
    revision: str
    trained_at: str
    seconds: float
    megabytes: float
    code: str = ""
    asked_by: str = ""

    @property
    def name(self) -> str:
        """The file's name without its ending."""
        return self.file.removesuffix(".tar.gz")


@dataclass(frozen=True)
class Served:
    """One time that a model came to be served; `by` is who chose it, "" where it was served because it was the newest.

    `reason` is given where a guard was overridden.
    """

    file: str
    by: str
    at: datetime
    reason: str = ""


def current_model(models: Path) -> TrainedModel | None:
    """The model that the assistant serves, or None where there is none yet."""
    model = _read(models / CURRENT)
    return model if model is not None and (models / model.file).exists() else None


def kept_models(models: Path) -> list[TrainedModel]:
    """Every model that is kept, newest first."""
    found = {model.file: model for note in models.glob("*-*.json") if (model := _read(note)) is not None}
    if served := current_model(models):
        found.setdefault(served.file, served)
    there = [model for model in found.values() if (models / model.file).exists()]
    return sorted(there, key=lambda model: (model.trained_at, model.file), reverse=True)


def find_model(models: Path, name: str) -> TrainedModel:
    """The kept model of that name; `NotFoundError` names those that there are."""
    kept = kept_models(models)
    wanted = Path(name).name.removesuffix(".tar.gz")
    for model in kept:
        if model.name == wanted:
            return model
    there = ", ".join(model.name for model in kept[:5]) or "none"
    raise NotFoundError(f"There is no model {name}; kept are {there}.")


def keep_note(models: Path, model: TrainedModel) -> None:
    """Write down what a model was made of."""
    write_whole(models / f"{model.name}.json", json.dumps(asdict(model), indent=2) + "\n")


def make_current(models: Path, model: TrainedModel) -> None:
    """Let the assistant serve `model` from its next start; written whole or not at all."""
    write_whole(models / CURRENT, json.dumps(asdict(model), indent=2) + "\n")


def remember_served(models: Path, served: Served) -> None:
    """Note that this model came to be served."""
    line = json.dumps({**asdict(served), "at": served.at.isoformat()}) + "\n"
    with (models / _HISTORY).open("a", encoding="utf-8") as history:
        history.write(line)


def served_history(models: Path) -> list[Served]:
    """What was served, newest first; a line cut off by a crash is left out."""
    place = models / _HISTORY
    lines = place.read_text(encoding="utf-8").splitlines() if place.exists() else []
    found = []
    for line in lines:
        try:
            told = json.loads(line)
            found.append(Served(told["file"], told["by"], datetime.fromisoformat(told["at"]), told["reason"]))
        except (ValueError, KeyError):
            continue
    return found[::-1]


def served_since(models: Path) -> datetime | None:
    """Since when the served model answers, as far as is known."""
    model, history = current_model(models), served_history(models)
    if model is None:
        return None
    if history and history[0].file == model.file:
        return history[0].at
    return datetime.fromisoformat(model.trained_at).astimezone(UTC)


def is_chosen(models: Path) -> bool:
    """Whether a person chose the served model; then no training replaces it by itself."""
    model, history = current_model(models), served_history(models)
    return model is not None and bool(history) and history[0].file == model.file


def is_current(models: Path, project: Path | None = None) -> bool:
    """Whether the served model is of today's sources."""
    model = current_model(models)
    return model is not None and model.fingerprint == (fingerprint(project) if project else fingerprint())


def needs_training(models: Path, project: Path) -> bool:
    """Whether a start has to train first: no model, one of older components, or of older data that nobody chose."""
    model = current_model(models)
    if model is None:
        return True
    if is_chosen(models):
        return model.code != code_fingerprint()
    return not is_current(models, project)


def write_whole(place: Path, text: str) -> None:
    """Write a file whole or not at all."""
    draft = place.with_name(f".{place.name}.{os.getpid()}")
    try:
        draft.write_text(text, encoding="utf-8")
        draft.replace(place)
    except OSError as error:
        raise InvalidError(f"{place.name} could not be written ({error.strerror}).") from error
    finally:
        draft.unlink(missing_ok=True)


def _read(note: Path) -> TrainedModel | None:
    try:
        told: dict[str, Any] = json.loads(note.read_text(encoding="utf-8"))
        return TrainedModel(**{one.name: told[one.name] for one in fields(TrainedModel) if one.name in told})
    except (OSError, ValueError, TypeError, AttributeError):
        return None  # No model's note: a report, or a file cut off by a crash.

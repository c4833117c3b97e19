"""Training a model in the assistant's own environment, and remembering what it was made of."""

import json
import os
import subprocess
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from training.check import Problem, check_data
from training.sources import DATA, ROOT, fingerprint

RASA_PYTHON = ROOT / "components" / ".venv" / "bin" / "python"
CURRENT = "current.json"
Progress = Callable[[str], None]


class TrainingError(Exception):
    """The training did not give a model; `problems` name the places, where the data is to blame."""

    def __init__(self, text: str, problems: list[Problem] | None = None) -> None:
        super().__init__(text)
        self.problems = problems or []


@dataclass(frozen=True)
class TrainedModel:
    """A model file with what it was made of; times in UTC, `seconds` of wall clock."""

    file: str
    fingerprint: str
    revision: str
    trained_at: str
    seconds: float
    megabytes: float


def current_model(models: Path) -> TrainedModel | None:
    """The model that the assistant serves, or None where there is none yet."""
    note = models / CURRENT
    if not note.exists():
        return None
    model = TrainedModel(**json.loads(note.read_text(encoding="utf-8")))
    return model if (models / model.file).exists() else None


def is_current(models: Path) -> bool:
    """Say whether the served model is of today's sources."""
    model = current_model(models)
    return model is not None and model.fingerprint == fingerprint()


def train(models: Path, progress: Progress = print) -> TrainedModel:
    """Check the data, train, and make the new model the current one; `TrainingError` leaves all as it was."""
    if problems := check_data():
        raise TrainingError(f"The training data has {len(problems)} problem(s).", problems)
    sources = fingerprint()
    models.mkdir(parents=True, exist_ok=True)
    name = f"{datetime.now(UTC):%Y%m%d-%H%M%S}-{sources[:8]}"
    began = time.monotonic()
    _run_rasa(["train", "--data", *DATA, "--out", str(models), "--fixed-model-name", name], models, progress)
    file = models / f"{name}.tar.gz"
    model = TrainedModel(
        file=file.name,
        fingerprint=sources,
        revision=_revision(),
        trained_at=datetime.now(UTC).isoformat(timespec="seconds"),
        seconds=round(time.monotonic() - began, 1),
        megabytes=round(file.stat().st_size / 1e6, 1),
    )
    make_current(models, model)
    return model


def make_current(models: Path, model: TrainedModel) -> None:
    """Let the assistant serve `model` from its next start; written whole or not at all."""
    draft = models / f".{CURRENT}.{os.getpid()}"
    draft.write_text(json.dumps(asdict(model), indent=2) + "\n", encoding="utf-8")
    draft.replace(models / CURRENT)


def rasa_environment() -> dict[str, str]:
    """The environment variables every process of the assistant runs with."""
    return {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "RASA_TELEMETRY_ENABLED": "false",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "PYTHONWARNINGS": "ignore",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    }


def _run_rasa(arguments: list[str], models: Path, progress: Progress) -> None:
    log = models.parent / "logs" / "train.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    command = [str(RASA_PYTHON), "-m", "rasa", *arguments]
    with log.open("w", encoding="utf-8") as kept:
        process = subprocess.Popen(
            command, cwd=ROOT, env=rasa_environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        assert process.stdout is not None
        for line in process.stdout:
            kept.write(line)
            if step := _step_of(line):
                progress(step)
        if process.wait() != 0:
            tail = "\n".join(log.read_text(encoding="utf-8").splitlines()[-15:])
            raise TrainingError(f"The training stopped with an error; the whole log is in {log}.\n{tail}")


def _step_of(line: str) -> str | None:
    for sign in ("Starting to train component '", "Restored component '"):
        if sign in line:
            verb = "training" if sign.startswith("Starting") else "unchanged"
            return f"{verb} {line.split(sign, 1)[1].split(chr(39), 1)[0]}"
    return None


def _revision() -> str:
    said = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return said.stdout.strip() or "unknown"

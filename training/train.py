"""Training a model in the assistant's own environment, and remembering what it was made of."""

import fcntl
import os
import shutil
import subprocess
import time
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from training.check import Problem, check_data
from training.models import TrainedModel, keep_note, make_current
from training.sources import DATA, ROOT, code_fingerprint, fingerprint, taught_files

RASA_PYTHON = ROOT / "components" / ".venv" / "bin" / "python"
Progress = Callable[[str], None]


class TrainingError(Exception):
    """The training did not give a model; `problems` name the places, where the data is to blame."""

    def __init__(self, text: str, problems: list[Problem] | None = None) -> None:
        super().__init__(text)
        self.problems = problems or []


def train(
    models: Path,
    progress: Progress = print,
    *,
    project: Path = ROOT,
    serve: bool = True,
    asked_by: str = "",
) -> TrainedModel:
    """Check the data, train, keep the model with its data; `TrainingError` leaves all as it was.

    With `serve` it becomes the served one from the next start on. One training at a time in a home: others wait.
    """
    if problems := check_data(project):
        raise TrainingError(f"The training data has {len(problems)} problem(s).", problems)
    models.mkdir(parents=True, exist_ok=True)
    with (models / ".training.lock").open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        model = _train(models, progress, project, asked_by)
    if serve:
        make_current(models, model)
    return model


def _train(models: Path, progress: Progress, project: Path, asked_by: str) -> TrainedModel:
    for left in models.glob(".making-*"):
        shutil.rmtree(left, ignore_errors=True)  # Of a training that was killed.
    sources = fingerprint(project)
    name = f"{datetime.now(UTC):%Y%m%d-%H%M%S}-{sources[:8]}"
    making, began = models / f".making-{name}", time.monotonic()
    making.mkdir()
    try:
        _keep_data(making / "data.zip", project)
        arguments = ["--data", *_data_of(project), "--out", str(making), "--name", name]
        _make_model(arguments, models, progress, project)
        made = making / f"{name}.tar.gz"
        model = TrainedModel(
            file=made.name,
            fingerprint=sources,
            revision=_revision(project),
            trained_at=datetime.now(UTC).isoformat(timespec="seconds"),
            seconds=round(time.monotonic() - began, 1),
            megabytes=round(made.stat().st_size / 1e6, 1),
            code=code_fingerprint(),
            asked_by=asked_by,
        )
        (making / "data.zip").replace(data_of(models, model))
        made.replace(models / model.file)
    except OSError as error:
        raise TrainingError(f"The model could not be written ({error.strerror}); the served one stays.") from error
    finally:
        shutil.rmtree(making, ignore_errors=True)
    keep_note(models, model)
    return model


def data_of(models: Path, model: TrainedModel) -> Path:
    """The archive of the data that the model was trained on."""
    return models / f"{model.name}.data.zip"


def _keep_data(place: Path, project: Path) -> None:
    with zipfile.ZipFile(place, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, path in taught_files(project):
            archive.writestr(name, path.read_bytes())


def _data_of(project: Path) -> list[str]:
    return [folder for folder in DATA if (project / folder).is_dir()]


def rasa_environment() -> dict[str, str]:
    """The environment variables every process of the assistant runs with."""
    return {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "RASA_TELEMETRY_ENABLED": "false",
        "TF_CPP_MIN_LOG_LEVEL": "3",
        "PYTHONWARNINGS": "ignore",
        # What training frees goes back at once; else each thread keeps hundreds of megabytes.
        "MALLOC_ARENA_MAX": "2",
        "MALLOC_MMAP_THRESHOLD_": "4194304",
        "MALLOC_TRIM_THRESHOLD_": "4194304",
        "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    }


def learning_environment(models: Path) -> dict[str, str]:
    """The same for a process that learns: what it may take over from earlier ones lies in the models' home."""
    return {
        **rasa_environment(),
        # Learning takes and frees megabytes thousands of times; given back each time it would take half as long again.
        "MALLOC_MMAP_THRESHOLD_": "8388608",
        "MALLOC_TRIM_THRESHOLD_": "33554432",
        "GOESWITH_KEPT": str(models.resolve().parent / "training" / "kept"),
    }


def _make_model(arguments: list[str], models: Path, progress: Progress, project: Path) -> None:
    log = models.parent / "logs" / "train.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    command = [str(RASA_PYTHON), "-m", "components.make_model", *arguments]
    with log.open("w", encoding="utf-8") as kept:
        process = subprocess.Popen(
            command,
            cwd=project,
            env=learning_environment(models),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
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


def _revision(project: Path) -> str:
    said = subprocess.run(
        ["git", "describe", "--always", "--dirty"], cwd=project, capture_output=True, text=True, check=False
    )
    return said.stdout.strip() or "unknown"

"""Models asked what they read in sentences: those of the tests, and those of their own data kept from them."""

import json
import subprocess
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from training.models import TrainedModel, write_whole
from training.sources import ROOT
from training.train import RASA_PYTHON, TrainingError, data_of, learning_environment

Read = list[list[Mapping[str, Any]]]
"""A list for each model of what it read."""


def examine(models: Path, both: Sequence[TrainedModel], texts: Sequence[str]) -> tuple[Read, Read]:
    """What the models read in `texts`, and in the sentences of the data that each was trained on, when kept from them.

    What is true of a model's own data stays true: it is found once and kept beside it. A model of before data was kept
    has none. Raises `TrainingError` when the examination fails.
    """
    places = [models / f"{model.name}.unseen.json" for model in both]
    missing = {model: place for model, place in zip(both, places, strict=True) if _kept(place) is None}
    with tempfile.TemporaryDirectory() as folder:
        unpacked = [_unpack(data_of(models, model), Path(folder) / model.name) for model in missing]
        files = [str(models / model.file) for model in both]
        found = _ask(models, {"models": files, "texts": texts, "data": [str(place) for place in unpacked]})
    for place, read in zip(missing.values(), found["unseen"], strict=True):
        write_whole(place, json.dumps(read, ensure_ascii=False))
    return found["read"], [_kept(place) or [] for place in places]


def _unpack(archive: Path, place: Path) -> Path:
    place.mkdir()
    if archive.exists():
        with zipfile.ZipFile(archive) as opened:
            opened.extractall(place)
    return place


def _kept(place: Path) -> Any:
    try:
        return json.loads(place.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def _ask(models: Path, questions: Mapping[str, Any]) -> Any:
    done = subprocess.run(
        [str(RASA_PYTHON), "-m", "components.start", "examine"],
        input=json.dumps(questions),
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**learning_environment(models), "LOG_LEVEL": "ERROR"},
        check=False,
    )
    if done.returncode:
        tail = "\n".join(done.stderr.strip().splitlines()[-3:])
        raise TrainingError(f"The models could not be examined: {tail}")
    return json.loads(done.stdout)

"""A model is rehearsed by the version that trained it, or not at all."""

from pathlib import Path

import pytest

from training.models import TrainedModel
from training.rehearsal import rehearse
from training.sources import ROOT
from training.train import TrainingError


def test_a_model_of_an_older_version_is_not_rehearsed(tmp_path: Path) -> None:
    model = TrainedModel("m-1.tar.gz", "f", "r", "2026-11-21T10:00:00+00:00", 1.0, 1.0, code="old")
    with pytest.raises(TrainingError, match="m-1 was trained by another version"):
        rehearse(tmp_path / model.file, model, ROOT)

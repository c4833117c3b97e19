"""Rasa starts without TensorFlow where nothing needs it, and only there."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from components.no_tensorflow import is_needed

ROOT = Path(__file__).parent.parent.parent
OURS = "components.tokenizers.spacy_words.SpacyWords"
STARTED = """
import sys
from components import no_tensorflow
no_tensorflow.leave_out()
import rasa.__main__, rasa.core.agent, rasa.engine.recipes.default_components
assert not any("pywrap" in name for name in sys.modules), "the real one was loaded"
from rasa.utils.tensorflow.models import TransformerRasaModel
try:
    TransformerRasaModel("x", {}, {}, {})
except no_tensorflow.TensorFlowLeftOutError as error:
    print(error)
"""


@pytest.mark.parametrize(
    "told",
    [
        "",
        "pipeline: [",
        "pipeline: []",
        f"pipeline: [{{name: {OURS}}}, {{name: DIETClassifier}}]\npolicies: []",
        f"pipeline: [{{name: {OURS}}}]\npolicies: [{{name: TEDPolicy}}]",
        f"pipeline: [{{name: {OURS}}}, {{name: elsewhere.Deep}}]\npolicies: []",
    ],
)
def test_what_may_need_it_gets_it(told: str, tmp_path: Path) -> None:
    (tmp_path / "config.yml").write_text(told)
    assert is_needed(tmp_path / "config.yml")


def test_without_a_configuration_it_is_there(tmp_path: Path) -> None:
    assert is_needed(tmp_path / "config.yml")


def test_the_shipped_configuration_does_without() -> None:
    assert not is_needed(ROOT / "config.yml")


def test_rasa_starts_without_it_and_says_so_when_something_calls_it() -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "ignore"}
    done = subprocess.run(
        [sys.executable, "-c", STARTED], capture_output=True, text=True, env=environment, cwd=ROOT, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert "TransformerRasaModel needs TensorFlow" in done.stdout

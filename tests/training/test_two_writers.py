"""200 corrections by two processes at once on the shipped data: all land, nothing else moves, Rasa finds it sound."""

import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import Engine

from tests.training.conftest import git
from training.language import read_examples
from training.sources import DATA, ROOT
from training.train import RASA_PYTHON, rasa_environment

pytestmark = pytest.mark.long

EACH = 100
WRITE = """
import sys
from datetime import UTC, datetime
from pathlib import Path
import bootstrap
from database.session import open_engine
from training.corrections import Corrections, Lesson
from training.language import read_examples
trainer, project, home = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
engine = open_engine(f"sqlite:///{home / 'goeswith.db'}")
corrections = Corrections(bootstrap.build_store(engine).review, project)
intents = sorted({one.intent for one in read_examples(project)})
for number in range(int(sys.argv[4])):
    lesson = Lesson(f"a sentence of {trainer} with the number {number}", intents[number % len(intents)])
    corrections.teach(lesson, trainer, datetime.now(UTC))
"""


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """A copy of the shipped language data under git."""
    made = tmp_path / "shipped"
    made.mkdir()
    for name in ("config.yml", "domain.yml"):
        shutil.copy(ROOT / name, made / name)
    shutil.copytree(ROOT / "data", made / "data")
    git(made, "init", "-q")
    git(made, "add", ".")
    git(made, "-c", "user.name=x", "-c", "user.email=x@localhost", "commit", "-q", "-m", "Begin")
    return made


def test_two_hundred_corrections_all_land_and_nothing_else_moves(shipped: Path, tmp_path: Path, engine: Engine) -> None:
    before = {path: path.read_text(encoding="utf-8") for path in (shipped / "data" / "nlu").glob("*.yml")}
    command = [str(shipped), str(tmp_path), str(EACH)]
    environment = {**rasa_environment(), "PYTHONPATH": str(ROOT)}
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITE, trainer, *command], cwd=ROOT, env=environment)
        for trainer in ("ana", "bo")
    ]
    assert [writer.wait() for writer in writers] == [0, 0]
    taught = Counter(one.text for one in read_examples(shipped) if one.text.startswith("a sentence of "))
    wanted = {f"a sentence of {trainer} with the number {n}" for trainer in ("ana", "bo") for n in range(EACH)}
    assert set(taught) == wanted
    assert set(taught.values()) == {1}
    for path, text in before.items():
        kept = [line for line in path.read_text(encoding="utf-8").splitlines() if "- a sentence of " not in line]
        assert kept == text.splitlines()
    authors = Counter(git(shipped, "log", "--format=%an").split())
    assert (authors["ana"], authors["bo"]) == (EACH, EACH)
    assert git(shipped, "status", "--porcelain", "--untracked-files=no") == ""
    _rasa_finds_it_sound(shipped)


def _rasa_finds_it_sound(project: Path) -> None:
    done = subprocess.run(
        [str(RASA_PYTHON), "-m", "components.start", "data", "validate", "--fail-on-warnings", "--data", *DATA],
        cwd=project,
        env=rasa_environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]

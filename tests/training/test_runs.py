"""Asked-for trainings wait in files, one works at a time, and a killed one is told as such."""

import fcntl
import json
import os
import signal
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from sales.errors import ConflictError, NotFoundError
from training.check import Problem
from training.models import TrainedModel
from training.runs import Run, Runs
from training.sources import ROOT
from training.train import TrainingError

MODEL = TrainedModel("m-1.tar.gz", "f", "r", "2026-11-21T10:00:00+00:00", 1.0, 1.0)


@pytest.fixture
def runs(tmp_path: Path) -> Runs:
    return Runs(tmp_path)


def test_a_training_that_does_not_exist_is_told(runs: Runs, now: datetime) -> None:
    with pytest.raises(NotFoundError):
        runs.cancel("../../x", now)


def test_a_failed_training_names_the_places_and_the_next_one_goes_on(runs: Runs, now: datetime) -> None:
    runs.ask("ana", now)

    def fail(_run: Run, _progress: object) -> TrainedModel:
        raise TrainingError("The training data has 1 problem(s).", [Problem(Path("data/nlu/x.yml"), 3, "is bad")])

    assert runs.work_off(fail, lambda: now) == 1
    (run,) = runs.all()
    assert (run.state, run.problems) == ("failed", ("data/nlu/x.yml:3: is bad",))
    runs.ask("ana", now + timedelta(minutes=1))
    assert runs.work_off(lambda *_: MODEL, lambda: now) == 1
    assert runs.all()[0].state == "done"


def test_a_killed_training_is_told_as_ended_from_outside(runs: Runs, now: datetime, tmp_path: Path) -> None:
    run = runs.ask("ana", now)
    file = tmp_path / "training" / "runs" / f"{run.id}.json"
    file.write_text(json.dumps(json.loads(file.read_text()) | {"state": "running", "pid": 999_999}))
    assert "ended from outside" in runs.get(run.id).told
    assert runs.get(run.id).state == "failed"


def test_who_is_cancelled_at_work_takes_away_what_it_put_up(tmp_path: Path) -> None:
    work = """
import signal, sys, tempfile
from training.runs import be_kind
be_kind()
with tempfile.TemporaryDirectory(dir=sys.argv[1]):
    print("up", flush=True)
    signal.pause()
"""
    command = [sys.executable, "-c", work, str(tmp_path)]
    with subprocess.Popen(command, cwd=ROOT, start_new_session=True, stdout=subprocess.PIPE, text=True) as worker:
        assert worker.stdout is not None
        assert worker.stdout.readline() == "up\n"
        assert len(list(tmp_path.iterdir())) == 1
        os.killpg(worker.pid, signal.SIGTERM)
        assert worker.wait(timeout=60) == 128 + signal.SIGTERM
    assert list(tmp_path.iterdir()) == []


def test_a_second_worker_leaves_the_work_to_the_first(runs: Runs, now: datetime, tmp_path: Path) -> None:
    runs.ask("ana", now)
    with (tmp_path / "training" / "working.lock").open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        assert runs.work_off(lambda *_: MODEL, lambda: now) == 0


def test_asking_twice_waits_once_and_a_comparison_waits_beside_it(runs: Runs, now: datetime) -> None:
    first = runs.ask("ana", now)
    assert runs.ask("bo", now) == first
    assert runs.ask("bo", now, compares="m-1").id != first.id


def test_a_cancelled_training_is_not_begun(runs: Runs, now: datetime) -> None:
    run = runs.ask("ana", now)
    assert runs.cancel(run.id, now).state == "cancelled"
    assert runs.work_off(lambda *_: MODEL, lambda: now) == 0
    with pytest.raises(ConflictError, match="cancelled already"):
        runs.cancel(run.id, now)


def test_progress_is_seen_while_it_works(runs: Runs, now: datetime) -> None:
    runs.ask("ana", now)
    seen = []

    def work(run: Run, progress: object) -> TrainedModel:
        progress("training SpanExtractor")
        seen.append(runs.get(run.id))
        return MODEL

    runs.work_off(work, lambda: now)
    assert (seen[0].state, seen[0].step, seen[0].pid) == ("running", "training SpanExtractor", os.getpid())
    assert 0 < seen[0].share < 1
    assert runs.all()[0].model == "m-1"

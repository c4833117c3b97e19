"""Trainings that trainers asked for: a queue in the shop's home, worked off by one process of low priority."""

import contextlib
import fcntl
import json
import logging
import os
import signal
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from pathlib import Path

from sales.errors import ConflictError, GoeswithError, NotFoundError
from training.models import TrainedModel, write_whole
from training.sources import ROOT
from training.train import TrainingError, rasa_environment

logger = logging.getLogger(__name__)

STEPS = 8
"""About as many steps as a training has; the last one shows nearly all, never more."""
_KINDER = 15
_ENDED = "The training was ended from outside before it was done; nothing changed. Ask for it again."


@dataclass(frozen=True)
class Run:
    """One asked-for training, or comparison of the model `compares` with the served one.

    `state` is queued, running, done, failed or cancelled; `done` counts finished steps.
    """

    id: str
    asked_by: str
    asked_at: str
    compares: str = ""
    state: str = "queued"
    step: str = ""
    done: int = 0
    pid: int = 0
    started_at: str = ""
    ended_at: str = ""
    model: str = ""
    told: str = ""
    problems: tuple[str, ...] = field(default=())

    @property
    def share(self) -> float:
        """How much of it is done, 0-1."""
        return 1.0 if self.state == "done" else min(self.done / STEPS, 0.95)


Work = Callable[[Run, Callable[[str], None]], TrainedModel]
"""Does what a run asks for, telling its steps, and answers the model that came of it."""


class Runs:
    """The queue in one home."""

    def __init__(self, home: Path) -> None:
        self._folder = home / "training" / "runs"
        self._lock = home / "training" / "working.lock"

    def ask(self, trainer: str, now: datetime, *, compares: str = "") -> Run:
        """Queue a training, or a comparison; one that waits already is answered as it is."""
        waiting = next((run for run in self.all() if run.state == "queued" and run.compares == compares), None)
        if waiting is not None:
            return waiting
        name = f"{now:%Y%m%d%H%M%S}-{uuid.uuid4().hex[:6]}"
        run = Run(name, trainer, now.isoformat(timespec="seconds"), compares)
        self._write(run)
        return run

    def get(self, run_id: str) -> Run:
        """One run, or `NotFoundError`."""
        found = next((run for run in self.all() if run.id == run_id), None)
        if found is None:
            raise NotFoundError("There is no such training.")
        return found

    def all(self) -> list[Run]:
        """Every run, newest first; one whose process is gone is told as failed."""
        if not self._folder.is_dir():
            return []
        found = []
        for path in sorted(self._folder.glob("[0-9]*.json"), reverse=True):
            try:
                told = json.loads(path.read_text(encoding="utf-8"))
                run = Run(**{**told, "problems": tuple(told["problems"])})
            except (OSError, ValueError, TypeError, KeyError):
                continue  # Cut off by a full disk; it never began.
            found.append(self._settled(run))
        return found

    def cancel(self, run_id: str, now: datetime) -> Run:
        """End a queued or running training; `ConflictError` when it has ended already."""
        run = self.get(run_id)
        if run.state not in ("queued", "running"):
            raise ConflictError(f"This training is {run.state} already.")
        stopped = replace(run, state="cancelled", ended_at=now.isoformat(timespec="seconds"))
        self._write(stopped)
        if run.state == "running":
            with contextlib.suppress(ProcessLookupError):
                os.killpg(run.pid, signal.SIGTERM)
        return stopped

    def start_worker(self, environment: dict[str, str]) -> None:
        """Start the process that works the queue off; a second one finds the first and ends."""
        self._lock.parent.mkdir(parents=True, exist_ok=True)
        with (self._lock.parent / "worker.log").open("a") as log:
            subprocess.Popen(
                [sys.executable, "-m", "jobs.train", "--queue"],
                cwd=ROOT,
                env={**rasa_environment(), **environment, "OMP_NUM_THREADS": "1"},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def work_off(self, work: Work, clock: Callable[[], datetime]) -> int:
        """Train what waits, oldest first, until nothing does; answers how many, 0 where another process is at it."""
        count = 0
        with self._working() as is_free:
            while is_free and (run := self._next()) is not None:
                self._work(replace(run, state="running", pid=os.getpid(), started_at=_stamp(clock())), work, clock)
                count += 1
        return count

    def _work(self, run: Run, work: Work, clock: Callable[[], datetime]) -> None:
        self._write(run)

        def progress(step: str) -> None:
            nonlocal run
            run = replace(run, step=step, done=run.done + 1)
            self._write(run)

        try:
            model = work(run, progress)
        except (TrainingError, GoeswithError) as error:
            told = tuple(str(problem) for problem in getattr(error, "problems", ()))
            run = replace(run, state="failed", told=str(error).splitlines()[0], problems=told)
        except Exception as error:
            # The queue goes on with the next one; the log has the rest.
            logger.exception("The run %s broke", run.id)
            run = replace(run, state="failed", told=f"It broke unexpectedly ({type(error).__name__}); see the log.")
        else:
            run = replace(run, state="done", model=model.name)
        self._write(replace(run, ended_at=_stamp(clock())))

    def _next(self) -> Run | None:
        return next((run for run in reversed(self.all()) if run.state == "queued"), None)

    def _settled(self, run: Run) -> Run:
        if run.state != "running" or run.pid == os.getpid():
            return run
        with self._working() as is_free:
            if not is_free:
                return run
            ended = replace(run, state="failed", told=_ENDED)
            self._write(ended)
            return ended

    @contextlib.contextmanager
    def _working(self) -> Iterator[bool]:
        """Hold the right to train; yields False where another process has it."""
        self._lock.parent.mkdir(parents=True, exist_ok=True)
        with self._lock.open("a") as held:
            try:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
                return
            yield True

    def _write(self, run: Run) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        write_whole(self._folder / f"{run.id}.json", json.dumps(asdict(run), indent=1) + "\n")


def be_kind() -> None:
    """Let everything else of the machine go first, and end tidily when cancelled: temporary homes are taken away."""
    os.nice(_KINDER)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))


def _stamp(now: datetime) -> str:
    return now.isoformat(timespec="seconds")

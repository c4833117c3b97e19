"""Test conversations played against a model, in a shop of its own: other ports, another home, nobody disturbed.

What a model did is kept beside it, so that the served one is played once and not for every new one.
"""

import json
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from random import Random
from typing import Any

from training.models import Served, TrainedModel, make_current, remember_served, write_whole
from training.sources import ROOT, code_fingerprint
from training.train import TrainingError, rasa_environment

_READY_WITHIN_SECONDS = 600
SAMPLE = 40
"""So many conversations are drawn of those that guard nothing."""


@dataclass(frozen=True)
class Conversation:
    """A test conversation; `guards` says that it is about silence or was kept from life, `digest` changes with it.

    `said` are the customer's words.
    """

    name: str
    digest: str
    guards: bool
    said: tuple[str, ...] = ()


@dataclass(frozen=True)
class Played:
    """How one conversation went; `guards_silence` marks those in which no offer may be made."""

    name: str
    passed: bool
    guards_silence: bool
    trouble: str = ""
    digest: str = ""


def conversations(project: Path) -> list[Conversation]:
    """All conversations of the house, and the project's own."""
    told = _ask_player(["--list", *_folders(project)], "")
    return [Conversation(**{**one, "said": tuple(one["said"])}) for one in told]


def chosen(told: Sequence[Conversation], seed: str, sample: int = SAMPLE) -> list[Conversation]:
    """All that guard something, and `sample` of the others, the same ones for the same `seed`."""
    others = sorted((one for one in told if not one.guards), key=lambda one: one.name)
    drawn = Random(seed).sample(others, min(sample, len(others)))
    return [one for one in told if one.guards or one in drawn]


def played_by(
    models: Path, model: TrainedModel, rehearsal: "Rehearsal", wanted: Sequence[Conversation]
) -> dict[str, Played]:
    """How each wanted conversation goes with that model; only those that it has not played yet are rehearsed."""
    place = models / f"{model.name}.played.json"
    kept = _read_kept(place)
    missing = [one.name for one in wanted if (one.name, one.digest) not in kept]
    if missing:
        for one in rehearsal.play(model, missing):
            kept[one.name, one.digest] = one
        write_whole(place, json.dumps([asdict(one) for one in kept.values()], ensure_ascii=False))
    return {one.name: kept[one.name, one.digest] for one in wanted if (one.name, one.digest) in kept}


def _read_kept(place: Path) -> dict[tuple[str, str], Played]:
    try:
        told = [Played(**one) for one in json.loads(place.read_text(encoding="utf-8"))]
    except (OSError, ValueError, TypeError):
        return {}  # Not played yet, or cut off: it is played anew.
    return {(one.name, one.digest): one for one in told}


class Rehearsal:
    """A shop of its own that is put up for the first model to play, takes on each other one, and goes at the end."""

    def __init__(self, models: Path, project: Path) -> None:
        self._models, self._project = models, project
        self._folder = tempfile.TemporaryDirectory(prefix="goeswith-rehearsal-")
        self._home = Path(self._folder.name)
        self._process: subprocess.Popen[bytes] | None = None
        self._port = 0

    def __enter__(self) -> "Rehearsal":
        return self

    def __exit__(self, *_: object) -> None:
        if self._process is not None:
            _end(self._process)
        self._folder.cleanup()

    def play(self, model: TrainedModel, wanted: Collection[str]) -> list[Played]:
        """Play those named with that model; `TrainingError` when the shop does not start or does not take it."""
        if model.code != code_fingerprint():
            raise TrainingError(
                f"{model.name} was trained by another version of the components; train again from its data."
            )
        if self._process is None:
            self._put_up(model)
        else:
            self._take_on(model)
        asked = [f"http://127.0.0.1:{self._port}", str(self._home), *_folders(self._project)]
        return [Played(**one) for one in _ask_player(asked, json.dumps(list(wanted)))]

    def _put_up(self, model: TrainedModel) -> None:
        models = self._home / "models"
        models.mkdir()
        shutil.copy(self._models / model.file, models / model.file)
        make_current(models, model)
        remember_served(models, Served(model.file, "rehearsal", datetime.now(UTC)))
        self._port = _free_ports()
        log = self._home / "serve.log"
        with log.open("w") as kept:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "jobs.serve"],
                cwd=ROOT,
                env=_environment(self._home, self._port, self._project),
                stdout=kept,
                stderr=subprocess.STDOUT,
            )
        _wait(self._process, f"http://127.0.0.1:{self._port}", log)

    def _take_on(self, model: TrainedModel) -> None:
        """As a promotion does it, in the rehearsing shop."""
        secrets = (self._home / "secrets.env").read_text().splitlines()
        key = dict(line.split("=", 1) for line in secrets)["GOESWITH_INTERNAL_KEY"]
        told = json.dumps({"model": str((self._models / model.file).resolve())}).encode()
        headers = {"X-Goeswith-Key": key, "Content-Type": "application/json"}
        url = f"http://127.0.0.1:{self._port + 2}/webhooks/shop/load"
        try:
            with urllib.request.urlopen(urllib.request.Request(url, told, headers), timeout=_READY_WITHIN_SECONDS):
                return
        except OSError as error:
            raise TrainingError(f"{model.name} could not be rehearsed: it was not loaded ({error}).") from error


def _environment(home: Path, port: int, project: Path) -> dict[str, str]:
    own = {name: value for name, value in rasa_environment().items() if not name.startswith("GOESWITH_")}
    return {
        **own,
        "PORT": str(port),
        "GOESWITH_HOME": str(home),
        "GOESWITH_PROJECT": str(project),
        "GOESWITH_STAFF_PASSWORD": "rehearsal",
        "GOESWITH_MESSAGES_PER_MINUTE": "100000",
        "OMP_NUM_THREADS": "1",
    }


def _wait(process: subprocess.Popen[bytes], url: str, log: Path) -> None:
    """Until the shop answers: what it prints is for people in front of it, who would not wait as long."""
    give_up = time.monotonic() + _READY_WITHIN_SECONDS
    while time.monotonic() < give_up and process.poll() is None:
        if _answers(url):
            return
        time.sleep(0.3)
    tail = " ".join(log.read_text(errors="replace").splitlines()[-2:])
    raise TrainingError(f"The model could not be rehearsed: the shop around it did not start. {tail}")


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/healthz", timeout=5) as answer:
            return bool(answer.status == HTTPStatus.OK)
    except OSError:
        return False


def _folders(project: Path) -> list[str]:
    own = project / "tests" / "conversations"
    return [str(own)] if own.is_dir() and project != ROOT else []


def _ask_player(words: Sequence[str], named: str) -> list[Mapping[str, Any]]:
    command = [sys.executable, "-m", "tests.conversations.play", *words]
    done = subprocess.run(
        command, cwd=ROOT, env=rasa_environment(), input=named, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise TrainingError(f"The test conversations could not be played: {done.stderr.strip()[-300:]}")
    found: list[Mapping[str, Any]] = json.loads(done.stdout)
    return found


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(timeout=10)


def _free_ports(together: int = 3) -> int:
    for _ in range(100):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            first = int(probe.getsockname()[1])
        if first + together < 65535 and all(_is_free(first + step) for step in range(together)):
            return first
    raise TrainingError("There are no three free ports in a row to rehearse on.")


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True

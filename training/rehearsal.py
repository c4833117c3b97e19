"""Every test conversation played against a model, in a shop of its own: other ports, another home, nobody disturbed."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from training.models import Served, TrainedModel, make_current, remember_served
from training.sources import ROOT, code_fingerprint
from training.train import TrainingError, rasa_environment

_READY_WITHIN_SECONDS = 240


@dataclass(frozen=True)
class Played:
    """How one conversation went; `guards_silence` marks those in which no offer may be made."""

    name: str
    passed: bool
    guards_silence: bool
    trouble: str = ""


def rehearse(file: Path, model: TrainedModel, project: Path) -> list[Played]:
    """Start the whole product with that model and play every conversation; `TrainingError` when it does not start."""
    if model.code != code_fingerprint():
        raise TrainingError(
            f"{model.name} was trained by another version of the components; train again from its data."
        )
    with tempfile.TemporaryDirectory(prefix="goeswith-rehearsal-") as folder:
        home = Path(folder)
        models = home / "models"
        models.mkdir()
        shutil.copy(file, models / file.name)
        make_current(models, model)
        remember_served(models, Served(model.file, "rehearsal", datetime.now(UTC)))
        port = _free_ports()
        log = home / "serve.log"
        with log.open("w") as kept:
            process = subprocess.Popen(
                [sys.executable, "-m", "jobs.serve"],
                cwd=ROOT,
                env=_environment(home, port, project),
                stdout=kept,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        try:
            _wait(process, log)
            return _play(f"http://127.0.0.1:{port}", home, project)
        finally:
            _end(process)


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


def _wait(process: subprocess.Popen[bytes], log: Path) -> None:
    give_up = time.monotonic() + _READY_WITHIN_SECONDS
    while time.monotonic() < give_up and process.poll() is None:
        if any(line.startswith("Ready on") for line in log.read_text(errors="replace").splitlines()):
            return
        time.sleep(0.3)
    tail = " ".join(log.read_text(errors="replace").splitlines()[-2:])
    raise TrainingError(f"The model could not be rehearsed: the shop around it did not start. {tail}")


def _play(url: str, home: Path, project: Path) -> list[Played]:
    own = project / "tests" / "conversations"
    asked = [sys.executable, "-m", "tests.conversations.play", url, str(home)]
    if own.is_dir() and project != ROOT:
        asked.append(str(own))
    done = subprocess.run(asked, cwd=ROOT, env=rasa_environment(), capture_output=True, text=True, check=False)
    if done.returncode:
        raise TrainingError(f"The test conversations could not be played: {done.stderr.strip()[-300:]}")
    return [Played(**one) for one in json.loads(done.stdout)]


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
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

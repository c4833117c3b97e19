"""The whole product as `make run` starts it, on free ports and with a home of its own."""

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
from collections import deque
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from threading import Event, Thread

import httpx

from training.models import CURRENT, current_model, is_current
from training.train import train

ROOT = Path(__file__).parent.parent
STAFF_PASSWORD = "a-password-for-tests"


class RunningApp:
    """Three supervised processes, started by the module `serve`; `url` is the public door. `stop` ends them all."""

    def __init__(self, home: Path, serve: str = "jobs.serve", **environment: str) -> None:
        self.home = home
        self.port = free_ports()
        self.url = f"http://127.0.0.1:{self.port}"
        self.said: deque[str] = deque(maxlen=60)
        self._ready = Event()
        self._process = subprocess.Popen(
            [sys.executable, "-m", serve],
            cwd=ROOT,
            env={
                **os.environ,
                "PYTHONPATH": str(ROOT),
                "PORT": str(self.port),
                "GOESWITH_HOME": str(home),
                "GOESWITH_STAFF_PASSWORD": STAFF_PASSWORD,
                **environment,
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        Thread(target=self._listen, daemon=True).start()

    @property
    def pid(self) -> int:
        """The process that started all others."""
        return self._process.pid

    def wait_until_ready(self, seconds: float = 240) -> "RunningApp":
        """Return once it serves; raises with its last lines when it does not in time."""
        if not self._ready.wait(seconds) or self._process.poll() is not None:
            self.stop()
            raise RuntimeError("The app did not get ready:\n" + "".join(self.said) + self._last_logs())
        return self

    def stop(self) -> None:
        """End every process of it."""
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
            try:
                self._process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                os.killpg(self._process.pid, signal.SIGKILL)

    def staff(self, role: str) -> dict[str, str]:
        """The headers of a staff member who has logged in."""
        asked = {"username": role, "password": STAFF_PASSWORD}
        answer = httpx.post(f"{self.url}/api/v1/staff/login", json=asked, timeout=20)
        answer.raise_for_status()
        return {"Authorization": f"Bearer {answer.json()['token']}"}

    def everybody_leaves(self) -> None:
        """Nobody was seen at a desk lately, as a minute after the last one left."""
        with closing(sqlite3.connect(self.home / "goeswith.db", timeout=20)) as database:
            database.execute("UPDATE staff SET seen_at = NULL")
            database.commit()

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self.said.append(line)
            if line.startswith("Ready on"):
                self._ready.set()
        self._ready.set()

    def _last_logs(self) -> str:
        logs = sorted((self.home / "logs").glob("*.log"))
        return "".join(f"\n--- {log.name}\n{log.read_text(errors='replace')[-2000:]}" for log in logs)


def free_ports(together: int = 3) -> int:
    """The first of `together` free ports in a row on loopback."""
    for _ in range(100):
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            first = probe.getsockname()[1]
        if first + together < 65535 and all(_is_free(first + step) for step in range(together)):
            return int(first)
    raise RuntimeError("There are no three free ports in a row.")


def home_with_model(home: Path) -> Path:
    """Give `home` a trained model of today's sources: the one under ./var where it is, else a new one kept there.

    What that training left for the next lies beside it, as `make run` would have left it.
    """
    models = ROOT / "var" / "models"
    if not is_current(models):
        train(models)
    shutil.copytree(models, home / "models", ignore=_all_but_current(models))
    if (kept := ROOT / "var" / "training" / "kept").is_dir():
        shutil.copytree(kept, home / "training" / "kept")
    return home


def _all_but_current(models: Path) -> Callable[[str, list[str]], list[str]]:
    """The served model goes with its note and its data, as it would lie in a shop."""
    model = current_model(models)
    kept = {CURRENT, *(f"{model.name}{end}" for end in (".tar.gz", ".json", ".data.zip") if model)}
    return lambda _folder, names: [name for name in names if name not in kept]


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True

"""How much slower a chat is while the assistant is trained: p95 of a message with and without, in a running product.

`make bench-training-load` starts a product of its own, asks for a training as trainers do, and chats meanwhile. Its
home has nothing kept from earlier trainings, so that all is really trained. "without" means
before and after it, half of the messages each.
`ARGS="--url http://127.0.0.1:8000 --password …"` measures one that runs already.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from uuid import uuid4

import httpx

from benchmarks import report
from tests.running_app import STAFF_PASSWORD, RunningApp, home_with_model
from training.sources import ROOT, taught_files

SAYINGS = (
    "do you have hdmi cables?",
    "which one is the cheapest?",
    "how long is delivery?",
    "is the second one in stock?",
    "what goes with it?",
    "thanks",
)
WARM_UP = 12


class Customer:
    """Customers one after the other, each with a conversation as long as they are: all sayings, then the next one."""

    def __init__(self, url: str) -> None:
        self._client = httpx.Client(base_url=f"{url}/api/v1", timeout=60)
        self._path = ""
        self._said = 0

    def _begin(self) -> None:
        begun = self._client.post("/conversations", json={}).raise_for_status().json()
        self._client.headers["Authorization"] = f"Bearer {begun['token']}"
        self._path = f"/conversations/{begun['id']}/messages"

    def say(self) -> float:
        """Milliseconds until the answer is there."""
        if self._said % len(SAYINGS) == 0:
            self._begin()
        text = SAYINGS[self._said % len(SAYINGS)]
        self._said += 1
        began = time.perf_counter()
        answer = self._client.post(self._path, json={"text": text, "client_id": str(uuid4())})
        answer.raise_for_status()
        return (time.perf_counter() - began) * 1000


class Trainer:
    """A trainer who asks for a training and looks how far it is."""

    def __init__(self, url: str, password: str) -> None:
        self._client = httpx.Client(base_url=f"{url}/api/v1", timeout=60)
        asked = {"username": "trainer", "password": password}
        token = self._client.post("/staff/login", json=asked).raise_for_status().json()["token"]
        self._client.headers["Authorization"] = f"Bearer {token}"

    def ask(self) -> str:
        """The id of the queued training."""
        return str(self._client.post("/training/runs").raise_for_status().json()["id"])

    def state(self, run_id: str) -> str:
        """How that training stands."""
        runs = self._client.get("/training/runs").raise_for_status().json()["runs"]
        return str(next(run["state"] for run in runs if run["id"] == run_id))


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure without, then with a training, and publish both."""
    parser = argparse.ArgumentParser(prog="benchmarks.training_load")
    parser.add_argument("--url", default="", help="a product that runs already")
    parser.add_argument("--password", default=STAFF_PASSWORD, help="the trainer's")
    parser.add_argument("--messages", type=int, default=200)
    parser.add_argument("--patience", type=float, default=900.0, help="seconds that the training may take")
    options = parser.parse_args(arguments)
    if options.url:
        measure(options.url, options)
        return
    with tempfile.TemporaryDirectory(prefix="goeswith-load-") as folder:
        home, project = home_with_model(Path(folder)), copy_of_data(Path(folder) / "project")
        shutil.rmtree(home / "training", ignore_errors=True)
        running = RunningApp(home, GOESWITH_PROJECT=str(project), GOESWITH_MESSAGES_PER_MINUTE="100000")
        try:
            measure(running.wait_until_ready().url, options)
        finally:
            running.stop()


def copy_of_data(place: Path) -> Path:
    """The language data and nothing else."""
    place.mkdir()
    for name, file in taught_files(ROOT):
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, place / name)
    return place


def measure(url: str, options: argparse.Namespace) -> None:
    """Chat with the product at `url` without and with a training, and publish both."""
    trainer, customer = Trainer(url, options.password), Customer(url)
    for _ in range(WARM_UP):
        customer.say()
    calm = [customer.say() for _ in range(options.messages // 2)]
    run_id, busy = trainer.ask(), list[float]()
    give_up = time.monotonic() + options.patience
    while (state := trainer.state(run_id)) in ("queued", "running"):
        if time.monotonic() > give_up:
            raise SystemExit(f"The training is {state} after {options.patience:.0f} s; nothing was measured.")
        said = [customer.say() for _ in range(len(SAYINGS))]
        busy += said if state == "running" else []
    if state != "done" or not busy:
        raise SystemExit(f"The training is {state}; nothing was measured.")
    calm += [customer.say() for _ in range(options.messages - len(calm))]
    rows = [_row("without", calm), _row("goeswith", busy)]
    rows[1]["times"] = round(float(rows[1]["p95_ms"]) / float(rows[0]["p95_ms"]), 2)
    data = {"messages": len(calm), "messages_during_training": len(busy), "training": state}
    report.publish("training-load", rows, command="python -m benchmarks.training_load", data=data)


def _row(name: str, times: Sequence[float]) -> dict[str, str | float]:
    return {
        "name": name,
        "p50_ms": round(report.percentile(times, 50), 2),
        "p95_ms": round(report.percentile(times, 95), 2),
        "p99_ms": round(report.percentile(times, 99), 2),
    }


if __name__ == "__main__":
    main()

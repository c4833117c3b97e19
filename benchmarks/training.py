"""How long a training of the shipped assistant takes and how much memory: a home's first, and one after corrections.

`make bench-training` trains in a new home, adds three sentences to its copy of the language data, and trains again.
Memory is that of all processes of the training together, at its highest; processor seconds tell how busy they were.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks import report
from benchmarks.conversation import megabytes_of
from benchmarks.training_load import copy_of_data
from training.models import current_model
from training.sources import ROOT

_BETWEEN_LOOKS = 0.2
"""Seconds between two looks at the memory."""
_FILE, _MEANING = "data/nlu/order.yml", "- intent: ask_invoice\n  examples: |\n"
_TAUGHT = ("could you zhuzh up my docket", "can you zhuzh up the docket please", "my docket wants a second look")


def main(arguments: Sequence[str] | None = None) -> None:
    """Train twice and publish both."""
    parser = argparse.ArgumentParser(prog="benchmarks.training")
    parser.add_argument("--out", help="where the JSON is written (also $OUT)")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="goeswith-training-") as folder:
        home, project = Path(folder) / "home", copy_of_data(Path(folder) / "project")
        home.mkdir()
        rows = [trained("first", home, project)]
        teach(project / _FILE)
        rows.append(trained("after three corrections", home, project))
    data = {"read": "the shipped config.yml, domain.yml and data", "sentences taught in between": len(_TAUGHT)}
    report.publish("training", rows, command="python -m benchmarks.training", data=data, out=options.out)


def trained(name: str, home: Path, project: Path) -> dict[str, str | float]:
    """One training into `home`: seconds, processor seconds, megabytes; `SystemExit` when it fails."""
    before, began, most = _processor_seconds(), time.monotonic(), 0.0
    process = subprocess.Popen(
        [sys.executable, "-m", "jobs.train"],
        cwd=ROOT,
        env={**os.environ, "GOESWITH_HOME": str(home), "GOESWITH_PROJECT": str(project)},
        stdout=subprocess.DEVNULL,
    )
    while process.poll() is None:
        most = max(most, _megabytes(process.pid))
        time.sleep(_BETWEEN_LOOKS)
    seconds = time.monotonic() - began
    model = current_model(home / "models")
    if process.returncode or model is None:
        raise SystemExit(f"The {name} training failed.")
    return {
        "name": name,
        "seconds": round(seconds, 1),
        "processor_seconds": round(_processor_seconds() - before, 1),
        "peak_mb": most,
        "model_mb": model.megabytes,
    }


def teach(file: Path) -> None:
    """Add sentences to the list of one meaning."""
    text = file.read_text(encoding="utf-8")
    assert _MEANING in text
    lines = "".join(f"    - {sentence}\n" for sentence in _TAUGHT)
    file.write_text(text.replace(_MEANING, _MEANING + lines), encoding="utf-8")


def _megabytes(pid: int) -> float:
    try:
        return megabytes_of(pid)
    except (OSError, StopIteration):
        return 0.0  # One of them ended under the eye; the next look is a fifth of a second away.


def _processor_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()

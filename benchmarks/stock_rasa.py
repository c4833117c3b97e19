"""The peer of the conversation benchmark: stock Rasa with the same intents, rules, stories, domain and actions.

Pipeline and policies are the ones that `rasa init` suggests (DIET, TED, ...); customers come in by Rasa's own REST
door. The model is trained once and kept under the home's `stock-rasa` folder; its training time is reported.
"""

import hashlib
import json
import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from training.sources import DATA, ROOT, taught_fingerprint
from training.train import RASA_PYTHON, rasa_environment

CONFIG = """recipe: default.v1
assistant_id: stock
language: en
pipeline:
  - name: WhitespaceTokenizer
  - name: RegexFeaturizer
  - name: LexicalSyntacticFeaturizer
  - name: CountVectorsFeaturizer
  - name: CountVectorsFeaturizer
    analyzer: char_wb
    min_ngram: 1
    max_ngram: 4
  - name: DIETClassifier
    epochs: 100
    constrain_similarities: true
  - name: EntitySynonymMapper
  - name: ResponseSelector
    epochs: 100
    constrain_similarities: true
  - name: FallbackClassifier
    threshold: 0.3
    ambiguity_threshold: 0.1
policies:
  - name: MemoizationPolicy
  - name: RulePolicy
  - name: UnexpecTEDIntentPolicy
    max_history: 5
    epochs: 100
  - name: TEDPolicy
    max_history: 5
    epochs: 100
    constrain_similarities: true
"""
_READY_WITHIN_SECONDS = 180


def train_stock(folder: Path) -> float:
    """Train the peer unless a model of today's data is there; answers the seconds that its training took."""
    note = folder / "made-of.json"
    made_of = taught_fingerprint() + hashlib.sha256(CONFIG.encode()).hexdigest()
    if note.exists() and (kept := json.loads(note.read_text()))["fingerprint"] == made_of:
        return float(kept["seconds"])
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "config.yml").write_text(CONFIG, encoding="utf-8")
    began = time.monotonic()
    subprocess.run(
        [RASA_PYTHON, "-m", "rasa", "train", "--config", folder / "config.yml", "--data", *DATA]
        + ["--out", folder, "--fixed-model-name", "stock"],
        cwd=ROOT,
        env=rasa_environment(),
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    seconds = time.monotonic() - began
    note.write_text(json.dumps({"fingerprint": made_of, "seconds": seconds}))
    return seconds


@contextmanager
def stock_rasa(folder: Path, port: int, actions_url: str) -> Iterator[tuple[str, int]]:
    """Stock Rasa serving on `port`; gives its REST door's URL and its process id, and ends it afterwards."""
    (folder / "credentials.yml").write_text("rest:\n", encoding="utf-8")
    (folder / "endpoints.yml").write_text(
        f"action_endpoint:\n  url: {actions_url}\n"
        f"tracker_store:\n  type: SQL\n  dialect: sqlite\n  db: {folder / 'trackers.db'}\n",
        encoding="utf-8",
    )
    (folder / "trackers.db").unlink(missing_ok=True)
    process = subprocess.Popen(
        [RASA_PYTHON, "-m", "rasa", "run", "--model", folder / "stock.tar.gz", "-p", str(port), "-i", "127.0.0.1"]
        + ["--credentials", folder / "credentials.yml", "--endpoints", folder / "endpoints.yml"],
        cwd=ROOT,
        env={**rasa_environment(), "OMP_NUM_THREADS": os.environ.get("OMP_NUM_THREADS", "1")},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(f"http://127.0.0.1:{port}/webhooks/rest/", process)
        yield f"http://127.0.0.1:{port}/webhooks/rest/webhook", process.pid
    finally:
        process.terminate()
        process.wait(timeout=30)


def _wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _READY_WITHIN_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            if httpx.get(url, timeout=2).status_code == 200:
                return
        except httpx.HTTPError:
            time.sleep(0.5)
    raise RuntimeError("Stock Rasa did not get ready.")

"""How well unhappy customers are noticed: our mood classifier, trained on data/mood alone, beside VADER.

A test file has the columns `text,unhappy` (0 or 1). Files with `text,complaint` or `text,airline_sentiment`
(negative is unhappy) are read as they are; --ordinary takes files of calm messages (`text` or `sentence`), where
every unhappy verdict is a false alarm. Where such a file names the intents (`label`), it is measured once more without
those of trouble (late parcels, refunds, charges, a page that fails): "Fake product" is no false alarm. Packed files
(.gz) are fine. Recall and false alarms are those of the shipped threshold, for VADER of its own (compound score -0.05
and below).
"""

from __future__ import annotations

import argparse
import csv
import gzip
import io
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.loading import load_data
from rasa.shared.nlu.training_data.message import Message
from scipy.stats import rankdata

from benchmarks import report
from components.classifiers.mood_classifier import MOOD, MoodClassifier
from components.featurizers.sentence_featurizer import SentenceFeaturizer

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared" / "data"
USUAL = (
    ROOT / "tests" / "understanding" / "mood_sentences.csv",
    SHARED / "mood" / "complaints_other_domains.csv",
    SHARED / "mood" / "airline_tweets.csv.gz",
)
USUAL_ORDINARY = (SHARED / "nlu" / "hint3_curekart_train.csv", SHARED / "nlu" / "hint3_sofmattress_train.csv")
# What HINT3's shops call the messages that tell of trouble.
TROUBLE = frozenset({
    "CALL_CENTER", "CHAT_WITH_AGENT", "DELAY_IN_DELIVERY", "DELAY_IN_PARCEL", "PAYMENT_AND_BILL", "PORTAL_ISSUE",
    "REFUNDS_RETURNS_REPLACEMENTS",
})  # fmt: skip
UNHAPPY_COLUMNS: dict[str, str] = {"unhappy": "1", "complaint": "1", "airline_sentiment": "negative"}
VADER_UNHAPPY = 0.05

Verdict = tuple[float, bool]  # how unhappy, and whether called unhappy
Judge = Callable[[str], Verdict]


class DataError(Exception):
    """A test file that cannot be read, and why."""


@dataclass(frozen=True)
class Sample:
    """Messages of one file and which of them are unhappy."""

    name: str
    texts: list[str]
    unhappy: np.ndarray


def read(path: Path, ordinary: bool = False, without: frozenset[str] = frozenset()) -> Sample:
    """Give the file's messages but those `without` labels; DataError tells which column is missing."""
    try:
        packed = path.read_bytes()
    except OSError as error:
        raise DataError(f"{path} cannot be read: {error.strerror}.") from error
    content = gzip.decompress(packed) if path.suffix == ".gz" else packed
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig", errors="replace"))))
    if not rows:
        raise DataError(f"{path} has no rows.")
    text = next((name for name in ("text", "sentence") if name in rows[0]), None)
    label = next((name for name in UNHAPPY_COLUMNS if name in rows[0]), None)
    if text is None or (label is None and not ordinary):
        raise DataError(f"{path} needs the columns text,unhappy; it has {','.join(rows[0])}.")
    rows = [row for row in rows if (row[text] or "").strip() and row.get("label") not in without]
    unhappy = [0 if ordinary or label is None else int(row[label] == UNHAPPY_COLUMNS[label]) for row in rows]
    name = path.name.split(".")[0] + (", no trouble" if without else "")
    return Sample(name, [row[text] for row in rows], np.array(unhappy, bool))


def ours() -> tuple[Judge, float]:
    """Train the shipped components on the project's data; give the judge and the seconds it took."""
    pipeline = yaml.safe_load((ROOT / "config.yml").read_text(encoding="utf-8"))["pipeline"]
    options = next(step for step in pipeline if step["name"].endswith(MoodClassifier.__name__))
    config = {**MoodClassifier.get_default_config(), **{k: v for k, v in options.items() if k != "name"}}
    config["data"] = str(ROOT / config["data"])
    training = load_data(str(ROOT / "data" / "nlu"))
    context = ExecutionContext(GraphSchema({}), "benchmark", node_name="featurizer")
    with tempfile.TemporaryDirectory() as folder:
        storage = LocalModelStorage(Path(folder))
        started = time.perf_counter()
        featurizer = SentenceFeaturizer.create(
            SentenceFeaturizer.get_default_config(), storage, Resource("featurizer"), context
        )
        featurizer.train(training)
        featurizer.process_training_data(training)
        mood = MoodClassifier.create(config, storage, Resource("mood"), context)
        mood.train(training)
        seconds = time.perf_counter() - started

    def judge(text: str) -> Verdict:
        (message,) = mood.process(featurizer.process([Message({TEXT: text})]))
        found = message.get(MOOD)
        return float(found["unhappy"]), found["label"] == "unhappy"

    return judge, seconds


def vader() -> Judge:
    """Give the peer; DataError when it is not installed."""
    try:
        from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer  # noqa: PLC0415 - a peer, not shipped
    except ImportError as error:
        raise DataError("VADER is not installed; `make bench-mood` installs it.") from error
    analyser = SentimentIntensityAnalyzer()

    def judge(text: str) -> Verdict:
        unhappy = -float(analyser.polarity_scores(text)["compound"])
        return unhappy, unhappy >= VADER_UNHAPPY

    return judge


def figures(name: str, judge: Judge, sample: Sample) -> dict[str, Any]:
    """Give one row: how one judge does on one file."""
    verdicts, times = [], []
    for text in sample.texts:
        started = time.perf_counter()
        verdicts.append(judge(text))
        times.append((time.perf_counter() - started) * 1000)
    scores, called = np.array([v[0] for v in verdicts]), np.array([v[1] for v in verdicts])
    unhappy = sample.unhappy
    return {
        "name": name,
        "auroc": auroc(scores, unhappy),
        "recall": float(called[unhappy].mean()) if unhappy.any() else None,
        "false_alarms": float(called[~unhappy].mean()) if (~unhappy).any() else None,
        "p50_ms": report.percentile(times, 50),
        "p95_ms": report.percentile(times, 95),
        "file": sample.name,
        "messages": len(sample.texts),
        "unhappy": int(unhappy.sum()),
    }


def auroc(scores: np.ndarray, truth: np.ndarray) -> float | None:
    """Give the area under the ROC curve by ranks (Mann-Whitney), ties counting half; None with one class only."""
    positive, negative = int(truth.sum()), int((~truth).sum())
    if not positive or not negative:
        return None
    ranks = rankdata(scores)
    return float((ranks[truth].sum() - positive * (positive + 1) / 2) / (positive * negative))


def run(tests: Sequence[Path], ordinary: Sequence[Path], arguments: Sequence[str] | None = None) -> None:
    """Read, train, judge and publish."""
    samples = [read(path) for path in tests]
    for path in ordinary:
        everything, calm = read(path, ordinary=True), read(path, ordinary=True, without=TROUBLE)
        samples += [everything, calm] if len(calm.texts) < len(everything.texts) else [everything]
    judge, seconds = ours()
    peer = vader()
    judge("the first message warms everything up")
    rows = []
    for sample in samples:
        rows.append({**figures("goeswith", judge, sample), "fit_seconds": seconds})
        rows.append(figures("vader", peer, sample))
    rows[0]["peak_mb"] = report.peak_mb()
    data = {"files": [path.name for path in (*tests, *ordinary)], "trained_on": "data/mood", "split": "none: all rows"}
    report.publish("mood", rows, command=report.command_line("benchmarks.mood", arguments), data=data)


def main(arguments: Sequence[str] | None = None) -> int:
    """Command line; gives 0, or 2 with a sentence when a file is not as expected."""
    parser = argparse.ArgumentParser(prog="benchmarks.mood", description=__doc__.split("\n")[0])
    parser.add_argument("--test", nargs="+", type=Path, default=None, help="text,unhappy (0 or 1)")
    parser.add_argument("--ordinary", nargs="+", type=Path, default=None, help="calm messages: text or sentence")
    options = parser.parse_args(arguments)
    if options.test or options.ordinary:
        tests, ordinary = options.test or [], options.ordinary or []
    else:
        tests = [path for path in USUAL if path.exists()]
        ordinary = [path for path in USUAL_ORDINARY if path.exists()]
        missing = [path.name for path in (*USUAL, *USUAL_ORDINARY) if not path.exists()]
        if missing:
            print(f"Left out, not beside this checkout: {', '.join(missing)}.")
    try:
        run(tests, ordinary, arguments)
    except DataError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())

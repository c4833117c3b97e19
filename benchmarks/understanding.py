"""How well, fast and cheaply intents are understood: our components beside Rasa's own, same split, same run.

Accuracy and macro-F1 count test texts in scope; the intent said is the first of the ranking that is neither
`nlu_fallback` nor the out-of-scope label. The out-of-scope score is our `in_scope`, for the peers the
confidence of that intent. Test texts whose intent is the out-of-scope label, or without the label given is not
in the training file, are out of scope.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import report, splits
from benchmarks.intent_data import (
    Answer,
    DataError,
    Example,
    accuracy,
    accuracy_at_recall,
    auroc,
    macro_f1,
    per_intent,
    read_examples,
)
from benchmarks.typing_mistakes import with_typing_mistakes

ROOT = Path(__file__).parent.parent
RASA_PYTHON = ROOT / "components" / ".venv" / "bin" / "python"
FALLBACK = "nlu_fallback"
COUNTS: list[dict[str, Any]] = [
    {"name": "CountVectorsFeaturizer"},
    {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
]
DIET: list[dict[str, Any]] = [
    {"name": "WhitespaceTokenizer"},
    {"name": "RegexFeaturizer"},
    {"name": "LexicalSyntacticFeaturizer"},
    *COUNTS,
    {"name": "DIETClassifier", "epochs": 100},
    {"name": "EntitySynonymMapper"},
    {"name": "ResponseSelector", "epochs": 100},
    {"name": "FallbackClassifier", "threshold": 0.3, "ambiguity_threshold": 0.1},
]
LOGREG = [{"name": "WhitespaceTokenizer"}, *COUNTS, {"name": "LogisticRegressionClassifier", "max_iter": 300}]
PEERS = {"diet": DIET, "rasa-logreg": LOGREG}


@dataclass(frozen=True)
class Questions:
    """What every contender is trained on and asked."""

    train: list[Example]
    inside: list[Example]
    outside: list[str]
    mistyped: list[str]
    outside_label: str | None


def ours(outside_label: str | None, shortcut: bool) -> list[dict[str, Any]]:
    """Give this project's pipeline as the docs show it."""
    learning = {"out_of_scope_intent": outside_label} if outside_label else {}
    return [
        {"name": "components.featurizers.sentence_featurizer.SentenceFeaturizer"},
        {
            "name": "components.classifiers.hybrid_intent_classifier.HybridIntentClassifier",
            "shortcut": shortcut,
            **learning,
        },
        {"name": "components.classifiers.in_scope_judge.InScopeJudge", **learning},
    ]


def questions(options: argparse.Namespace) -> Questions:
    """Read the files, draw the training texts and make the mistyped copies, all from the one seed."""
    train, test = read_examples(options.train), read_examples(options.test)
    if options.per_intent:
        train = per_intent(train, options.per_intent, options.seed)
    label = options.oos_label
    known = {example.intent for example in train} - {label}
    inside = [example for example in test if example.intent in known]
    outside = [example.text for example in test if example.intent not in known]
    if not inside:
        raise DataError(f"No text of {options.test} has an intent that {options.train} trains.")
    generator = random.Random(options.seed)
    mistyped = [with_typing_mistakes(example.text, options.typos, generator) for example in inside]
    return Questions(train, inside, outside, mistyped if options.typos else [], label)


def contend(pipeline: list[dict[str, Any]], asked: Questions) -> dict[str, Any]:
    """Train and ask one pipeline in a process of its own; give its answers, seconds and peak memory."""
    texts = [example.text for example in asked.inside] + asked.outside + asked.mistyped
    job = {
        "pipeline": pipeline,
        "train": [(example.text, example.intent) for example in asked.train],
        "texts": texts,
        "warm_up": [example.text for example in asked.train[:20]],
    }
    threads = dict.fromkeys(
        ("OMP_NUM_THREADS", "TF_INTRA_OP_PARALLELISM_THREADS", "TF_INTER_OP_PARALLELISM_THREADS"), "1"
    )
    quiet = {"TF_CPP_MIN_LOG_LEVEL": "3", "LOG_LEVEL": "ERROR", "RASA_TELEMETRY_ENABLED": "false"}
    with tempfile.TemporaryDirectory() as work:
        place = Path(work) / "job.json"
        place.write_text(json.dumps(job), encoding="utf-8")
        ran = subprocess.run(
            [str(RASA_PYTHON), "-m", "benchmarks.rasa_contender", str(place)],
            cwd=ROOT,
            env={**os.environ, **threads, **quiet, "RASA_CACHE_DIRECTORY": work},
            capture_output=True,
            text=True,
            check=False,
        )
        if ran.returncode:
            raise RuntimeError(f"A contender stopped:\n{ran.stderr[-3000:]}")
        found: dict[str, Any] = json.loads((Path(work) / "answers.json").read_text(encoding="utf-8"))
        return found


def answer(raw: dict[str, Any], outside_label: str | None) -> Answer:
    """Give the best in-scope intent and the score for being in scope."""
    ranking = [(n, c) for n, c in raw["ranking"] if n not in (FALLBACK, outside_label)]
    intent, confidence = ranking[0] if ranking else (None, 0.0)
    return Answer(intent, confidence if raw["in_scope"] is None else raw["in_scope"])


def figures(name: str, found: dict[str, Any], asked: Questions) -> dict[str, Any]:
    """Give one row of the table."""
    answers = [answer(raw, asked.outside_label) for raw in found["answers"]]
    first, second = len(asked.inside), len(asked.inside) + len(asked.outside)
    inside, mistyped = answers[:first], answers[second:]
    outside = [a.score for a in answers[first:second]]
    truth = [example.intent for example in asked.inside]
    times = [raw["ms"] for raw in found["answers"][:second]]
    row = {
        "accuracy": accuracy(truth, inside),
        "macro_f1": macro_f1(truth, inside),
        "oos_auroc": auroc([a.score for a in inside], outside),
        "accuracy_at_90_oos_recall": accuracy_at_recall(truth, inside, outside),
        "accuracy_typos": accuracy(truth, mistyped) if mistyped else None,
        "fit_seconds": found["fit_seconds"],
        "peak_mb": found["peak_mb"],
        "p50_ms": report.percentile(times, 50),
        "p95_ms": report.percentile(times, 95),
        "mean_ms": sum(times) / len(times),
    }
    return {"name": name, **{key: None if v is None else round(v, 4) for key, v in row.items()}}


def contenders(asked: Questions, peers: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
    """Name every pipeline of this run, ours first."""
    return {
        "goeswith": ours(asked.outside_label, shortcut=False),
        "goeswith-shortcut": ours(asked.outside_label, shortcut=True),
        **{peer: PEERS[peer] for peer in peers},
    }


def options_from(arguments: Sequence[str] | None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="benchmarks.understanding", description=__doc__.split("\n")[0])
    parser.add_argument("--train", help="CSV with text,intent (or sentence,label …)")
    parser.add_argument("--test", help="CSV of the same shape")
    parser.add_argument("--oos-label", help="the intent that means out of scope")
    parser.add_argument("--per-intent", type=int, default=0, help="train on at most so many texts an intent")
    parser.add_argument("--typos", type=float, default=0.15, help="share of words mistyped (0 to skip)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--peers", default=",".join(PEERS), help="comma-separated: diet,rasa-logreg or none")
    parser.add_argument("--name", help="name of the result file, for several runs")
    parser.add_argument("--out", help="where the JSON is written (also $OUT)")
    options = parser.parse_args(arguments)
    options.peers = [] if options.peers in ("", "none") else options.peers.split(",")
    unknown = set(options.peers) - set(PEERS)
    if unknown:
        parser.error(f"no such peer: {', '.join(sorted(unknown))}")
    if bool(options.train) != bool(options.test):
        parser.error("--train and --test belong together")
    if not 0 <= options.typos <= 1:
        parser.error("--typos is a share from 0 to 1")
    return options


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark; 0 when done or skipped for want of data, 2 when a file cannot be used."""
    options = options_from(arguments)
    if not options.train:
        made = splits.default_split(ROOT / "var" / "splits")
        if made is None:
            print("Skipped: no --train and --test given, and ../shared/data/nlu is not here.")
            return 0
        options.train, options.test, options.oos_label = str(made.train), str(made.test), made.outside_label
    try:
        asked = questions(options)
    except DataError as error:
        print(error, file=sys.stderr)
        return 2
    rows = []
    for name, pipeline in contenders(asked, options.peers).items():
        print(f"{name} …", file=sys.stderr, flush=True)
        rows.append(figures(name, contend(pipeline, asked), asked))
    data = {
        "train": Path(options.train).name,
        "test": Path(options.test).name,
        "texts_trained": len(asked.train),
        "intents": len({example.intent for example in asked.train}),
        "texts_in_scope": len(asked.inside),
        "texts_out_of_scope": len(asked.outside),
        "per_intent": options.per_intent or "all",
        "typos": options.typos,
        "seed": options.seed,
        "threads": 1,
    }
    command = report.command_line("benchmarks.understanding", arguments)
    benchmark = f"understanding-{options.name}" if options.name else "understanding"
    path = report.result_path(benchmark, options.out)
    report.publish("understanding", rows, command=command, data=data, out=path)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())

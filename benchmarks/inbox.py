"""Whether the inbox shows first what teaches most: 60 corrections by its order beside 60 drawn at random.

The shipped data with one skill's examples cut to five an intent is what the assistant knows. A stream of messages that
no one here wrote is heard by it as in the product, judge of scope included; a trainer's answers are the stream's own
labels, translated into our intents (what has no translation is out of scope). Both ways correct the same number of
messages of the same stream; the gain is the accuracy on other messages of the same source, over what the assistant
knew before. Both linear models of the classifier are fitted as in a training, without their misspelt copies. `ceiling`
is what all messages of the stream would bring, taught with their own labels.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from statistics import mean
from typing import Any

import numpy as np

from benchmarks import report, splits
from benchmarks.intent_data import Example
from components.classifiers.cross_validation import fit_pair
from components.classifiers.examples import HybridSettings, Reader, gather
from components.classifiers.hybrid_model import HybridModel, fit
from components.classifiers.scope_model import ScopeModel
from components.classifiers.stacking import fit_mixture, log_softmax
from components.featurizers.sentence_encoder import SentenceEncoder
from training.usefulness import ALONG, OFTEN, doubt, is_barely, is_certain, is_outside, teaching_order, weight

ROOT = Path(__file__).parent.parent
OUTSIDE = "out_of_scope"
KEPT = 0.95
"""As the product's judge of scope is set: so many of those in scope are let pass."""
MEANS = {
    "cancel_order": "cancel_order",
    "change_order": "change_order",
    "change_shipping_address": "change_order",
    "check_invoice": "ask_invoice",
    "get_invoice": "ask_invoice",
    "check_payment_methods": "ask_payment",
    "check_refund_policy": "ask_return_policy",
    "complaint": "complain",
    "contact_customer_service": "ask_human",
    "contact_human_agent": "ask_human",
    "delivery_options": "ask_delivery",
    "delivery_period": "ask_delivery",
    "get_refund": "request_refund",
    "payment_issue": "report_payment_problem",
    "place_order": "checkout",
    "track_order": "ask_order_status",
    "track_refund": "ask_case_status",
    "delete_account": "delete_my_data",
}
"""The stream's labels in our words; a label that is not here is none of the shop's business."""
_BLANK = re.compile(r"\{\{.*?\}\}")
_MARK = re.compile(r"\[([^\[\]]+)\](?:\([a-z_]+\)|\{[^{}]*\})")


@dataclass(frozen=True)
class Setting:
    """One seed's stream, test messages and starting data."""

    known: Sequence[Example]
    stream: Sequence[Example]
    test: Sequence[Example]


class School:
    """Fits and asks; sentences are encoded once."""

    def __init__(self) -> None:
        self._encoder = SentenceEncoder.from_package()
        self._vectors: dict[str, np.ndarray] = {}
        self._settings = HybridSettings(misspelt_copies=False)

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """One unit vector a text."""
        missing = sorted(set(texts) - set(self._vectors))
        if missing:
            self._vectors.update(zip(missing, self._encoder.encode(missing)))  # noqa: B905 - equal lengths
        return np.stack([self._vectors[text] for text in texts])

    def read(self, known: Sequence[Example], asked: Sequence[str]) -> tuple[tuple[str, ...], np.ndarray]:
        """The labels, and one probability a label for each asked text, by a model fitted on `known`."""
        texts, intents = [one.text for one in known], [one.intent for one in known]
        examples = gather(texts, intents, Reader(self.encode, str), self._settings)
        one, two = fit_pair(examples, np.arange(len(texts)), self._settings)
        mixed = self.factors()
        rows = examples.features.matrix(list(asked))
        scores = mixed[0] * one.dense(self.encode(asked)) + mixed[1] * np.asarray(rows @ two.weights + two.bias)
        return examples.labels, np.exp(log_softmax(scores))

    def hear(self, known: Sequence[Example], asked: Sequence[str]) -> list[Mapping[str, Any]]:
        """What the product would understand of each, by a classifier and a judge of scope trained on `known`."""
        texts, intents = [one.text for one in known], [one.intent for one in known]
        lesson = fit(gather(texts, intents, Reader(self.encode, str), self._settings), self._settings)
        judge = ScopeModel.fit(lesson.unseen, KEPT)
        return [_heard(lesson.model, judge, text, vector) for text, vector in zip(asked, self.encode(asked))]  # noqa: B905

    @lru_cache(maxsize=1)  # noqa: B019 - one school a run
    def factors(self) -> tuple[float, float]:
        """How much each of both models counts, learned from a fifth of the shipped data that neither has seen."""
        known = shipped()
        examples = gather([e.text for e in known], [e.intent for e in known], Reader(self.encode, str), self._settings)
        unseen = np.arange(0, len(known), 5)
        one, two = fit_pair(examples, np.setdiff1d(np.arange(len(known)), unseen), self._settings)
        ngrams = np.asarray(examples.rows[unseen] @ two.weights + two.bias)
        return fit_mixture(one.dense(examples.vectors[unseen]), ngrams, examples.numbers[unseen])


@lru_cache(maxsize=1)
def shipped() -> tuple[Example, ...]:
    """Every sentence of data/nlu, without marks."""
    found = []
    for path in sorted((ROOT / "data" / "nlu").glob("*.yml")):
        intent = ""
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("- intent:"):
                intent = line.split(":", 1)[1].strip()
            elif line.strip().startswith("- ") and intent:
                found.append(Example(_MARK.sub(r"\1", line.strip()[2:]), intent))
    return tuple(found)


def intents_of(skill: str) -> frozenset[str]:
    """The intents of a skill's file."""
    text = (ROOT / "data" / "nlu" / f"{skill}.yml").read_text(encoding="utf-8")
    return frozenset(re.findall(r"^- intent: (\w+)", text, re.MULTILINE))


def read_stream(path: Path) -> list[Example]:
    """The messages of a labelled CSV in our intents."""
    with path.open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.DictReader(opened))
    return [Example(_BLANK.sub("1001", row["utterance"]).strip(), MEANS.get(row["intent"], OUTSIDE)) for row in rows]


def setting(messages: Sequence[Example], skill: str, seed: int, size: int) -> Setting:
    """Draw stream and test messages, and cut the skill's intents to five examples each."""
    draw = random.Random(seed)
    shuffled = list(dict.fromkeys(messages))
    draw.shuffle(shuffled)
    stream, test = shuffled[:size], shuffled[size : 2 * size]
    cut, by_intent = intents_of(skill), defaultdict(list)
    for example in shipped():
        by_intent[example.intent].append(example)
    known = []
    for intent, examples in sorted(by_intent.items()):
        known += draw.sample(examples, 5) if intent in cut and len(examples) > 5 else examples
    return Setting(known, stream, test)


def _heard(model: HybridModel, judge: ScopeModel, text: str, vector: np.ndarray) -> Mapping[str, Any]:
    ngrams = model.ngram_scores(text)
    read = model.quick(ngrams) if model.is_sure(ngrams) else model.full(text, ngrams, vector)
    in_scope = float(judge.in_scope(read.evidence)[0])
    best = np.argsort(-read.probabilities)[:5]
    ranking = [{"name": model.labels[place], "confidence": float(read.probabilities[place])} for place in best]
    outside = {"name": OUTSIDE, "confidence": 1.0 - in_scope}
    intent = outside if in_scope < judge.threshold else ranking[0]
    return {"intent": intent, "intent_ranking": ranking, "in_scope": in_scope}


def by_inbox(school: School, chosen: Setting, parts: Sequence[Mapping[str, Any]], most: int) -> list[Example]:
    """What `most` corrections teach in the inbox's order: each a group's first message and, as on the page, up to five
    look-alikes with it, all under the first one's label."""
    troubled = [is_outside(part) or is_barely(part) for part in parts]
    rows = [place for place, part in enumerate(parts) if troubled[place] or not is_certain(part)]
    vectors = school.encode([chosen.stream[row].text for row in rows])
    groups = teaching_order(vectors, [weight(doubt(parts[row]), 1, 0.0) for row in rows])
    shown = [
        [rows[one] for one in members]
        for _, members in groups
        if len(members) >= OFTEN or any(troubled[rows[one]] for one in members)
    ]
    taught = []
    for members in shown[:most]:
        intent = chosen.stream[members[0]].intent
        taught += [Example(chosen.stream[row].text, intent) for row in members[: 1 + ALONG]]
    return taught


def accuracy(school: School, known: Sequence[Example], test: Sequence[Example]) -> float:
    """The share of test messages that a model fitted on `known` reads rightly."""
    labels, odds = school.read(known, [one.text for one in test])
    return mean(labels[int(place)] == one.intent for place, one in zip(odds.argmax(axis=1), test))  # noqa: B905


def one_seed(school: School, chosen: Setting, most: int, seed: int) -> tuple[float, float, float, float]:
    """Accuracy before, after the inbox's corrections, after random ones, after the whole stream."""
    before = accuracy(school, chosen.known, chosen.test)
    inbox = by_inbox(school, chosen, school.hear(chosen.known, [one.text for one in chosen.stream]), most)
    drawn = random.Random(seed).sample(list(chosen.stream), min(most, len(chosen.stream)))
    taught = (inbox, drawn, chosen.stream)
    after = [accuracy(school, [*chosen.known, *corrections], chosen.test) for corrections in taught]
    return before, after[0], after[1], after[2]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run every seed and publish the means."""
    parser = argparse.ArgumentParser(prog="benchmarks.inbox")
    parser.add_argument("--stream", type=Path, default=splits.SHARED / "bitext_8k.csv")
    parser.add_argument("--skill", default="order")
    parser.add_argument("--corrections", type=int, default=60)
    parser.add_argument("--size", type=int, default=1200, help="messages in the stream, and as many to test")
    parser.add_argument("--seeds", type=int, default=5)
    options = parser.parse_args(arguments)
    if not options.stream.exists():
        print(f"{options.stream} is not there; give a labelled CSV with --stream.")
        return
    school, messages, results = School(), read_stream(options.stream), []
    for seed in range(options.seeds):
        chosen = setting(messages, options.skill, seed, options.size)
        results.append(one_seed(school, chosen, options.corrections, seed))
        print(f"seed {seed}: before %.3f, inbox %.3f, random %.3f, ceiling %.3f" % results[-1], flush=True)
    before, inbox, drawn, ceiling = (mean(values) for values in zip(*results))  # noqa: B905 - equal lengths
    rows: list[report.Row] = [
        {"name": "before", "accuracy": before},
        {"name": "goeswith", "accuracy": inbox, "gain": inbox - before, "times_random": _times(inbox, drawn, before)},
        {"name": "random", "accuracy": drawn, "gain": drawn - before},
        {"name": "ceiling", "accuracy": ceiling, "gain": ceiling - before},
    ]
    data = {
        "stream": options.stream.name,
        "skill cut to 5 an intent": options.skill,
        "corrections": options.corrections,
        "seeds": options.seeds,
        "messages": options.size,
        "per_seed": results,
    }
    report.publish("inbox", rows, command=report.command_line("benchmarks.inbox", arguments), data=data)


def _times(inbox: float, drawn: float, before: float) -> float | None:
    return (inbox - before) / (drawn - before) if drawn > before else None


if __name__ == "__main__":
    main()

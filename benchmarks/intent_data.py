"""Anybody's intent files, read into examples, and the figures of predictions on them (standard library only)."""

from __future__ import annotations

import csv
import math
import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

TEXT_COLUMNS = ("text", "sentence", "utterance", "query", "message")
LABEL_COLUMNS = ("intent", "label", "category", "class")


class DataError(ValueError):
    """A file cannot be used; the message says which and why."""


@dataclass(frozen=True)
class Example:
    """One text and its intent."""

    text: str
    intent: str


@dataclass(frozen=True)
class Answer:
    """What one contender said of one text: its best intent, and how surely the text is in scope."""

    intent: str | None
    score: float


def read_examples(path: str | Path) -> list[Example]:
    """Read a CSV with a text and an intent column; DataError when it has neither or no row."""
    place = Path(path)
    if not place.exists():
        raise DataError(f"{place} does not exist.")
    with place.open(encoding="utf-8-sig", newline="") as opened:
        reader = csv.DictReader(opened)
        columns = reader.fieldnames or []
        text = next((name for name in TEXT_COLUMNS if name in columns), None)
        label = next((name for name in LABEL_COLUMNS if name in columns), None)
        if text is None or label is None:
            raise DataError(f"{place} needs columns such as text,intent or sentence,label; it has {columns}.")
        rows = [Example((row[text] or "").strip(), _label(row[label] or "")) for row in reader]
    kept = [row for row in rows if row.text and row.intent]
    if not kept:
        raise DataError(f"{place} has no row with a text and an intent.")
    return kept


def _label(raw: str) -> str:
    """Rasa reads a slash in an intent as a retrieval intent, so it becomes an underscore."""
    return raw.strip().replace("/", "_")


def per_intent(examples: Sequence[Example], most: int, seed: int) -> list[Example]:
    """Draw at most so many different texts per intent."""
    by_intent: dict[str, list[str]] = defaultdict(list)
    for example in dict.fromkeys(examples):
        by_intent[example.intent].append(example.text)
    generator = random.Random(seed)
    drawn = []
    for intent in sorted(by_intent):
        texts = sorted(by_intent[intent])
        generator.shuffle(texts)
        drawn += [Example(text, intent) for text in texts[:most]]
    return drawn


def auroc(inside: Sequence[float], outside: Sequence[float]) -> float | None:
    """Give the chance that an inside score is above an outside one, ties counting half (Mann-Whitney U)."""
    if not inside or not outside:
        return None
    ranked = sorted([(score, 1) for score in inside] + [(score, 0) for score in outside])
    total, place = 0.0, 0
    while place < len(ranked):
        end = place
        while end < len(ranked) and ranked[end][0] == ranked[place][0]:
            end += 1
        total += (place + end + 1) / 2 * sum(side for _, side in ranked[place:end])
        place = end
    return (total - len(inside) * (len(inside) + 1) / 2) / (len(inside) * len(outside))


def accuracy(truth: Sequence[str], answers: Sequence[Answer]) -> float:
    """Give the share of right intents, 0 to 1."""
    right = sum(answer.intent == intent for intent, answer in zip(truth, answers))  # noqa: B905 - pairs
    return right / len(truth)


def macro_f1(truth: Sequence[str], answers: Sequence[Answer]) -> float:
    """Give the mean over the true intents of F1 = 2 right / (said + meant)."""
    said = Counter(answer.intent for answer in answers)
    meant = Counter(truth)
    right = Counter(intent for intent, answer in zip(truth, answers) if answer.intent == intent)  # noqa: B905
    return sum(2 * right[intent] / (said[intent] + meant[intent]) for intent in meant) / len(meant)


def accuracy_at_recall(
    truth: Sequence[str], answers: Sequence[Answer], outside: Sequence[float], recall: float = 0.9
) -> float | None:
    """Give the share of in-scope texts both let through and right when `recall` of the others are refused."""
    if not truth or not outside:
        return None
    bar = sorted(outside)[math.ceil(recall * len(outside)) - 1]
    passed = sum(a.score > bar and a.intent == intent for intent, a in zip(truth, answers))  # noqa: B905
    return passed / len(truth)

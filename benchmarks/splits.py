"""Splits of the public intent sets into a training and a test file, seeded, for `benchmarks.understanding`.

- clinc-50: 50 of 150 intents drawn; train = its training texts, test = its validation texts; all of the set's
  out-of-scope texts are test texts labelled `oos`.
- banking77, bitext: per intent 60 texts drawn, 30 to train (fewer with --per-intent), 30 to test.
- curekart, sofmattress: three quarters of each intent's texts train, a quarter test.
- curekart-scope, sofmattress-scope: a quarter of the intents is left out of training altogether and labelled
  `oos` in the test file; the others as above. (The sets' own test files are not at hand.)
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.intent_data import Example, read_examples

SHARED = Path(__file__).parent.parent.parent / "shared" / "data" / "nlu"
OUTSIDE = "oos"
SEED = 11


@dataclass(frozen=True)
class Split:
    """The two files of one split and the label that means out of scope."""

    train: Path
    test: Path
    outside_label: str


def cut(examples: Sequence[Example], train: float, most: int, seed: int) -> tuple[list[Example], list[Example]]:
    """Deal each intent's texts (at most `most`, drawn) into a training share and a test share, both at least 1."""
    by_intent: dict[str, list[str]] = defaultdict(list)
    for example in dict.fromkeys(examples):
        by_intent[example.intent].append(example.text)
    generator = random.Random(seed)
    ones, others = [], []
    for intent in sorted(by_intent):
        texts = sorted(by_intent[intent])
        generator.shuffle(texts)
        texts = texts[:most]
        border = min(len(texts) - 1, max(1, round(train * len(texts)))) if len(texts) > 1 else 1
        ones += [Example(text, intent) for text in texts[:border]]
        others += [Example(text, intent) for text in texts[border:]]
    return ones, others


def write(name: str, parts: tuple[Sequence[Example], Sequence[Example]], target: Path) -> Split:
    """Write `<name>-train.csv` and `<name>-test.csv`."""
    target.mkdir(parents=True, exist_ok=True)
    made = Split(target / f"{name}-train.csv", target / f"{name}-test.csv", OUTSIDE)
    for place, examples in ((made.train, parts[0]), (made.test, parts[1])):
        with place.open("w", encoding="utf-8", newline="") as opened:
            writer = csv.writer(opened)
            writer.writerow(["text", "intent"])
            writer.writerows([example.text, example.intent] for example in examples)
    return made


def clinc(source: Path, target: Path) -> Split:
    """Make clinc-50."""
    with gzip.open(source / "clinc150_train_val.json.gz", "rt", encoding="utf-8") as opened:
        found = json.load(opened)
    intents = sorted({intent for _, intent in found["train"]})
    drawn = set(random.Random(SEED).sample(intents, 50))
    train = [Example(text, intent) for text, intent in found["train"] if intent in drawn]
    test = [Example(text, intent) for text, intent in found["val"] if intent in drawn]
    for key in ("oos_train", "oos_val"):
        test += [Example(text, OUTSIDE) for text, _ in found.get(key, [])]
    return write("clinc-50", (train, test), target)


def shop(name: str, source: Path, target: Path) -> list[Split]:
    """Make a HINT3 shop's two splits."""
    examples = read_examples(source / f"hint3_{name}_train.csv")
    whole = write(name, cut(examples, 0.75, len(examples), SEED), target)
    intents = sorted({example.intent for example in examples})
    left_out = set(random.Random(SEED).sample(intents, len(intents) // 4))
    train, test = cut([e for e in examples if e.intent not in left_out], 0.75, len(examples), SEED)
    test += [Example(e.text, OUTSIDE) for e in dict.fromkeys(examples) if e.intent in left_out]
    return [whole, write(f"{name}-scope", (train, test), target)]


def make(source: Path, target: Path) -> list[Split]:
    """Make every split."""
    made = [clinc(source, target)]
    for name, file in (("banking77", "banking77_train.csv"), ("bitext", "bitext_8k.csv")):
        made.append(write(name, cut(read_examples(source / file), 0.5, 60, SEED), target))
    return [*made, *shop("curekart", source, target), *shop("sofmattress", source, target)]


def default_split(target: Path) -> Split | None:
    """Give the split that `make bench` runs on, or None where the public sets are absent."""
    return shop("sofmattress", SHARED, target)[1] if SHARED.is_dir() else None


def main(arguments: Sequence[str] | None = None) -> None:
    """Write every split and print the command that benchmarks it."""
    parser = argparse.ArgumentParser(prog="benchmarks.splits")
    parser.add_argument("--data", type=Path, default=SHARED)
    parser.add_argument("--to", type=Path, default=Path("var/splits"))
    options = parser.parse_args(arguments)
    for split in make(options.data, options.to):
        print(f"python -m benchmarks.understanding --train {split.train} --test {split.test} --oos-label oos")


if __name__ == "__main__":
    main()

"""The held-out sentences stay apart from the training data and reach every intent."""

import csv
import re
from collections import Counter
from pathlib import Path

from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parents[2]
HELD_OUT = Path(__file__).with_name("held_out.csv")
FEWEST_PER_INTENT = 3

ANNOTATION = re.compile(r"\[([^\[\]]*)\]\([^()]*\)")


def words(text: str) -> str:
    """The words of a sentence, without case, marks and punctuation."""
    return " ".join(re.findall(r"\w+", ANNOTATION.sub(r"\1", text).casefold()))


def trained() -> dict[str, str]:
    """Words of every training example, each with its intent."""
    found = {}
    for path in sorted((ROOT / "data" / "nlu").glob("*.yml")):
        for block in YAML(typ="safe").load(path.read_text(encoding="utf-8"))["nlu"]:
            for line in block["examples"].splitlines():
                found[words(line.removeprefix("- "))] = block["intent"]
    return found


def held_out() -> list[tuple[str, str]]:
    """(text, intent) of every row."""
    with HELD_OUT.open(encoding="utf-8", newline="") as file:
        return [(row["text"], row["intent"]) for row in csv.DictReader(file)]


def test_no_held_out_sentence_stands_in_the_training_data():
    known = trained()
    assert [text for text, _ in held_out() if words(text) in known] == []


def test_no_held_out_sentence_stands_twice():
    counted = Counter(words(text) for text, _ in held_out())
    assert [text for text, times in counted.items() if times > 1] == []


def test_every_trained_intent_and_no_other_is_held_out():
    counted = Counter(intent for _, intent in held_out())
    assert set(counted) == set(trained().values())
    assert min(counted.values()) >= FEWEST_PER_INTENT
    assert sum(counted.values()) >= 300

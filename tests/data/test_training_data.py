"""The training data for understanding keeps its own rules, file by file and across files."""

import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest
from ruamel.yaml import YAML

DATA = Path(__file__).resolve().parents[2] / "data"
NLU_FILES = sorted((DATA / "nlu").glob("*.yml"))
LABELS = {"product", "brand", "attribute", "purpose", "place", "problem"}
FEWEST_EXAMPLES = 40

ANNOTATION = re.compile(r"\[([^\[\]]*)\]\(([^()]*)\)")

each_file = pytest.mark.parametrize("path", NLU_FILES, ids=lambda path: path.stem)


class Example(NamedTuple):
    """One line of an intent's examples, as written."""

    intent: str
    text: str


def read_examples(path: Path) -> list[Example]:
    """All examples of one file, in order; a line that is no list entry is a ValueError."""
    document = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    examples = []
    for block in document["nlu"]:
        for line in block["examples"].splitlines():
            if not line.startswith("- "):
                raise ValueError(f"{path.name}, {block['intent']}: not a list entry: {line!r}")
            examples.append(Example(block["intent"], line[2:]))
    return examples


def sentence(text: str) -> str:
    """What a customer would have typed, without case, punctuation and annotations."""
    plain = ANNOTATION.sub(r"\1", text).casefold()
    without_punctuation = re.sub(r"[.,;:!?'\"\u2019\u201c\u201d\u2026-]+", " ", plain)
    return " ".join(without_punctuation.split()) or plain.strip()


def faults(text: str) -> list[str]:
    """What is wrong with the annotations of one example; empty when all is well."""
    found = []
    for mark in ANNOTATION.finditer(text):
        value, label = mark.groups()
        before, after = text[: mark.start()][-1:], text[mark.end() :][:1]
        if label not in LABELS:
            found.append(f"unknown label {label!r}")
        if not value or value != value.strip():
            found.append(f"loose value {value!r}")
        if before.isalnum() or after.isalnum():
            found.append(f"part of a word {value!r}")
    rest = ANNOTATION.sub("", text)
    if "[" in rest or "]" in rest or "](" in rest:
        found.append("an open bracket")
    return found


@pytest.mark.parametrize(
    "text",
    [
        "a [camera](thing)",
        "a [camera ](product)",
        "some [camera](product)s",
        "a[camera](product)",
        "a [camera(product)",
        "a [camera] (product)",
        "a []( product)",
    ],
)
def test_a_faulty_annotation_is_noticed(text: str) -> None:
    assert faults(text)


def test_the_same_words_count_as_one_sentence_whatever_their_marks() -> None:
    assert sentence("No, the [black](attribute) one!") == sentence("no the black one")
    assert sentence("👍") != sentence("👎")


def test_there_is_training_data() -> None:
    assert NLU_FILES


def test_no_sentence_stands_under_two_intents() -> None:
    intents_of: dict[str, set[str]] = {}
    for path in NLU_FILES:
        for example in read_examples(path):
            intents_of.setdefault(sentence(example.text), set()).add(example.intent)
    assert {text: intents for text, intents in intents_of.items() if len(intents) > 1} == {}


def test_no_intent_is_spread_over_two_files() -> None:
    files_of = Counter(intent for path in NLU_FILES for intent in {example.intent for example in read_examples(path)})
    assert [intent for intent, files in files_of.items() if files > 1] == []


def test_nothing_under_data_is_named_like_a_test() -> None:
    """Rasa reads files named test_… as conversation tests and leaves them out of training."""
    assert [path for path in DATA.rglob("*") if path.name.startswith("test_")] == []


@each_file
def test_a_file_has_no_tab_characters(path: Path) -> None:
    assert "\t" not in path.read_text(encoding="utf-8")


@each_file
def test_no_sentence_stands_twice_in_a_file(path: Path) -> None:
    counts = Counter(sentence(example.text) for example in read_examples(path))
    assert [text for text, count in counts.items() if count > 1] == []


@each_file
def test_every_intent_has_enough_different_examples(path: Path) -> None:
    sentences = {(example.intent, sentence(example.text)) for example in read_examples(path)}
    counts = Counter(intent for intent, _ in sentences)
    assert {intent: count for intent, count in counts.items() if count < FEWEST_EXAMPLES} == {}


@each_file
def test_annotations_use_known_labels_over_whole_words(path: Path) -> None:
    found = {example.text: faults(example.text) for example in read_examples(path)}
    assert {text: wrong for text, wrong in found.items() if wrong} == {}

"""The mood data keeps its shape, repeats nothing and shares no sentence with the mood tests."""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parents[2]
MOOD = ROOT / "data" / "mood"
JUDGED = [ROOT / "tests" / "understanding" / name for name in ("mood_sentences.csv", "calm_or_not.csv")]
FEWEST = {"unhappy": 450, "neutral": 600, "happy": 150}
FEWEST_IN_TESTS = 140

each_mood = pytest.mark.parametrize("mood", sorted(FEWEST))


def read_examples(mood: str) -> list[str]:
    """All examples of one mood, in order; a line that is no list entry is a ValueError."""
    document = YAML(typ="safe").load((MOOD / f"{mood}.yml").read_text(encoding="utf-8"))
    if document["mood"] != mood:
        raise ValueError(f"{mood}.yml calls itself {document['mood']!r}")
    examples = []
    for line in document["examples"].splitlines():
        if not line.startswith("- ") or not line[2:].strip():
            raise ValueError(f"{mood}.yml: not a list entry: {line!r}")
        examples.append(line[2:])
    return examples


def read_sentences() -> list[tuple[str, str]]:
    """The sentences tests judge by, each with "1" for unhappy or "0"."""
    found = []
    for path in JUDGED:
        with path.open(encoding="utf-8", newline="") as opened:
            found += [(row["text"], row["unhappy"]) for row in csv.DictReader(opened)]
    return found


def sameness(text: str) -> str:
    """What two sentences share when they differ only in case and punctuation."""
    return re.sub(r"\W+", " ", text.lower()).strip() or text


def repeated(texts: list[str]) -> list[str]:
    """Every text that occurs more than once, in the form it is compared in."""
    return [text for text, times in Counter(map(sameness, texts)).items() if times > 1]


def all_examples() -> list[str]:
    """Every example of every mood."""
    return [example for mood in sorted(FEWEST) for example in read_examples(mood)]


def test_no_example_is_written_twice_in_one_mood_or_in_two():
    assert repeated(all_examples()) == []


def test_no_sentence_of_the_tests_is_in_the_training_data():
    trained = set(map(sameness, all_examples()))
    assert [text for text, _ in read_sentences() if sameness(text) in trained] == []


def test_no_sentence_of_the_tests_is_written_twice():
    assert repeated([text for text, _ in read_sentences()]) == []


def test_no_other_file_lies_where_mood_is_trained_from():
    assert sorted(path.name for path in MOOD.iterdir()) == sorted(f"{mood}.yml" for mood in FEWEST)


@each_mood
def test_a_mood_has_enough_examples(mood):
    assert len(read_examples(mood)) >= FEWEST[mood]


@each_mood
def test_a_mood_has_short_and_long_examples(mood):
    lengths = [len(example.split()) for example in read_examples(mood)]
    assert sum(length <= 3 for length in lengths) >= 15
    assert sum(length >= 15 for length in lengths) >= 15


def test_the_test_sentences_go_both_ways_about_half():
    marks = Counter(mark for _, mark in read_sentences())
    assert set(marks) == {"0", "1"}
    assert marks.total() >= FEWEST_IN_TESTS
    assert min(marks.values()) >= 0.4 * marks.total()

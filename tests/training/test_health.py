"""What is doubtful in the training data is told before a training makes a model of it."""

from pathlib import Path

import numpy as np
import pytest

from sales.ports import Query
from training.health import THIN, Health, examine_data
from training.language import read_examples


class Shelf:
    """A catalogue that sells kettles."""

    def search(self, query: Query) -> list[str]:
        return ["KET-1"] if "kettle" in query.text.casefold() else []


def examined(project: Path, alike: tuple[str, ...] = ()) -> Health:
    """The project's data examined; the sentences `alike` mean the same, all others nothing like it."""
    examples = read_examples(project)
    vectors = np.eye(len(examples) + 1, dtype=np.float32)[: len(examples)]
    for row, example in enumerate(examples):
        if example.plain in alike:
            vectors[row] = 0.0
            vectors[row, -1] = 1.0
    return examine_data(project, examples, vectors, Shelf())


def add(project: Path, file: str, after: str, *lines: str) -> None:
    place, more = project / file, "".join(f"\n    - {line}" for line in lines)
    place.write_text(place.read_text(encoding="utf-8").replace(after, after + more), encoding="utf-8")


def test_the_same_sentence_under_two_meanings_is_a_problem_with_both_places(project: Path) -> None:
    add(project, "data/nlu/browse.yml", "- do you have it", "much obliged")
    (told,) = examined(project).problems
    assert "data/nlu/chitchat.yml:" in told
    assert "thank" in told
    assert "ask_stock" in told


def test_a_sentence_twice_under_one_meaning_is_a_duplicate(project: Path) -> None:
    add(project, "data/nlu/chitchat.yml", "- much obliged", "Much obliged!")
    (told,) = examined(project).duplicates
    assert told.startswith("data/nlu/chitchat.yml:")
    assert "obliged" in told


def test_near_sentences_of_two_meanings_are_twins_and_of_one_meaning_are_not(project: Path) -> None:
    (twin,) = examined(project, alike=("thanks", "do you have it")).twins
    assert {twin.text, twin.other_text} == {"thanks", "do you have it"}
    assert {twin.intent, twin.other_intent} == {"thank", "ask_stock"}
    assert twin.near == pytest.approx(1.0)
    assert examined(project, alike=("thanks", "much obliged")).twins == ()


def test_meanings_with_few_examples_are_thin_the_thinnest_first(project: Path) -> None:
    thin = examined(project).thin
    assert next(intent for intent, _ in thin) == "out_of_scope"
    assert dict(thin)["greet"] == 3
    add(project, "data/nlu/chitchat.yml", "- good day", *(f"good day number {number}" for number in range(THIN)))
    assert "greet" not in dict(examined(project).thin)


def test_an_answer_that_nothing_speaks_is_unused(project: Path) -> None:
    assert examined(project).unused_responses == ("utter_thank",)


def test_a_marked_product_that_the_shop_does_not_sell_is_a_stranger(project: Path) -> None:
    marked = ("a [zorb](product) please", "two of the [Zorb](product)")
    add(project, "data/nlu/browse.yml", "- do you have it", *marked)
    assert examined(project).strangers == (("product", "zorb", 2),)


def test_every_sentence_of_a_small_project_is_on_the_map_within_its_bounds(project: Path) -> None:
    spots = examined(project).spots
    assert {spot.text for spot in spots} == {example.plain for example in read_examples(project)}
    assert all(-1 <= place <= 1 for spot in spots for place in (spot.x, spot.y))

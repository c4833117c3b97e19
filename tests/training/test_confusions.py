"""The confusion matrix: which pairs it shows, in which order, and the sentences behind them."""

import json
from pathlib import Path

from tests.training.comparisons import compared
from training.confusions import Confusions, Misread, confusions_of, misread
from training.models import TrainedModel
from training.report import Slip, keep_report, read_report


def test_where_nothing_was_mistaken_there_is_no_row() -> None:
    assert confusions_of(compared()) == Confusions((), (), {}, 0)


def test_a_comparison_of_an_older_version_has_its_numbers_without_the_sentences(tmp_path: Path) -> None:
    model, slip = TrainedModel("m-1.tar.gz", "", "", "", 1.0, 1.0), Slip("hello", "greet", "thank")
    keep_report(tmp_path, model, compared(("greet", "thank", 1), slips=(slip,)))
    assert read_report(tmp_path, model).slips == (slip,)
    place = tmp_path / "m-1.report.json"
    told = json.loads(place.read_text(encoding="utf-8"))
    del told["slips"]
    place.write_text(json.dumps(told), encoding="utf-8")
    assert read_report(tmp_path, model).slips == ()
    assert read_report(tmp_path, model).confusions == (("greet", "thank", 1),)


def test_a_pair_that_does_not_fit_is_counted_as_left_out() -> None:
    told = confusions_of(compared(("a", "x", 3), ("b", "y", 2), ("c", "x", 1), ("a", "y", 1)), most=2)
    assert told.counts == {("a", "x"): 3, ("b", "y"): 2, ("a", "y"): 1}
    assert told.left_out == 1


def test_the_most_mistaken_meaning_comes_first_and_what_it_was_read_as_beside_it() -> None:
    told = confusions_of(compared(("a", "x", 3), ("b", "y", 2), ("b", "z", 4), ("c", "x", 1)))
    assert told.meant == ("b", "a", "c")
    assert told.read == ("z", "y", "x")


def test_a_sentence_is_told_with_its_place_or_that_it_is_gone(project: Path) -> None:
    slips = [
        Slip("do you have it", "ask_stock", "greet"),
        Slip("gone", "ask_stock", "greet"),
        Slip("hello", "greet", "x"),
    ]
    assert misread(slips, "ask_stock", "greet", project) == [
        Misread("do you have it", "data/nlu/browse.yml:6"),
        Misread("gone", ""),
    ]

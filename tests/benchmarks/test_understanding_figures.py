"""The figures of the understanding benchmark, and what it does with files it cannot use."""

from __future__ import annotations

import json
import random

import pytest

from benchmarks import report, splits, understanding
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


def test_a_file_without_the_columns_is_refused_by_name(tmp_path):
    file = tmp_path / "wrong.csv"
    file.write_text("words,thing\na,b\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"wrong\.csv needs columns"):
        read_examples(file)


def test_a_file_without_rows_is_refused(tmp_path):
    file = tmp_path / "empty.csv"
    file.write_text("text,intent\n,greet\nhi,\n", encoding="utf-8")
    with pytest.raises(DataError, match="no row"):
        read_examples(file)


def test_a_test_file_of_other_intents_stops_the_run(tmp_path, capsys):
    (tmp_path / "a.csv").write_text("text,intent\nhi,greet\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text("text,intent\nbye,leave\n", encoding="utf-8")
    assert understanding.main(["--train", str(tmp_path / "a.csv"), "--test", str(tmp_path / "b.csv")]) == 2
    assert "No text of" in capsys.readouterr().err


@pytest.mark.parametrize("columns", ["text,intent", "sentence,label", "text,category", "utterance,intent"])
def test_the_usual_column_names_are_read(tmp_path, columns):
    file = tmp_path / "data.csv"
    file.write_text(f"\ufeff{columns}\n hi there ,small/talk\n", encoding="utf-8")
    assert read_examples(file) == [Example("hi there", "small_talk")]


def test_unknown_intents_of_the_test_file_are_out_of_scope(tmp_path):
    (tmp_path / "a.csv").write_text("text,intent\nhi,greet\nthe price,ask\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text("text,intent\nhey,greet\nwho am I,NO_NODES_DETECTED\n", encoding="utf-8")
    options = understanding.options_from(["--train", str(tmp_path / "a.csv"), "--test", str(tmp_path / "b.csv")])
    asked = understanding.questions(options)
    assert (asked.inside, asked.outside) == ([Example("hey", "greet")], ["who am I"])


def test_the_auroc_is_the_share_of_pairs_in_order():
    assert auroc([0.9, 0.8], [0.1]) == 1.0
    assert auroc([0.5, 0.2], [0.5, 0.1]) == pytest.approx(0.625)
    assert auroc([0.5], []) is None


def test_accuracy_and_macro_f1_of_a_small_table():
    truth = ["a", "a", "a", "b"]
    answers = [Answer("a", 1), Answer("a", 1), Answer("b", 1), Answer("b", 1)]
    assert accuracy(truth, answers) == 0.75
    assert macro_f1(truth, answers) == pytest.approx((0.8 + 2 / 3) / 2)


def test_accuracy_at_recall_counts_what_is_both_let_through_and_right():
    truth = ["a", "a", "a"]
    answers = [Answer("a", 0.9), Answer("b", 0.9), Answer("a", 0.3)]
    outside = [0.1] * 8 + [0.5, 0.95]
    assert accuracy_at_recall(truth, answers, outside) == pytest.approx(1 / 3)
    assert accuracy_at_recall(truth, answers, []) is None


def test_the_score_of_a_peer_is_its_confidence_and_never_the_fallbacks():
    raw = {"ranking": [["nlu_fallback", 0.9], ["oos", 0.5], ["greet", 0.4]], "in_scope": None}
    assert understanding.answer(raw, "oos") == Answer("greet", 0.4)
    assert understanding.answer({**raw, "in_scope": 0.2}, "oos") == Answer("greet", 0.2)


def test_drawing_per_intent_is_seeded_and_takes_no_text_twice():
    examples = [Example(f"text {number % 9}", "a") for number in range(30)]
    drawn = per_intent(examples, 5, seed=3)
    assert len(set(drawn)) == len(drawn) == 5
    assert drawn == per_intent(examples, 5, seed=3)


def test_a_split_shares_no_text_and_gives_each_intent_both_sides():
    examples = [Example(f"{intent} {number}", intent) for intent in "ab" for number in range(8)]
    train, test = splits.cut(examples, 0.75, 8, seed=1)
    assert not set(train) & set(test)
    assert len(train) == 12
    assert {example.intent for example in test} == {"a", "b"}


def test_typing_mistakes_hit_about_the_wanted_share_of_words():
    words = ["camera"] * 2000
    hit = with_typing_mistakes(" ".join(words), 0.15, random.Random(1)).split()
    assert 0.1 < sum(word != "camera" for word in hit) / 2000 < 0.2
    assert with_typing_mistakes("is it on", 1.0, random.Random(1)).split()[0] == "is"


def test_a_row_without_a_name_is_not_written(tmp_path):
    with pytest.raises(ValueError, match="no name"):
        report.write("x", [{"accuracy": 1}], command="c", data={}, out=tmp_path / "x.json")


def test_the_result_has_the_contracts_shape(tmp_path, monkeypatch):
    monkeypatch.setenv("OUT", str(tmp_path / "deep" / "x.json"))
    path = report.write("understanding", [{"name": "goeswith", "accuracy": 0.5}], command="c", data={"seed": 1})
    written = json.loads(path.read_text(encoding="utf-8"))
    assert set(written) == {"benchmark", "command", "machine", "data", "rows"}
    assert written["rows"] == [{"name": "goeswith", "accuracy": 0.5}]


def test_percentiles_lie_between_their_neighbours():
    assert report.percentile([4, 1, 3, 2], 50) == 2.5
    assert report.percentile([7], 99) == 7
    with pytest.raises(ValueError, match="at least one"):
        report.percentile([], 50)

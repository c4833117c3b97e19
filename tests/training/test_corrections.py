"""Corrections land in the files as small changes, and nothing else of the files moves."""

import threading
from datetime import datetime
from pathlib import Path

import pytest

from sales.errors import ConflictError, InvalidError
from sales.ports import Store
from sales.teaching import CorrectionKind
from tests.training.conftest import CHITCHAT, git
from training import check, files
from training.check import check_data
from training.corrections import Corrections, Lesson
from training.language import BrokenFileError, read_examples
from training.masking import settle_key
from training.new_intent import NewIntent


@pytest.fixture
def corrections(store: Store, project: Path) -> Corrections:
    return Corrections(store.review, project)


def chitchat(project: Path) -> str:
    return (project / "data/nlu/chitchat.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("lesson", "told"),
    [
        (Lesson("", "greet"), "empty"),
        (Lesson("hi"), "Choose what"),
        (Lesson("hi", "salute"), "no intent salute"),
        (Lesson("hi", mood="grim"), "mood is one of"),
        (Lesson("x" * 500, "greet"), "at most 400"),
        (Lesson("a [b] c", "greet"), "square brackets"),
        (Lesson("big kettles", "greet", ({"entity": "product", "start": 4, "end": 9},)), "within a word"),
        (Lesson("big kettle", "greet", ({"entity": "product", "start": 4, "end": 99},)), "marks nothing"),
    ],
)
def test_a_lesson_that_cannot_be_written_is_refused_in_a_sentence(corrections, project, now, lesson, told) -> None:
    with pytest.raises(InvalidError, match=told):
        corrections.teach(lesson, "ana", now)
    assert chitchat(project) == CHITCHAT
    assert git(project, "status", "--porcelain", "--untracked-files=no") == ""


def test_a_broken_file_is_told_with_its_line_and_left_alone(corrections, project, now) -> None:
    broken = CHITCHAT.replace("- intent: thank", "\t- intent: thank")
    (project / "data/nlu/chitchat.yml").write_text(broken, encoding="utf-8")
    with pytest.raises(BrokenFileError, match=r"data/nlu/chitchat.yml:12: is indented with a tab"):
        corrections.teach(Lesson("hiya", "greet"), "ana", now)
    assert chitchat(project) == broken


def test_a_full_disk_leaves_every_file_as_it_was(corrections, project, now, monkeypatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(Exception, match=r"No space left on device.*as it was"):
        corrections.teach(Lesson("hiya", "greet"), "ana", now)
    assert chitchat(project) == CHITCHAT
    assert sorted(path.name for path in (project / "data/nlu").iterdir()) == [
        "browse.yml", "chitchat.yml", "out_of_scope.yml"
    ]  # fmt: skip


def test_saying_what_the_file_says_already_changes_nothing(corrections, project, now) -> None:
    with pytest.raises(ConflictError, match="Nothing would change"):
        corrections.teach(Lesson("good day", "greet"), "ana", now)


def test_a_correction_adds_one_line_and_keeps_all_others(corrections, project, now) -> None:
    correction, landed = corrections.teach(Lesson("hiya", "greet"), "ana", now)
    lines = chitchat(project).splitlines()
    assert [line for line in lines if line not in CHITCHAT.splitlines()] == ["    - hiya"]
    assert [line for line in lines if line != "    - hiya"] == CHITCHAT.splitlines()
    assert "+    - hiya" in landed.diff
    assert correction.kind is CorrectionKind.EXAMPLE
    assert check_data(project) == []


def test_a_correction_parses_what_it_writes_and_no_other_file(corrections, project, now, monkeypatch) -> None:
    corrections.teach(Lesson("hiya", "greet"), "ana", now)
    parsed, parse = [], check._parse
    monkeypatch.setattr(check, "_parse", lambda raw: parsed.append(raw) or parse(raw))
    corrections.teach(Lesson("howdy", "greet"), "ana", now)
    assert parsed == [chitchat(project).encode()]


def test_taught_sentences_stay_sorted_below_what_people_wrote(corrections, project, now) -> None:
    for text in ("zounds", "howdy", "morning all"):
        corrections.teach(Lesson(text, "thank"), "ana", now)
    taught = [one.text for one in read_examples(project) if one.intent == "thank"]
    assert taught[:1] == ["thanks"]
    assert taught[1:] == sorted(taught[1:])


def test_the_commit_carries_the_trainers_name_and_only_that_file(corrections, project, now) -> None:
    (project / "README.md").write_text("mine", encoding="utf-8")
    _, landed = corrections.teach(Lesson("hiya", "greet"), "ana", now)
    assert git(project, "log", "-1", "--format=%an|%s").strip() == "ana|Teach greet: hiya"
    assert git(project, "show", "--name-only", "--format=").split() == ["data/nlu/chitchat.yml"]
    assert landed.commit
    assert landed.told == ""


def test_outside_a_repository_the_correction_lands_without_a_commit(store, project, now, tmp_path) -> None:
    (project / ".git").rename(tmp_path / "gone")
    _, landed = Corrections(store.review, project).teach(Lesson("hiya", "greet"), "ana", now)
    assert "    - hiya" in chitchat(project)
    assert (landed.commit, landed.told) == ("", "")


def test_a_sentence_moves_out_of_the_intent_it_stood_under(corrections, project, now) -> None:
    corrections.teach(Lesson("Much obliged", "ask_stock"), "ana", now)
    assert {one.intent for one in read_examples(project) if one.plain.casefold() == "much obliged"} == {"ask_stock"}
    assert check_data(project) == []


def test_marks_of_the_same_words_are_put_right_in_place(corrections, project, now) -> None:
    text = "is the kettle in stock"
    corrections.teach(Lesson(text, "ask_stock", ({"entity": "attribute", "start": 7, "end": 13},)), "ana", now)
    assert [one.text for one in read_examples(project) if one.plain == text] == ["is the [kettle](attribute) in stock"]


def test_look_alikes_are_taught_with_their_sentence_and_settled_with_it(corrections, project, now, store) -> None:
    lesson = Lesson("hiya", "greet", also=("hiya all", "much obliged"), settles=("hi-ya",))
    made, _ = corrections.teach(lesson, "ana", now)
    under = {one.text: one.intent for one in read_examples(project)}
    assert {under[text] for text in ("hiya", "hiya all", "much obliged")} == {"greet"}
    assert len(store.review.settled()) == 4
    corrections.undo(made.id, "ana", now)
    assert chitchat(project) == CHITCHAT


def test_a_mood_moves_the_sentence_between_the_moods_files(corrections, project, now) -> None:
    corrections.teach(Lesson("do you have it", mood="unhappy"), "ana", now)
    assert "- do you have it" in (project / "data/mood/unhappy.yml").read_text(encoding="utf-8")
    corrections.teach(Lesson("still waiting", mood="neutral"), "ana", now)
    assert "- still waiting" not in (project / "data/mood/unhappy.yml").read_text(encoding="utf-8")


def test_undo_takes_the_line_out_again_and_keeps_what_came_after(corrections, project, now, store) -> None:
    first, _ = corrections.teach(Lesson("hiya", "greet"), "ana", now)
    corrections.teach(Lesson("howdy", "greet"), "bo", now)
    corrections.undo(first.id, "ana", now)
    assert "hiya" not in chitchat(project)
    assert "howdy" in chitchat(project)
    with pytest.raises(ConflictError):
        corrections.undo(first.id, "ana", now)


def test_undo_refuses_where_the_line_was_edited_by_hand(corrections, project, now) -> None:
    first, _ = corrections.teach(Lesson("hiya", "greet"), "ana", now)
    path = project / "data/nlu/chitchat.yml"
    path.write_text(chitchat(project).replace("- hiya", "- hiya all"), encoding="utf-8")
    with pytest.raises(ConflictError, match="changed at this place"):
        corrections.undo(first.id, "ana", now)
    assert "- hiya all" in chitchat(project)


def test_a_file_saved_by_hand_in_the_middle_is_not_clobbered(corrections, project, now, monkeypatch) -> None:
    path, real, saved = project / "data/nlu/chitchat.yml", files._must_hold, []

    def somebody_saves(*given: object) -> None:
        real(*given)
        if not saved:
            saved.append(path.write_text(CHITCHAT + "    - cheers\n", encoding="utf-8"))

    monkeypatch.setattr(files, "_must_hold", somebody_saves)
    corrections.teach(Lesson("hiya", "greet"), "ana", now)
    assert "- cheers" in chitchat(project)
    assert "- hiya" in chitchat(project)


def test_a_new_meaning_brings_its_answer_and_its_rule(corrections, project, now) -> None:
    new = NewIntent("ask_gift", "chitchat", ("We wrap it.", "Yes, with a bow.", "Wrapping is free."))
    correction, _ = corrections.teach(Lesson("can you wrap it", "ask_gift", new=new), "ana", now)
    assert correction.kind is CorrectionKind.INTENT
    assert check_data(project) == []
    assert "  - thank\n  - ask_gift\n" in (project / "domain.yml").read_text(encoding="utf-8")
    assert "utter_ask_gift" in (project / "data/rules/chitchat.yml").read_text(encoding="utf-8")
    corrections.undo(correction.id, "ana", now)
    assert git(project, "diff", "HEAD~2", "--stat") == ""


@pytest.mark.parametrize(
    ("new", "told"),
    [
        (NewIntent("Ask Gift", "chitchat", ("a b", "b c", "c d")), "small letters"),
        (NewIntent("greet", "chitchat", ("a b", "b c", "c d")), "exists already"),
        (NewIntent("ask_gift", "gifts", ("a b", "b c", "c d")), "no skill gifts"),
        (NewIntent("ask_gift", "chitchat", ("a b",)), "at least 3"),
        (NewIntent("ask_gift", "chitchat", ("Hi {name}", "b c", "c d")), "nobody fills in"),
    ],
)
def test_a_new_meaning_that_is_not_whole_is_refused(corrections, now, new, told) -> None:
    with pytest.raises(InvalidError, match=told):
        corrections.teach(Lesson("can you wrap it", new.name, new=new), "ana", now)


def test_two_writers_at_once_both_land(corrections, project, now) -> None:
    def write(trainer: str) -> None:
        for number in range(12):
            corrections.teach(Lesson(f"hello {trainer} {number}", "greet"), trainer, now)

    writers = [threading.Thread(target=write, args=(trainer,)) for trainer in ("ana", "bo")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    taught = [one.text for one in read_examples(project)]
    assert all(f"hello {trainer} {number}" in taught for trainer in ("ana", "bo") for number in range(12))
    assert "# Thanks of every kind." in chitchat(project)
    assert check_data(project) == []
    assert int(git(project, "rev-list", "--count", "HEAD")) == 25


def test_skipped_messages_are_remembered_and_change_no_file(corrections, store, project, now: datetime) -> None:
    corrections.skip(["what a day"], "ana", now)
    assert list(store.review.settled()) == [settle_key("What a day!")]
    assert chitchat(project) == CHITCHAT

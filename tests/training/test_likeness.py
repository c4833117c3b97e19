"""What may go otherwise with another model is played with both; only what cannot is not."""

import zipfile
from dataclasses import replace
from pathlib import Path

from training.likeness import doubtful, talks_alike
from training.models import TrainedModel
from training.rehearsal import Conversation, Played
from training.train import data_of

LIVE = TrainedModel("m-1.tar.gz", "f", "r", "2026-11-21T10:00:00+00:00", 1.0, 1.0, code="same")
NEW = replace(LIVE, file="m-2.tar.gz")
TALK = Conversation("talk", "d", guards=True, said=("hello", "where is it?"))


def keep(models: Path, model: TrainedModel, **files: str) -> None:
    with zipfile.ZipFile(data_of(models, model), "w") as archive:
        for name, text in {"domain.yml": "d", "data/nlu/order.yml": "n", **files}.items():
            archive.writestr(name, text)


def heard(**read: str) -> dict[str, dict[str, object]]:
    return {text: {"understood": [read.get(text[:5], "same")]} for text in TALK.said}


def played(passed: bool) -> dict[str, Played]:
    return {TALK.name: Played(TALK.name, passed, True)}


def test_what_went_wrong_is_played_with_both() -> None:
    assert doubtful([TALK], played(False), [heard(), heard()]) == [TALK]


def test_what_was_not_played_is_played_with_both() -> None:
    assert doubtful([TALK], {}, [heard(), heard()]) == [TALK]


def test_what_is_understood_differently_is_played_with_both() -> None:
    assert doubtful([TALK], played(True), [heard(), heard(where="other")]) == [TALK]


def test_what_goes_as_told_and_is_understood_alike_is_not() -> None:
    assert doubtful([TALK], played(True), [heard(), heard()]) == []


def test_other_words_to_learn_from_do_not_change_how_a_talk_goes_on(tmp_path: Path) -> None:
    keep(tmp_path, LIVE)
    keep(tmp_path, NEW, **{"data/nlu/order.yml": "more", "data/mood/happy.yml": "more"})
    assert talks_alike(tmp_path, (LIVE, NEW))


def test_another_rule_answer_or_version_does(tmp_path: Path) -> None:
    keep(tmp_path, LIVE)
    for file in ("data/rules/order.yml", "domain.yml", "config.yml"):
        keep(tmp_path, NEW, **{file: "other"})
        assert not talks_alike(tmp_path, (LIVE, NEW))
    keep(tmp_path, NEW)
    assert not talks_alike(tmp_path, (LIVE, replace(NEW, code="newer")))


def test_without_kept_data_nothing_is_taken_for_granted(tmp_path: Path) -> None:
    keep(tmp_path, LIVE)
    assert not talks_alike(tmp_path, (LIVE, NEW))

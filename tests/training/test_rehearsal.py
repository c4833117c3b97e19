"""A model is rehearsed by the version that trained it, on all that guards something and a sample of the rest."""

from dataclasses import replace
from pathlib import Path

import pytest

from training.models import TrainedModel
from training.rehearsal import Conversation, Played, Rehearsal, chosen, conversations, played_by
from training.sources import ROOT
from training.train import TrainingError

MODEL = TrainedModel("m-1.tar.gz", "f", "r", "2026-11-21T10:00:00+00:00", 1.0, 1.0, code="old")
TOLD = [Conversation(f"talk {number}", f"d{number}", guards=number % 3 == 0) for number in range(90)]


def test_a_model_of_an_older_version_is_not_rehearsed(tmp_path: Path) -> None:
    with Rehearsal(tmp_path, ROOT) as shop, pytest.raises(TrainingError, match="m-1 was trained by another version"):
        shop.play(MODEL, ["talk 1"])


def test_no_conversation_that_guards_something_is_left_out() -> None:
    wanted = chosen(TOLD, "a seed", sample=7)
    assert [one for one in TOLD if one.guards] == [one for one in wanted if one.guards]
    assert len([one for one in wanted if not one.guards]) == 7


def test_the_same_data_always_draws_the_same_sample_and_other_data_another() -> None:
    assert chosen(TOLD, "a seed", sample=7) == chosen(TOLD[::-1], "a seed", sample=7)[::-1]
    assert chosen(TOLD, "a seed", sample=7) != chosen(TOLD, "another", sample=7)


def test_a_sample_larger_than_what_there_is_takes_all() -> None:
    assert chosen(TOLD, "a seed", sample=500) == TOLD


def test_a_model_plays_what_it_has_not_played_or_what_was_changed_since(tmp_path: Path, monkeypatch) -> None:
    digests = {one.name: one.digest for one in TOLD}
    asked: list[list[str]] = []

    def play(_shop: Rehearsal, _model: TrainedModel, wanted: list[str]) -> list[Played]:
        asked.append(wanted)
        return [Played(name, True, False, digest=digests[name]) for name in wanted]

    monkeypatch.setattr(Rehearsal, "play", play)
    shop = Rehearsal(tmp_path, ROOT)
    assert set(played_by(tmp_path, MODEL, shop, TOLD[:2])) == {"talk 0", "talk 1"}
    played_by(tmp_path, MODEL, shop, TOLD[:2])
    digests["talk 1"] = "changed"
    wanted = [TOLD[0], replace(TOLD[1], digest="changed"), TOLD[2]]
    assert set(played_by(tmp_path, MODEL, shop, wanted)) == {"talk 0", "talk 1", "talk 2"}
    assert asked == [["talk 0", "talk 1"], ["talk 1", "talk 2"]]


def test_conversations_of_the_house_and_of_life_are_told_and_what_came_of_life_guards(project: Path) -> None:
    place = project / "tests" / "conversations" / "from_life"
    place.mkdir(parents=True)
    (place / "from_life.yml").write_text("- conversation: Hello\n  steps:\n    - customer: hello\n", encoding="utf-8")
    told = {one.name: one for one in conversations(project)}
    assert told["from_life: Hello"].guards
    assert any(name.startswith("anger: ") and one.guards for name, one in told.items())
    assert not all(one.guards for one in told.values())


@pytest.mark.parametrize(
    ("step", "told"),
    [("[hello\n", r"from_life\.yml:4: "), ("hello\n      sais: hi\n", r"from_life\.yml:4: Hello has unknown")],
)
def test_a_conversation_broken_by_hand_is_told_with_file_and_line(project: Path, step: str, told: str) -> None:
    place = project / "tests" / "conversations" / "from_life"
    place.mkdir(parents=True)
    (place / "from_life.yml").write_text(f"- conversation: Hello\n  steps:\n    - customer: {step}", encoding="utf-8")
    with pytest.raises(TrainingError, match=told):
        conversations(project)

"""A broken data file is told with its file and line, before a training begins."""

import errno
from pathlib import Path

import pytest

from training import train as training
from training.check import check_data
from training.train import TrainingError, train

DOMAIN = "intents:\n  - greet\n  - thank\n"
GOOD = 'version: "3.1"\nnlu:\n  - intent: greet\n    examples: |\n      - hello\n      - good day\n'
STORY = "stories:\n  - story: Bye\n    steps:\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "data" / "nlu").mkdir(parents=True)
    (tmp_path / "data" / "mood").mkdir()
    (tmp_path / "domain.yml").write_text(DOMAIN, encoding="utf-8")
    (tmp_path / "data" / "nlu" / "chitchat.yml").write_text(GOOD, encoding="utf-8")
    return tmp_path


def problems(project: Path) -> list[str]:
    return [str(problem) for problem in check_data(project)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('version: "3.1"\nnlu:\n\t- intent: greet\n', ":3: is indented with a tab"),
        ('version: "3.1"\nnlu:\n  - intent: [greet\n', ":"),
        ("- just\n- a list\n", ":1: should be a mapping"),
        ("nlu:\n  - intent: salute\n    examples: |\n      - hi\n", ":2: intent salute is not in domain.yml"),
        ("nlu:\n  - intent: thank\n    exampels: |\n      - hi\n", ":2: has a key that means nothing here: exampels"),
        ("nlu:\n  - intent: thank\n    examples: |\n      - a [camera(product)\n", ":4: has a bracket without"),
        ("nlu:\n  - intent: thank\n    examples: |\n      - big [ket](product)tles\n", ":4: marks half a word"),
        ("nlu:\n  - intent: thank\n    examples: |\n      - thanks\n      - Hello\n", ":5: stands under thank and"),
    ],
)
def test_a_mistake_is_told_with_file_and_line(project, text, told) -> None:
    (project / "data" / "nlu" / "order.yml").write_text(text, encoding="utf-8")
    (only,) = problems(project)
    assert only.startswith("data/nlu/order.yml" + told)


@pytest.mark.parametrize(
    ("file", "told", "line"),
    [
        ("rules/order.yml", "rules:\n  - rule: Bye\n    steps:\n      - intent: salute\n", 4),
        ("stories/order.yml", STORY + "      - intent: greet\n      - intent: salute\n", 5),
        ("stories/order.yml", STORY + "      - or:\n          - intent: greet\n          - intent: salute\n", 6),
    ],
)
def test_an_intent_renamed_by_hand_is_told_where_a_rule_or_story_still_says_it(project, file, told, line) -> None:
    (project / "data" / file).parent.mkdir()
    (project / "data" / file).write_text(told, encoding="utf-8")
    assert problems(project) == [f"data/{file}:{line}: intent salute is not in domain.yml"]


def test_an_action_that_the_domain_does_not_have_is_told_where_a_rule_names_it(project) -> None:
    rule = "rules:\n  - rule: Bye\n    steps:\n      - intent: thank\n      - action: utter_bye\n"
    (project / "data" / "rules").mkdir()
    (project / "data" / "rules" / "order.yml").write_text(rule, encoding="utf-8")
    assert problems(project) == ["data/rules/order.yml:5: action utter_bye is not in domain.yml"]
    (project / "domain.yml").write_text(DOMAIN + "responses:\n  utter_bye:\n    - text: Bye\n", encoding="utf-8")
    assert problems(project) == []


def test_a_file_that_is_not_utf_8_is_told(project) -> None:
    (project / "data" / "nlu" / "order.yml").write_bytes(b"nlu:\n  - intent: caf\xe9\n")
    assert problems(project) == ["data/nlu/order.yml:2: is not UTF-8"]


def test_a_missing_domain_is_told(project) -> None:
    (project / "domain.yml").unlink()
    assert problems(project) == ["domain.yml: the file is missing"]


def test_a_mood_that_does_not_exist_is_told(project) -> None:
    (project / "data" / "mood" / "grim.yml").write_text("mood: grim\nexamples: |\n  - no\n", encoding="utf-8")
    assert problems(project)[0].startswith("data/mood/grim.yml:1: `mood:` is one of")


def test_ten_thousand_examples_in_one_file_are_read_and_the_one_mistake_among_them_is_told(project) -> None:
    lines = [f"      - thanks number {number}" for number in range(10_000)]
    lines[7_000] = "      - thanks for the [kettle(product)"
    text = "nlu:\n  - intent: thank\n    examples: |\n" + "\n".join(lines) + "\n"
    (project / "data" / "nlu" / "order.yml").write_text(text, encoding="utf-8")
    (only,) = problems(project)
    assert only.startswith("data/nlu/order.yml:7004: has a bracket without its partner")


def test_sound_data_has_no_problem(project) -> None:
    assert problems(project) == []


def test_the_shipped_data_has_no_problem() -> None:
    assert [str(problem) for problem in check_data()] == []


def test_a_full_disk_ends_a_training_in_a_sentence_and_leaves_nothing_behind(tmp_path, monkeypatch, project) -> None:
    models = tmp_path / "home" / "models"

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(training, "_make_model", full)
    with pytest.raises(TrainingError, match=r"could not be written \(No space left on device\); the served one stays"):
        train(models, project=project)
    assert [path.name for path in models.iterdir()] == [".training.lock"]


def test_a_training_on_broken_data_stops_before_it_touches_a_model(tmp_path, monkeypatch, project) -> None:
    (project / "domain.yml").unlink()
    monkeypatch.setattr("training.train.check_data", lambda _: check_data(project))
    with pytest.raises(TrainingError) as stopped:
        train(tmp_path / "models")
    assert [str(problem) for problem in stopped.value.problems] == ["domain.yml: the file is missing"]
    assert not (tmp_path / "models").exists()

"""Models are kept, chosen by people, and never replaced by something that a guard refuses."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from sales.errors import ConflictError, InvalidError, NotFoundError
from training import report as comparing
from training.models import (
    CURRENT,
    Served,
    TrainedModel,
    current_model,
    find_model,
    keep_note,
    kept_models,
    make_current,
    needs_training,
    remember_served,
    served_history,
)
from training.promote import RefusedError, previous, promote
from training.sources import ROOT, code_fingerprint, fingerprint
from training.verdict import Reading, decide, mcnemar


class Line:
    """The running assistant's side of a promotion."""

    def __init__(self, up: bool = True, broken: str = "") -> None:
        self.up, self.broken, self.loaded = up, broken, []

    async def is_up(self) -> bool:
        return self.up

    async def load(self, model: str) -> None:
        if self.broken:
            raise InvalidError(self.broken)
        self.loaded.append(Path(model).name)


def made(models: Path, name: str, **more: str) -> TrainedModel:
    """A kept model of that name."""
    models.mkdir(exist_ok=True)
    told = {"fingerprint": "f", "revision": "r", "trained_at": f"2026-11-2{name[-1]}T10:00:00+00:00"} | more
    told.setdefault("code", code_fingerprint())
    model = TrainedModel(file=f"{name}.tar.gz", seconds=1.0, megabytes=1.0, **told)
    (models / model.file).write_bytes(b"model")
    keep_note(models, model)
    return model


@pytest.fixture
def models(tmp_path: Path) -> Path:
    """A home with a served model 1 and a new model 2."""
    folder = tmp_path / "models"
    make_current(folder, made(folder, "m-1")) if folder.exists() else None
    live = made(folder, "m-1")
    make_current(folder, live)
    made(folder, "m-2")
    return folder


def report(models: Path, live: str = "m-1", refusals: tuple[str, ...] = ()) -> None:
    """A kept comparison of model 2."""
    old = comparing.Figures("m-1", 0.9, 0.9, 0.9, 0.1, 5, 5, 1.0, 2.0, 1.0, 1.0)
    made_report = comparing.Report(
        live, "m-2", (old, old), (), (), decide([Reading(False, True)], []), refusals, (("greet", "thank", 2),)
    )
    text = json.dumps(comparing.asdict(made_report))
    (models / "m-2.report.json").write_text(text, encoding="utf-8")


async def test_a_model_that_was_not_compared_is_refused(models: Path, now: datetime) -> None:
    with pytest.raises(RefusedError, match="compare first"):
        await promote(models, "m-2", Line(), by="ana", now=now)
    report(models, live="m-0")
    with pytest.raises(RefusedError, match="compare first"):
        await promote(models, "m-2", Line(), by="ana", now=now)


async def test_a_fallen_guard_refuses_and_an_admins_reason_overrides(models: Path, now: datetime) -> None:
    report(models, refusals=("An offer is made where the shop must be silent: anger.",))
    with pytest.raises(RefusedError, match="must be silent"):
        await promote(models, "m-2", Line(), by="ana", now=now)
    assert current_model(models).name == "m-1"
    await promote(models, "m-2", Line(), by="root", now=now, override="the test is wrong")
    assert served_history(models)[0].reason == "the test is wrong"


async def test_a_model_of_an_older_version_is_refused_by_name(models: Path, now: datetime) -> None:
    made(models, "m-3", code="old")
    with pytest.raises(RefusedError, match=r"m-3 was trained by another version"):
        await promote(models, "m-3", Line(), by="ana", now=now)


async def test_a_model_that_cannot_be_loaded_leaves_the_served_one(models: Path, now: datetime) -> None:
    report(models)
    with pytest.raises(InvalidError, match="cannot be loaded"):
        await promote(models, "m-2", Line(broken="The model cannot be loaded: x"), by="ana", now=now)
    assert current_model(models).name == "m-1"
    assert served_history(models) == []


async def test_a_model_that_is_not_there_is_told_with_those_that_are(models: Path, now: datetime) -> None:
    with pytest.raises(NotFoundError, match="kept are m-2, m-1"):
        await promote(models, "m-9", Line(), by="ana", now=now)
    with pytest.raises(NotFoundError):
        find_model(models, "../../etc/passwd")


async def test_a_compared_model_is_loaded_and_stays_chosen(models: Path, now: datetime) -> None:
    report(models)
    line = Line()
    assert await promote(models, "m-2", line, by="ana", now=now) == (find_model(models, "m-2"), True)
    assert line.loaded == ["m-2.tar.gz"]
    assert not needs_training(models, ROOT)
    with pytest.raises(ConflictError, match="served model already"):
        await promote(models, "m-2", line, by="ana", now=now)


async def test_without_a_running_assistant_it_answers_from_the_next_start(models: Path, now: datetime) -> None:
    report(models)
    _, is_live = await promote(models, "m-2", Line(up=False), by="ana", now=now)
    assert not is_live
    assert current_model(models).name == "m-2"


@pytest.mark.parametrize("chosen", [False, True])
async def test_going_back_needs_no_comparison(models: Path, now: datetime, chosen: bool) -> None:
    """Also to a first model that nobody chose: it was served because there was no other."""
    with pytest.raises(InvalidError, match="No earlier model"):
        previous(models)
    if chosen:
        remember_served(models, Served("m-1.tar.gz", "ana", now))
    report(models)
    await promote(models, "m-2", Line(), by="ana", now=now)
    await promote(models, previous(models).name, Line(), by="ana", now=now + timedelta(minutes=1))
    assert current_model(models).name == "m-1"


def test_a_start_trains_where_nobody_chose_and_the_data_is_newer(models: Path, now: datetime) -> None:
    assert needs_training(models, ROOT)
    make_current(models, made(models, "m-4", fingerprint=fingerprint()))
    assert not needs_training(models, ROOT)
    remember_served(models, Served("m-1.tar.gz", "ana", now))
    make_current(models, find_model(models, "m-1"))
    assert not needs_training(models, ROOT)
    make_current(models, made(models, "m-1", code="old"))
    assert needs_training(models, ROOT)


def test_a_note_cut_off_by_a_crash_is_no_model(models: Path) -> None:
    (models / "m-2.json").write_text('{"file": "m-2', encoding="utf-8")
    (models / CURRENT).write_text("", encoding="utf-8")
    assert [model.name for model in kept_models(models)] == ["m-1"]
    assert current_model(models) is None


def test_few_changes_are_no_sure_difference() -> None:
    verdict = decide([Reading(False, True)] * 3 + [Reading(True, True)] * 100, [])
    assert verdict.sentence.startswith("No sure difference: 3 sentence(s) better, 0 worse")
    assert not verdict.is_surely_worse


def test_many_lost_sentences_are_surely_worse() -> None:
    verdict = decide([Reading(True, False)] * 12 + [Reading(True, True)] * 100, [])
    assert verdict.is_surely_worse
    assert verdict.low <= verdict.gain <= verdict.high < 0


def test_mcnemar_is_the_exact_binomial_tail() -> None:
    assert mcnemar(0, 0) == 1.0
    assert mcnemar(1, 9) == pytest.approx(2 * (1 + 10) / 2**10)

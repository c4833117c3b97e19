"""What a comparison found, as it is kept beside the model."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from training.models import TrainedModel, write_whole
from training.verdict import Verdict


@dataclass(frozen=True)
class Figures:
    """One model's figures: shares 0-1, milliseconds a message, seconds of training."""

    name: str
    accuracy: float
    cross_validated: float
    mood_recall: float
    mood_false_alarms: float
    conversations_passed: int
    conversations: int
    p50_ms: float
    p95_ms: float
    megabytes: float
    seconds: float


@dataclass(frozen=True)
class Change:
    """A test sentence that one model reads rightly and the other does not; `kind` is test, training, mood or talk."""

    kind: str
    text: str
    meant: str
    before: str
    after: str


@dataclass(frozen=True)
class Slip:
    """A training sentence, and as what a model read it that had not seen it."""

    text: str
    meant: str
    read: str


@dataclass(frozen=True)
class Report:
    """A comparison; `refusals` are the guarded figures that fell, in sentences, `slips` the new model's confusions."""

    live: str
    candidate: str
    figures: tuple[Figures, Figures]
    better: tuple[Change, ...]
    worse: tuple[Change, ...]
    verdict: Verdict
    refusals: tuple[str, ...]
    confusions: tuple[tuple[str, str, int], ...]
    slips: tuple[Slip, ...] = ()


def read_report(models: Path, model: TrainedModel) -> Report | None:
    """The kept comparison of that model, or None."""
    try:
        told = json.loads(_place(models, model).read_text(encoding="utf-8"))
        return Report(
            live=told["live"],
            candidate=told["candidate"],
            figures=(Figures(**told["figures"][0]), Figures(**told["figures"][1])),
            better=tuple(Change(**one) for one in told["better"]),
            worse=tuple(Change(**one) for one in told["worse"]),
            verdict=Verdict(**told["verdict"]),
            refusals=tuple(told["refusals"]),
            confusions=tuple((one[0], one[1], one[2]) for one in told["confusions"]),
            slips=tuple(Slip(**one) for one in told.get("slips", ())),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None  # Not compared yet, or by an older version: it is compared again.


def keep_report(models: Path, model: TrainedModel, report: Report) -> None:
    """Keep it beside the model."""
    text = json.dumps(asdict(report), indent=1, ensure_ascii=False)
    write_whole(_place(models, model), text + "\n")


def _place(models: Path, model: TrainedModel) -> Path:
    return models / f"{model.name}.report.json"

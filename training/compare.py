"""A model beside the served one: what got better and worse, sentence by sentence, and how sure that is (R62).

Frozen test sentences, cross-validation over the training data, mood, speed and size, and test conversations.
"""

import csv
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

from training.examination import examine
from training.likeness import doubtful, talks_alike
from training.models import TrainedModel
from training.rehearsal import Played, Rehearsal, chosen, conversations, played_by
from training.report import Change, Figures, Report, Slip, keep_report
from training.sources import ROOT
from training.verdict import Reading, Verdict, decide

Progress = Callable[[str], None]
_TESTS = Path("tests") / "understanding"
_MOST_SHOWN = 60


@dataclass(frozen=True)
class _Exam:
    """All that one model did."""

    model: TrainedModel
    readings: Sequence[Mapping[str, Any]]
    moods: Sequence[Mapping[str, Any]]
    unseen: Sequence[Mapping[str, str]]
    played: Mapping[str, Played]


def compare(
    models: Path,
    live: TrainedModel,
    candidate: TrainedModel,
    project: Path = ROOT,
    progress: Progress = print,
    *,
    every: bool = False,
) -> Report:
    """Examine both models and keep the report beside the candidate; `TrainingError` when an examination fails.

    The candidate plays all conversations that guard something and a sample of the others, drawn by its data; `every`
    plays them all. The live model plays again what may go otherwise with it. Sentences are examined beside that.
    """
    both, tell = (live, candidate), _one_at_a_time(progress)
    sentences, moods = _rows(project, "held_out.csv"), _rows(project, "mood_sentences.csv")
    told = conversations(project)
    wanted = told if every else chosen(told, candidate.fingerprint)
    tell(f"chosen: {len(wanted)} of {len(told)} test conversations")
    said = list(dict.fromkeys(text for one in wanted for text in one.said))
    with Rehearsal(models, project) as rehearsal, ThreadPoolExecutor(1) as beside:
        tell(f"playing the test conversations with {candidate.name}")
        playing = beside.submit(played_by, models, candidate, rehearsal, wanted)
        tell("reading the test sentences with both models, and cross-validating their data")
        answers, unseen = examine(models, both, [row["text"] for row in (*sentences, *moods)] + said)
        after = playing.result()
        heard = [dict(zip(said, answer[-len(said) :], strict=True)) if said else {} for answer in answers]
        again = wanted if not talks_alike(models, both) else doubtful(wanted, after, heard)
        tell(f"playing {len(again)} of them with {live.name}, which may go otherwise")
        before = {**after, **played_by(models, live, rehearsal, again)}
    size, end = len(sentences), len(sentences) + len(moods)
    exams = [
        _Exam(model, answer[:size], answer[size:end], folds, talks)
        for model, answer, folds, talks in zip(both, answers, unseen, (before, after), strict=True)
    ]
    report = _report(exams[0], exams[1], sentences, moods)
    keep_report(models, candidate, report)
    return report


def _one_at_a_time(progress: Progress) -> Progress:
    """Both lines of work tell their steps by the same voice."""
    alone = Lock()

    def tell(step: str) -> None:
        with alone:
            progress(step)

    return tell


def _rows(project: Path, file: str) -> list[dict[str, str]]:
    """The frozen test file: the project's own, else the house's."""
    own = project / _TESTS / file
    with (own if own.exists() else ROOT / _TESTS / file).open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def _report(
    live: _Exam, new: _Exam, sentences: Sequence[Mapping[str, str]], moods: Sequence[Mapping[str, str]]
) -> Report:
    changes = [*_sentence_changes(live, new, sentences), *_unseen_changes(live, new), *_mood_changes(live, new, moods)]
    changes += _talk_changes(live, new)
    better = [change for change in changes if change.after == change.meant]
    worse = [change for change in changes if change.before == change.meant]
    readings = [_reading(row, old, now) for row, old, now in zip(sentences, live.readings, new.readings, strict=True)]
    figures = (_figures(live, sentences, moods), _figures(new, sentences, moods))
    verdict = decide(readings, _shared(live, new))
    return Report(
        live=live.model.name,
        candidate=new.model.name,
        figures=figures,
        better=tuple(better[:_MOST_SHOWN]),
        worse=tuple(worse[:_MOST_SHOWN]),
        verdict=verdict,
        refusals=tuple(_refusals(figures, verdict, [one for one in worse if one.kind == "talk"], new)),
        confusions=(confusions := _confusions(new)),
        slips=_slips(new, {(meant, read) for meant, read, _ in confusions}),
    )


def _refusals(figures: tuple[Figures, Figures], verdict: Verdict, talks: Sequence[Change], new: _Exam) -> list[str]:
    live, candidate = figures
    found = []
    silent = [one.text for one in talks if new.played[one.text].guards_silence]
    if silent:
        found.append(f"An offer is made where the shop must be silent: {'; '.join(silent[:3])}.")
    others = [one.text for one in talks if one.text not in silent]
    if others:
        found.append(f"{len(others)} test conversation(s) no longer go as told: {'; '.join(others[:3])}.")
    if candidate.mood_recall < live.mood_recall - 0.01:
        found.append(
            f"Unhappy customers are noticed less: {live.mood_recall:.1%} before, {candidate.mood_recall:.1%} now."
        )
    if verdict.is_surely_worse:
        found.append(f"The test sentences are understood worse, by more than chance (p = {verdict.p_value:.3f}).")
    return found


def _figures(exam: _Exam, sentences: Sequence[Mapping[str, str]], moods: Sequence[Mapping[str, str]]) -> Figures:
    right = [row["intent"] == read["intent"] for row, read in zip(sentences, exam.readings, strict=True)]
    unhappy = [read["mood"] == "unhappy" for row, read in zip(moods, exam.moods, strict=True) if row["unhappy"] == "1"]
    calm = [read["mood"] == "unhappy" for row, read in zip(moods, exam.moods, strict=True) if row["unhappy"] != "1"]
    times = sorted(float(read["ms"]) for read in exam.readings)
    return Figures(
        name=exam.model.name,
        accuracy=_share(right),
        cross_validated=_share([one["intent"] == one["read"] for one in exam.unseen]),
        mood_recall=_share(unhappy),
        mood_false_alarms=_share(calm),
        conversations_passed=sum(one.passed for one in exam.played.values()),
        conversations=len(exam.played),
        p50_ms=times[len(times) // 2] if times else 0.0,
        p95_ms=times[int(len(times) * 0.95)] if times else 0.0,
        megabytes=exam.model.megabytes,
        seconds=exam.model.seconds,
    )


def _reading(row: Mapping[str, str], old: Mapping[str, Any], new: Mapping[str, Any]) -> Reading:
    return Reading(row["intent"] == old["intent"], row["intent"] == new["intent"])


def _sentence_changes(live: _Exam, new: _Exam, sentences: Sequence[Mapping[str, str]]) -> list[Change]:
    rows = zip(sentences, live.readings, new.readings, strict=True)
    return [
        Change("test", row["text"], row["intent"], str(old["intent"]), str(now["intent"]))
        for row, old, now in rows
        if old["intent"] != now["intent"]
    ]


def _shared(live: _Exam, new: _Exam) -> list[Reading]:
    """Sentences that both data sets have under the same intent, as models read them that have not seen them."""
    before = {(one["text"], one["intent"]): one["read"] for one in live.unseen}
    return [
        Reading(before[one["text"], one["intent"]] == one["intent"], one["read"] == one["intent"])
        for one in new.unseen
        if (one["text"], one["intent"]) in before
    ]


def _unseen_changes(live: _Exam, new: _Exam) -> list[Change]:
    before = {(one["text"], one["intent"]): one["read"] for one in live.unseen}
    found = []
    for one in new.unseen:
        old = before.get((one["text"], one["intent"]))
        if old is not None and old != one["read"]:
            found.append(Change("training", one["text"], one["intent"], old, one["read"]))
    return found


def _mood_changes(live: _Exam, new: _Exam, moods: Sequence[Mapping[str, str]]) -> list[Change]:
    found = []
    for row, old, now in zip(moods, live.moods, new.moods, strict=True):
        meant = "unhappy" if row["unhappy"] == "1" else "calm"
        before, after = ("unhappy" if one["mood"] == "unhappy" else "calm" for one in (old, now))
        if before != after:
            found.append(Change("mood", row["text"], meant, before, after))
    return found


def _talk_changes(live: _Exam, new: _Exam) -> list[Change]:
    return [
        Change("talk", name, "as told", _as_told(live.played[name]), _as_told(played))
        for name, played in new.played.items()
        if name in live.played and live.played[name].passed != played.passed
    ]


def _as_told(played: Played) -> str:
    return "as told" if played.passed else played.trouble


def _confusions(exam: _Exam) -> tuple[tuple[str, str, int], ...]:
    """How often each intent was read as another, the most frequent first."""
    counted = Counter((one["intent"], one["read"]) for one in exam.unseen if one["intent"] != one["read"])
    return tuple((meant, read, count) for (meant, read), count in counted.most_common(_MOST_SHOWN))


def _slips(exam: _Exam, pairs: Collection[tuple[str, str]]) -> tuple[Slip, ...]:
    found = (Slip(one["text"], one["intent"], one["read"]) for one in exam.unseen)
    return tuple(one for one in found if (one.meant, one.read) in pairs)


def _share(values: Sequence[bool]) -> float:
    return round(sum(values) / len(values), 4) if values else 0.0

"""`make compare`: a model beside the served one, sentence by sentence, with a verdict."""

import argparse
import sys

import bootstrap
from sales.errors import GoeswithError
from training.compare import compare
from training.models import TrainedModel, current_model, find_model, kept_models
from training.report import Change, Report
from training.train import TrainingError

_SHOWN = 15


def main(arguments: list[str] | None = None) -> int:
    """Compare the named model, else the newest one; 1 with a sentence where there is nothing to compare."""
    parser = argparse.ArgumentParser(prog="jobs.compare")
    parser.add_argument("model", nargs="?")
    parser.add_argument("--all", action="store_true", help="play every test conversation, not a sample of them")
    options = parser.parse_args(arguments)
    settings = bootstrap.settings()
    models = settings.home / "models"
    live = current_model(models)
    try:
        candidate = find_model(models, options.model) if options.model else _newest(kept_models(models), live)
        if live is None or candidate is None:
            print("There is no other model to compare with the served one; `make train` makes one.", file=sys.stderr)
            return 1
        report = compare(models, live, candidate, settings.project, _tell, every=options.all)
    except (GoeswithError, TrainingError) as error:
        print(error, file=sys.stderr)
        return 1
    print_report(report)
    return 0


def _tell(step: str) -> None:
    print(f"· {step}", flush=True)


def print_report(report: Report) -> None:
    """The table, what changed, the verdict and what stands against a promotion."""
    old, new = report.figures
    rows = (
        ("test sentences understood", f"{old.accuracy:.1%}", f"{new.accuracy:.1%}"),
        ("cross-validated", f"{old.cross_validated:.1%}", f"{new.cross_validated:.1%}"),
        ("unhappy noticed", f"{old.mood_recall:.1%}", f"{new.mood_recall:.1%}"),
        ("false alarms", f"{old.mood_false_alarms:.1%}", f"{new.mood_false_alarms:.1%}"),
        (
            "test conversations",
            _of(old.conversations_passed, old.conversations),
            _of(new.conversations_passed, new.conversations),
        ),
        ("ms a message, p95", f"{old.p95_ms:.1f}", f"{new.p95_ms:.1f}"),
        ("MB", f"{old.megabytes:.1f}", f"{new.megabytes:.1f}"),
    )
    print(f"{'':28}{'served':>14}{'new':>14}")
    for name, before, after in rows:
        print(f"{name:28}{before:>14}{after:>14}")
    for title, changes in (("Better", report.better), ("Worse", report.worse)):
        print(f"\n{title} ({len(changes)})")
        print("\n".join(_line(change) for change in changes[:_SHOWN]))
    print(f"\n{report.verdict.sentence}")
    for refusal in report.refusals:
        print(f"Not to be promoted: {refusal}")
    if not report.refusals:
        print(f"Nothing stands against it: make promote MODEL={report.candidate}")


def _newest(kept: list[TrainedModel], live: TrainedModel | None) -> TrainedModel | None:
    return next((model for model in kept if live is None or model.file != live.file), None)


def _of(passed: int, count: int) -> str:
    return f"{passed} of {count}"


def _line(change: Change) -> str:
    return f"  {change.text}: {change.before} -> {change.after} (meant {change.meant})"


if __name__ == "__main__":
    sys.exit(main())

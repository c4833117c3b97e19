"""`make train`: check the language data, train the assistant, print a report."""

import argparse
import sys
from datetime import UTC, datetime

from settings import Settings
from training.models import current_model, find_model, is_chosen
from training.runs import Run, Runs, be_kind
from training.train import Progress, TrainedModel, TrainingError, train


def main(arguments: list[str] | None = None) -> int:
    """Train into the shop's home; 1 with the places named when the data or the training is at fault."""
    parser = argparse.ArgumentParser(prog="jobs.train")
    parser.add_argument("--queue", action="store_true", help="work off what trainers asked for on their page")
    if parser.parse_args(arguments).queue:
        return _work_off()
    settings = Settings()
    models = settings.home / "models"
    is_kept = is_chosen(models)
    try:
        model = train(models, lambda step: print(f"· {step}", flush=True), project=settings.project, serve=not is_kept)
    except TrainingError as error:
        print(*error.problems, error, sep="\n", file=sys.stderr)
        return 1
    print(f"Trained {model.file} in {model.seconds:.0f} s, {model.megabytes} MB, from {model.revision}.")
    if is_kept and (served := current_model(models)):
        print(f"{served.name} was chosen by hand and stays; `make compare` and `make promote MODEL={model.name}` next.")
    return 0


def _work_off() -> int:
    settings = Settings()
    from training.compare import compare  # noqa: PLC0415 - a training does without, and without what it loads

    be_kind()

    def one(run: Run, progress: Progress) -> TrainedModel:
        models = settings.home / "models"
        if not run.compares:
            return train(models, progress, project=settings.project, serve=False, asked_by=run.asked_by)
        live, candidate = current_model(models), find_model(models, run.compares)
        if live is None:
            raise TrainingError("There is no served model to compare with.")
        compare(models, live, candidate, settings.project, progress)
        return candidate

    Runs(settings.home).work_off(one, lambda: datetime.now(UTC))
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""`make train`: check the language data, train the assistant, print a report."""

import sys

import bootstrap
from training.train import TrainingError, train


def main() -> int:
    """Train into the shop's home; 1 with the places named when the data or the training is at fault."""
    try:
        model = train(bootstrap.settings().home / "models", progress=lambda step: print(f"· {step}", flush=True))
    except TrainingError as error:
        print(*error.problems, error, sep="\n", file=sys.stderr)
        return 1
    print(f"Trained {model.file} in {model.seconds:.0f} s, {model.megabytes} MB, from {model.revision}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())

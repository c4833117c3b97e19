"""The dialogue engine's process: it becomes Rasa, with the model that is the served one at this start."""

import os
import sys

import bootstrap
from training.models import current_model
from training.sources import ROOT
from training.train import RASA_PYTHON, rasa_environment


def main() -> None:
    """Replace this process by Rasa; ends with a sentence while there is no model."""
    settings = bootstrap.settings()
    models = settings.home / "models"
    model = current_model(models)
    if model is None:
        sys.exit(f"There is no trained model in {models}; `make train` makes one.")
    os.chdir(ROOT)
    command = [
        *(str(RASA_PYTHON), "-m", "components.start", "run", "--model", str(models / model.file)),
        *("--endpoints", "endpoints.yml", "--credentials", "credentials.yml"),
        *("-i", "127.0.0.1", "-p", str(settings.assistant_port)),
    ]
    os.execve(command[0], command, {**rasa_environment(), **os.environ})


if __name__ == "__main__":
    main()

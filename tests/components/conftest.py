"""These tests run where Rasa is: `components/.venv/bin/python -m pytest tests/components`."""

import importlib.util
import warnings
from pathlib import Path
from typing import Any

import pytest

collect_ignore_glob = [] if importlib.util.find_spec("rasa") else ["test_*.py", "mini_project.py"]


@pytest.fixture(scope="session")
def mini_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The miniature project's trained model."""
    from tests.components import mini_project  # noqa: PLC0415 - Rasa is not in every environment

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return mini_project.train(mini_project.write(tmp_path_factory.mktemp("mini") / "project"))


@pytest.fixture(scope="session")
def agent(mini_model: Path) -> Any:
    """An agent with the miniature model, loaded as components/start.py does, and no action server."""
    from rasa.core.agent import Agent  # noqa: PLC0415 - Rasa is not in every environment

    from components.once import work_out_once  # noqa: PLC0415

    work_out_once()
    return Agent.load(mini_model)

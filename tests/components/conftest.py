"""These tests run where Rasa is: `components/.venv/bin/python -m pytest tests/components`."""

import importlib.util

collect_ignore_glob = [] if importlib.util.find_spec("rasa") else ["test_*.py"]

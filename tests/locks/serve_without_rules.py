"""The product with that action server in place of its own. Only a test starts it."""

import sys
from pathlib import Path

from jobs import serve
from settings import Settings

_write_config = serve._write_config


def _with_other_actions(settings: Settings) -> Path:
    config = _write_config(settings)
    written = config.read_text()
    changed = written.replace("-m actions ", "-m tests.locks.actions_without_rules ")
    assert changed != written
    config.write_text(changed)
    return config


if __name__ == "__main__":
    serve._write_config = _with_other_actions
    sys.exit(serve.main())

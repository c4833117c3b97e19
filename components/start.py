"""Rasa's own command line, without TensorFlow where nothing needs it: `python -m components.start run …`.

`python -m components.start examine` asks models questions (components/examination.py).
"""

import os
import sys
from pathlib import Path

from components import no_tensorflow


def main() -> None:
    """Do what `python -m rasa` would with the same arguments, or examine."""
    if not no_tensorflow.is_needed(Path(os.environ.get("GOESWITH_PROJECT") or ".") / "config.yml"):
        no_tensorflow.leave_out()
    from components.once import work_out_once  # noqa: PLC0415 - Rasa imports TensorFlow

    work_out_once()
    if sys.argv[1:] == ["examine"]:
        from components import examination  # noqa: PLC0415

        examination.main()
        return
    from rasa.__main__ import main as rasa  # noqa: PLC0415

    sys.argv[0] = "rasa"
    rasa()


if __name__ == "__main__":
    main()

"""Train the assistant: `python -m components.make_model --out FOLDER --name NAME`, from the project's folder.

As `rasa train` does it, without what pays only for components that learn for minutes (components/sparing.py), and with
the parts that need nothing of Rasa beside it (components/beforehand.py). Where config.yml names components of somebody
else's, it is `rasa train` as it is.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
from pathlib import Path

from components import no_tensorflow
from components.kept import FOLDER


def main() -> int:
    """Train; 1 when Rasa has nothing to train on."""
    parser = argparse.ArgumentParser(prog="components.make_model")
    parser.add_argument("--out", required=True)
    parser.add_argument("--name", required=True)
    parser.add_argument("--data", nargs="+", default=["data/nlu", "data/rules", "data/stories"])
    options = parser.parse_args()
    if no_tensorflow.is_needed(Path("config.yml")):
        return _train(options, is_ours=False)
    no_tensorflow.leave_out()
    if not os.environ.get(FOLDER):
        return _train(options, is_ours=True)
    from components.beforehand import beside, make_all  # noqa: PLC0415 - TensorFlow is left out by now

    with beside(make_all):
        return _train(options, is_ours=True)


def _train(options: argparse.Namespace, *, is_ours: bool) -> int:
    import rasa.model_training as rasa  # noqa: PLC0415 - TensorFlow is left out by now, or wanted
    from rasa.shared.data import TrainingType  # noqa: PLC0415
    from rasa.utils.log_utils import configure_structlog  # noqa: PLC0415

    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s - %(message)s")
    configure_structlog(logging.INFO)
    if is_ours:
        from components.sparing import OneReading, spare_work  # noqa: PLC0415

        spare_work()
        reading = OneReading("config.yml", "domain.yml", options.data)
        if reading.is_plain():
            rasa._check_unresolved_slots(reading.get_domain(), reading.get_stories())
            kind, out, name = TrainingType.BOTH, options.out, options.name
            done = rasa._train_graph(reading, kind, out, name, force_full_training=True)
            return int(done.code)
    done = rasa.train("domain.yml", "config.yml", options.data, options.out, fixed_model_name=options.name)
    return int(done.code)


if __name__ == "__main__":
    sys.exit(main())

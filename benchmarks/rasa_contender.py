"""One pipeline, trained and asked inside Rasa in a process of its own (started by `benchmarks.understanding`).

Reads a job file, writes an answer file: seconds of training, peak memory, and per text the ranking, `in_scope`
and milliseconds of `Agent.parse_message`. Every pipeline runs as this house starts Rasa (components/start.py): the
order of the components worked out once, TensorFlow left out where no component of the pipeline is Rasa's own.
"""

from __future__ import annotations

import asyncio
import json
import logging
import sys
import time
from pathlib import Path
from typing import Any

import yaml

from benchmarks import report
from components import no_tensorflow


def train(job: dict[str, Any], work: Path) -> tuple[str, float]:
    """Train the pipeline on the job's examples; give the model's path and the seconds it took."""
    config, data = work / "config.yml", work / "nlu.json"
    told = {"recipe": "default.v1", "language": "en", "pipeline": job["pipeline"], "policies": []}
    config.write_text(yaml.safe_dump(told))
    if not no_tensorflow.is_needed(config):
        no_tensorflow.leave_out()
    import structlog  # noqa: PLC0415 - Rasa's world, imported in this process only
    from rasa.model_training import train_nlu  # noqa: PLC0415

    from components.once import work_out_once  # noqa: PLC0415

    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    work_out_once()
    examples = [{"text": text, "intent": intent, "entities": []} for text, intent in job["train"]]
    data.write_text(json.dumps({"rasa_nlu_data": {"common_examples": examples}}))
    began = time.perf_counter()
    model = train_nlu(str(config), str(data), str(work / "models"))
    if not model:
        raise RuntimeError("Rasa trained no model.")
    return model, time.perf_counter() - began


async def ask(model: str, texts: list[str], warm_up: list[str]) -> list[dict[str, Any]]:
    """Parse each text once, in order, after a warm-up with other texts."""
    from rasa.core.agent import Agent  # noqa: PLC0415

    agent = Agent.load(model)
    for text in warm_up:
        await agent.parse_message(text)
    answers = []
    for text in texts:
        began = time.perf_counter()
        parsed = await agent.parse_message(text)
        took = (time.perf_counter() - began) * 1000
        ranking = [(entry["name"], entry["confidence"]) for entry in parsed.get("intent_ranking", [])]
        answers.append({"ranking": ranking, "in_scope": parsed.get("in_scope"), "ms": took})
    return answers


def main() -> None:
    """Do the job named on the command line and write the answers beside it."""
    place = Path(sys.argv[1])
    job = json.loads(place.read_text(encoding="utf-8"))
    model, seconds = train(job, place.parent)
    answers = asyncio.run(ask(model, job["texts"], job["warm_up"]))
    result = {"fit_seconds": seconds, "answers": answers, "peak_mb": report.peak_mb()}
    (place.parent / "answers.json").write_text(json.dumps(result), encoding="utf-8")


if __name__ == "__main__":
    main()

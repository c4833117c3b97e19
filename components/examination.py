"""How models read sentences, outside any conversation: `python -m components.start examine < questions.json`.

Questions: `{"models": [file…], "texts": […], "data": [folder…]}`. The answer's `read` is a list for each model of
`{"intent", "confidence", "in_scope", "mood", "unhappy", "ms", "understood"}` a text, `understood` being all that a
conversation goes by; its `unseen` a list for each folder of `{"text", "intent", "read"}`: every training sentence as a
model reads it that has not seen it (five-fold cross-validation).
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from rasa.core.agent import Agent
from rasa.shared.importers.utils import training_data_from_paths

from components.channels.understanding import understand
from components.classifiers.cross_validation import fit_pair
from components.classifiers.examples import HybridSettings, Reader, gather, training_threads
from components.classifiers.stacking import fit_mixture, fold_numbers
from components.featurizers.kept_encoder import kept_encoder
from components.featurizers.sentence_encoder import SentenceEncoder

WARM_UP = 5


async def examine(model: str, texts: list[str]) -> list[dict[str, Any]]:
    """What one model reads in each text; `ms` is the time a text took."""
    agent = Agent.load(model)
    for text in texts[:WARM_UP]:
        await understand(text, agent.parse_message)
    found = []
    for text in texts:
        began = time.perf_counter()
        read = await understand(text, agent.parse_message)
        taken = (time.perf_counter() - began) * 1000
        surest = max(read["parts"], key=lambda part: part["intent"]["confidence"])
        found.append(
            {
                "intent": surest["intent"]["name"],
                "confidence": round(surest["intent"]["confidence"], 4),
                "in_scope": round(surest["in_scope"], 4),
                "mood": read["mood"]["label"],
                "unhappy": round(read["mood"]["unhappy"], 4),
                "ms": round(taken, 3),
                "understood": _gist(read),
            }
        )
    return found


def _gist(read: dict[str, Any]) -> list[Any]:
    """What a dialogue decides by, in every part; certainties in tenths."""
    parts = [
        [
            part["intent"]["name"],
            round(part["intent"]["confidence"], 1),
            round(part["in_scope"], 1),
            sorted([entity["entity"], str(entity["value"])] for entity in part["entities"]),
            sorted(part.get("slips") or []),
        ]
        for part in read["parts"]
    ]
    return [parts, read["mood"]["label"], round(read["mood"]["unhappy"], 1)]


def cross_examine(folder: Path, encoder: SentenceEncoder) -> list[dict[str, str]]:
    """Every sentence of `folder`/data/nlu with its intent and how a model trained on the others reads it."""
    nlu = folder / "data" / "nlu"
    if not nlu.is_dir():
        return []
    data = training_data_from_paths([str(nlu)], "en")
    texts = [message.get("text") for message in data.intent_examples]
    intents = [message.get("intent") for message in data.intent_examples]
    settings = HybridSettings(misspelt_copies=False)
    reader = Reader(partial(encoder.kept_rows, threads=training_threads()), str)
    examples = gather(texts, intents, reader, settings)
    dealt = fold_numbers(examples.numbers, int(settings.folds), int(settings.seed))
    embedding = np.zeros((len(texts), len(examples.labels)))
    ngrams = np.zeros_like(embedding)
    for fold in range(int(settings.folds)):
        unseen = np.flatnonzero(dealt == fold)
        one, two = fit_pair(examples, np.flatnonzero(dealt != fold), settings)
        embedding[unseen] = one.dense(examples.vectors[unseen])
        ngrams[unseen] = np.asarray(examples.rows[unseen] @ two.weights + two.bias)
    factors = fit_mixture(embedding, ngrams, examples.numbers)
    read = (factors[0] * embedding + factors[1] * ngrams).argmax(axis=1)
    return [
        {"text": text, "intent": intent, "read": examples.labels[int(place)]}
        for text, intent, place in zip(texts, intents, read)  # noqa: B905 - equal lengths
    ]


def main() -> None:
    """Answer the questions on standard input."""
    asked = json.load(sys.stdin)
    answer: dict[str, Any] = {"unseen": []}
    # Libraries print while they load; what is said here must be the answer alone.
    with contextlib.redirect_stdout(sys.stderr):
        answer["read"] = [asyncio.run(examine(model, asked["texts"])) for model in asked["models"]]
        if asked["data"]:
            with tempfile.TemporaryDirectory() as place:
                encoder = kept_encoder(Path(place))
            answer["unseen"] = [cross_examine(Path(folder), encoder) for folder in asked["data"]]
    json.dump(answer, sys.stdout)

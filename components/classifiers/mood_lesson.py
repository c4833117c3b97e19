"""The mood model from the mood files, or as an earlier training of the same files left it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import numpy as np

from components.classifiers.examples import training_threads
from components.classifiers.mood_examples import fingerprint, read_examples
from components.classifiers.mood_model import MoodSettings, fit_mood
from components.featurizers.sentence_encoder import SentenceEncoder
from components.kept import Kept


def learn_mood(data: str | Path, settings: MoodSettings, encoder: SentenceEncoder, directory: Path) -> None:
    """Save the model of the files in `data` into the empty directory; InvalidConfigException for a broken file."""

    def make(place: Path) -> None:
        texts, moods = read_examples(data)
        fit_mood(texts, moods, partial(both, encoder), settings).save(place)

    Kept.here().part("mood", f"{fingerprint(data)}:{settings!r}:{encoder.name}", make, directory)


def both(encoder: SentenceEncoder, texts: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """Give meaning and tone of each text, shapes (texts, 384)."""
    return encoder.pairs(texts, training_threads())

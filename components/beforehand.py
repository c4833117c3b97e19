"""What a training needs and can be made before Rasa has read its files: `python -m components.beforehand meanings`.

Run from the project's folder, with $GOESWITH_KEPT. `meanings` encodes the training texts and learns the mood, `spans`
learns the span tagger. A training beside it takes over what is made and waits for what is in the making; whatever it
does not find there it makes itself, so nothing depends on this but its speed.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import yaml
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.formats.rasa_yaml import RasaYAMLReader
from rasa.shared.nlu.training_data.message import Message

from components import no_tensorflow

DATA = Path("data/nlu")


def main(wanted: str) -> None:
    """Make what is wanted, unless it is there already."""
    no_tensorflow.leave_out()
    examples = [one for path in sorted(DATA.rglob("*.yml")) for one in RasaYAMLReader().read(path).training_examples]
    told = yaml.safe_load(Path("config.yml").read_text(encoding="utf-8"))
    configured = {str(part["name"]).split(".")[-1]: part for part in told["pipeline"]}
    with tempfile.TemporaryDirectory() as folder:
        if wanted == "spans" and "SpanExtractor" in configured:
            make_spans(examples, Path(folder))
        if wanted == "meanings":
            make_meanings(examples, configured, Path(folder))


def make_spans(examples: list[Message], place: Path) -> None:
    """Learn the span tagger as the component of that name will ask for it."""
    from components.extractors.sequence_tagger import Sentence  # noqa: PLC0415 - TensorFlow is left out by now
    from components.extractors.span_lesson import labels_of, learn_spans  # noqa: PLC0415
    from components.tokenizers.english import english, words_of  # noqa: PLC0415

    nlp = english()
    sentences = []
    for example in examples:
        words = words_of(nlp, example.get(TEXT))
        places = [(start, start + len(text)) for text, start, _ in words]
        labels = labels_of(places, example.get(ENTITIES, []))
        sentences.append(Sentence([(text, lemma) for text, _, lemma in words], labels, example.get(INTENT)))
    learn_spans(sentences, place)


def make_meanings(examples: list[Message], configured: Mapping[str, Mapping[str, Any]], place: Path) -> None:
    """Encode what the classifier will ask for, then learn the mood."""
    from components.classifiers.examples import HybridSettings, readings, training_threads  # noqa: PLC0415
    from components.classifiers.mood_lesson import learn_mood  # noqa: PLC0415
    from components.classifiers.mood_model import MoodSettings  # noqa: PLC0415
    from components.featurizers.kept_encoder import kept_encoder  # noqa: PLC0415
    from components.featurizers.spelling import Speller  # noqa: PLC0415

    (place / "encoder").mkdir()
    (place / "mood").mkdir()
    encoder = kept_encoder(place / "encoder")
    if (asked := configured.get("HybridIntentClassifier")) is not None:
        texts = [example.get(TEXT) for example in examples if example.get(INTENT)]
        speller = Speller.fit(example.get(TEXT) for example in examples)
        settings = HybridSettings(**{key: asked[key] for key in asdict(HybridSettings()) if key in asked})
        every = readings(texts, speller.correct, settings)
        del speller  # Its word list is the most of this process's memory.
        encoder.kept_rows(every, training_threads())
    if (asked := configured.get("MoodClassifier")) is not None:
        settings = MoodSettings(**{key: asked[key] for key in asdict(MoodSettings()) if key in asked})
        learn_mood(asked.get("data", "data/mood"), settings, encoder, place / "mood")


if __name__ == "__main__":
    main(sys.argv[1])

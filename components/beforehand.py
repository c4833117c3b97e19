"""What a training needs and can be made before Rasa has read its files, in two processes forked off by `beside`.

Run from the project's folder, with $GOESWITH_KEPT. One encodes the training texts and learns the mood, one learns the
span tagger. The training takes over what is made and waits for what is in the making; what it does not find there it
makes itself, so nothing depends on this but its speed. Being forks they share with it what all three had to load.
"""

from __future__ import annotations

import gc
import multiprocessing
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import yaml
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.formats.rasa_yaml import RasaYAMLReader
from rasa.shared.nlu.training_data.message import Message

from components.classifiers.examples import HybridSettings, readings, training_threads
from components.classifiers.mood_lesson import learn_mood
from components.classifiers.mood_model import MoodSettings
from components.extractors.sequence_tagger import Sentence
from components.extractors.span_lesson import labels_of, learn_spans
from components.featurizers.kept_encoder import kept_encoder
from components.featurizers.spelling import Speller
from components.tokenizers.english import english, words_of

DATA = Path("data/nlu")
Configured = Mapping[str, Mapping[str, Any]]


def make_all() -> None:
    """Make what config.yml asks for, unless it is there already."""
    examples = [one for path in sorted(DATA.rglob("*.yml")) for one in RasaYAMLReader().read(path).training_examples]
    told = yaml.safe_load(Path("config.yml").read_text(encoding="utf-8"))
    configured = {str(part["name"]).split(".")[-1]: part for part in told["pipeline"]}
    with beside(make_spans, examples, configured):
        make_meanings(examples, configured)


@contextmanager
def beside(work: Callable[..., None], *given: Any) -> Iterator[None]:
    """Let a fork of this process do the work during the block, which waits for it; an error in the block ends it."""
    gc.freeze()  # A collection would write into what they share.
    asked: list[int] = []
    # Who is told to end while the fork starts ends once it is known: else it would go on alone.
    before = signal.signal(signal.SIGTERM, lambda number, _: asked.append(number))
    forked = multiprocessing.get_context("fork").Process(target=_work, args=(asked, work, *given))
    forked.start()
    try:
        signal.signal(signal.SIGTERM, before)
        if asked:
            signal.raise_signal(signal.SIGTERM)
        yield
    except BaseException:
        forked.terminate()
        raise
    finally:
        forked.join()


def _work(asked: Sequence[int], work: Callable[..., None], *given: Any) -> None:
    # So that the fork of a fork ends with it, and temporary folders go.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    if asked:
        sys.exit(128 + signal.SIGTERM)
    work(*given)


def make_spans(examples: Sequence[Message], configured: Configured) -> None:
    """Learn the span tagger as the component of that name will ask for it."""
    if "SpanExtractor" not in configured:
        return
    nlp = english()
    sentences = []
    for example in examples:
        words = words_of(nlp, example.get(TEXT))
        places = [(start, start + len(text)) for text, start, _ in words]
        labels = labels_of(places, example.get(ENTITIES, []))
        sentences.append(Sentence([(text, lemma) for text, _, lemma in words], labels, example.get(INTENT)))
    with tempfile.TemporaryDirectory() as folder:
        learn_spans(sentences, Path(folder))


def make_meanings(examples: Sequence[Message], configured: Configured) -> None:
    """Encode what the classifier will ask for, then learn the mood."""
    with tempfile.TemporaryDirectory() as folder:
        (quantised := Path(folder) / "encoder").mkdir()
        (mood := Path(folder) / "mood").mkdir()
        encoder = kept_encoder(quantised)
        if (asked := configured.get("HybridIntentClassifier")) is not None:
            encoder.kept_rows(_readings(examples, asked), training_threads())
        if (asked := configured.get("MoodClassifier")) is not None:
            settings = MoodSettings(**{key: asked[key] for key in asdict(MoodSettings()) if key in asked})
            learn_mood(asked.get("data", "data/mood"), settings, encoder, mood)


def _readings(examples: Sequence[Message], asked: Mapping[str, Any]) -> list[str]:
    texts = [example.get(TEXT) for example in examples if example.get(INTENT)]
    speller = Speller.fit(example.get(TEXT) for example in examples)
    settings = HybridSettings(**{key: asked[key] for key in asdict(HybridSettings()) if key in asked})
    return readings(texts, speller.correct, settings)

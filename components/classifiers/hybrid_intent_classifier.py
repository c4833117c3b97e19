"""Rasa component: intent from the sentence embedding and n-grams together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import partial
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.checked_config import check_config
from components.classifiers.evidence import SCOPE_EVIDENCE
from components.classifiers.examples import HybridSettings, Reader, training_threads
from components.classifiers.hybrid_model import HybridModel, Lesson, teacher
from components.featurizers.sentence_featurizer import SentenceFeaturizer
from components.featurizers.sentence_vector import SENTENCE_VECTOR, SentenceVector

RECIPE = "hybrid-3"
LIMITS = {
    "embedding_c": (1e-3, 1e4),
    "ngram_c": (1e-3, 1e3),
    "folds": (2, 20),
    "seed": (0, 2**31),
    "most_ngrams": (100, 1e6),
    "shortcut_errors": (0.0, 0.5),
    "ranking_length": (0, 1000),
}


def learn(training_data: TrainingData, config: Mapping[str, Any]) -> Lesson:
    """Fit the hybrid on the examples with text and intent; InvalidConfigException when there are none."""
    examples = [m for m in training_data.intent_examples if m.get(TEXT) and m.get(INTENT)]
    first: SentenceVector | None = examples[0].get(SENTENCE_VECTOR) if examples else None
    if first is None:
        raise InvalidConfigException(
            f"{HybridIntentClassifier.__name__} needs training examples with intents and a "
            f"{SentenceFeaturizer.__name__} before it in the pipeline."
        )
    encode = partial(first.encoder.kept_rows, threads=training_threads())
    reader = Reader(encode, first.speller.correct if first.speller else str)
    settings = HybridSettings(**{key: config[key] for key in asdict(HybridSettings()) if key in config})
    return teacher().lesson([m.get(TEXT) for m in examples], [m.get(INTENT) for m in examples], reader, settings)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class HybridIntentClassifier(IntentClassifier, GraphComponent):
    """Sets `intent` and `intent_ranking`; with `shortcut` sure n-grams spare the embedding."""

    @classmethod
    def required_components(cls) -> list[type]:
        """Name what must stand before it in the pipeline."""
        return [SentenceFeaturizer]

    @staticmethod
    def required_packages() -> list[str]:
        """Name the packages the component cannot run without."""
        return ["sklearn"]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Defaults; `shortcut: true` skips the embedding when the n-grams are sure (a little worse on scope)."""
        return {**asdict(HybridSettings()), "shortcut": False, "ranking_length": 10}

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Refuse unknown options, wrong types and numbers outside their limits."""
        check_config(cls.__name__, config, cls.get_default_config(), LIMITS)

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Train again when the recipe changes."""
        return RECIPE

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource, model: Any = None) -> None:
        self.validate_config(config)
        self._config = {**self.get_default_config(), **config}
        self._storage = storage
        self._resource = resource
        self._model: HybridModel | None = model

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> HybridIntentClassifier:
        """Make an untrained component."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **_: Any,
    ) -> HybridIntentClassifier:
        """Open the model stored at training."""
        with model_storage.read_from(resource) as directory:
            return cls(config, model_storage, resource, HybridModel.load(directory))

    def train(self, training_data: TrainingData) -> Resource:
        """Fit on the examples that have both text and intent; InvalidConfigException without any."""
        self._model = learn(training_data, self._config).model
        with self._storage.write_to(self._resource) as directory:
            self._model.save(directory)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Set intent and ranking on each message; without text or letters the intent is None at 0."""
        for message in messages:
            self._classify(message)
        return messages

    def _classify(self, message: Message) -> None:
        text = message.get(TEXT)
        model = self._model
        ranking: list[dict[str, Any]] = []
        if model is not None and isinstance(text, str) and text.strip():
            lazy: SentenceVector | None = message.get(SENTENCE_VECTOR)
            read = lazy.text if lazy else text
            ngrams = model.ngram_scores(read)
            sure = self._config["shortcut"] and model.is_sure(ngrams)
            found = model.quick(ngrams) if sure or lazy is None else model.full(read, ngrams, lazy.value())
            message.set(SCOPE_EVIDENCE, found.evidence)
            ranking = self._ranking(model.labels, found.probabilities)
        best = dict(ranking[0]) if ranking else {"name": None, "confidence": 0.0}
        message.set(INTENT, best, add_to_output=True)
        message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)

    def _ranking(self, labels: Sequence[str], probabilities: np.ndarray) -> list[dict[str, Any]]:
        order = np.argsort(-probabilities, kind="stable")
        if self._config["ranking_length"]:
            order = order[: int(self._config["ranking_length"])]
        return [{"name": labels[place], "confidence": float(probabilities[place])} for place in order]

"""Rasa component: how the customer feels, from one message; learned from the mood files and from nothing else."""

from __future__ import annotations

import hashlib
import inspect
from dataclasses import asdict
from typing import Any

import numpy as np
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.checked_config import check_config
from components.classifiers import mood_examples, mood_model
from components.classifiers.mood_examples import MOODS
from components.classifiers.mood_lesson import learn_mood
from components.classifiers.mood_model import UNHAPPY, MoodModel, MoodSettings
from components.featurizers.sentence_encoder import RECIPE
from components.featurizers.sentence_featurizer import SentenceFeaturizer
from components.featurizers.sentence_vector import SENTENCE_VECTOR, SentenceVector

MOOD = "mood"
LIMITS = {
    "tone_share": (0.0, 1.0),
    "width": (0.01, 100.0),
    "penalty": (1e-4, 100.0),
    "axes": (2, 768),
    "ngram_share": (0.0, 10.0),
    "ngram_c": (1e-3, 1e3),
    "recall": (0.5, 1.0),
    "folds": (2, 20),
    "seed": (0, 2**31),
    "joined": (0.0, 4.0),
    "quick_errors": (0.0, 0.5),
}


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class MoodClassifier(IntentClassifier, GraphComponent):
    """Sets `mood` to {"label", "unhappy": 0 to 1}; surely neutral messages cost no embedding."""

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
        """`data`: the folder with the mood files; `shortcut: false` always looks at the meaning; the rest tunes."""
        return {**asdict(MoodSettings()), "data": "data/mood", "shortcut": True}

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Refuse unknown options, wrong types and numbers outside their limits."""
        check_config(cls.__name__, config, cls.get_default_config(), LIMITS)

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Train again when a mood file, the model's code or the encoder changes: Rasa sees none of them itself."""
        code = inspect.getsource(mood_model) + inspect.getsource(mood_examples)
        return ":".join(
            (
                mood_examples.fingerprint({**cls.get_default_config(), **config}["data"]),
                hashlib.sha256(code.encode()).hexdigest(),
                RECIPE,
            )
        )

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource, model: Any = None) -> None:
        self.validate_config(config)
        self._config = {**self.get_default_config(), **config}
        self._storage = storage
        self._resource = resource
        self._model: MoodModel | None = model

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> MoodClassifier:
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
    ) -> MoodClassifier:
        """Open the model stored at training."""
        with model_storage.read_from(resource) as directory:
            return cls(config, model_storage, resource, MoodModel.load(directory))

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the mood files; the training data only lends its encoder."""
        lazy = next((m.get(SENTENCE_VECTOR) for m in training_data.training_examples if m.get(SENTENCE_VECTOR)), None)
        if lazy is None:
            raise InvalidConfigException(
                f"{type(self).__name__} needs a {SentenceFeaturizer.__name__} before it in the pipeline."
            )
        settings = MoodSettings(**{key: self._config[key] for key in asdict(MoodSettings())})
        with self._storage.write_to(self._resource) as directory:
            learn_mood(self._config["data"], settings, lazy.encoder, directory)
            self._model = MoodModel.load(directory)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Set the mood of each message; without a text it is neutral."""
        for message in messages:
            message.set(MOOD, self._mood(message), add_to_output=True)
        return messages

    def _mood(self, message: Message) -> dict[str, Any]:
        text, lazy, model = message.get(TEXT), message.get(SENTENCE_VECTOR), self._model
        if model is None or lazy is None or not isinstance(text, str) or not text.strip():
            return {"label": "neutral", "unhappy": 0.0}
        ngrams = model.ngram_scores(text)
        if self._config["shortcut"] and not lazy.is_known and model.is_calm(ngrams):
            return {"label": "neutral", "unhappy": round(model.calm_unhappiness(ngrams), 4)}
        return as_output(model, felt(model, ngrams, lazy))


def felt(model: MoodModel, ngrams: np.ndarray, lazy: SentenceVector) -> np.ndarray:
    """Give the probabilities of the moods of one message, shape (3,)."""
    return model.probabilities(ngrams, lazy.value(), lazy.encoder.tones([lazy.text])[0])


def as_output(model: MoodModel, probabilities: np.ndarray) -> dict[str, Any]:
    """Give what the component tells: the label, and how unhappy, 0.5 being where the label turns."""
    return {"label": model.label(probabilities), MOODS[UNHAPPY]: round(model.unhappiness(probabilities), 4)}

"""Rasa component: gives every message its sentence embedding, lazily, and stores the model it came from."""

from __future__ import annotations

import os
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import FEATURIZER_CLASS_ALIAS
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.checked_config import check_config
from components.featurizers import model_files
from components.featurizers.kept_encoder import kept_encoder
from components.featurizers.sentence_encoder import RECIPE, SentenceEncoder
from components.featurizers.sentence_vector import SENTENCE_VECTOR, SentenceVector, fill_all
from components.featurizers.spelling import WORDS_FILE, Speller

SLIPS = "slips"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class SentenceFeaturizer(DenseFeaturizer, GraphComponent):
    """Sets the property `sentence_vector` on every message with text; nobody pays before somebody asks."""

    @staticmethod
    def required_packages() -> list[str]:
        """Name the packages the component cannot run without."""
        return ["onnxruntime"]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Defaults; `correct_spelling: false` reads texts as typed.

        `dense_features: true` also adds the vector as a dense feature for Rasa's own components.
        """
        return {"correct_spelling": True, "dense_features": False, FEATURIZER_CLASS_ALIAS: None}

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Refuse unknown options and wrong types with InvalidConfigException."""
        check_config(cls.__name__, config, cls.get_default_config(), {})

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Train again when the recipe or the weights change."""
        return f"{RECIPE}:spelling-1:{model_files.SHA256[model_files.WEIGHTS]}"

    def __init__(
        self, config: dict[str, Any], name: str, storage: ModelStorage, resource: Resource, parts: Any = None
    ) -> None:
        super().__init__(name, {**self.get_default_config(), **config})
        self._storage = storage
        self._resource = resource
        self._parts: tuple[SentenceEncoder, Speller | None] | None = parts

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceFeaturizer:
        """Make an untrained component."""
        return cls(config, execution_context.node_name, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **_: Any,
    ) -> SentenceFeaturizer:
        """Open the encoder stored at training; ModelFilesError when it is missing or damaged."""
        with model_storage.read_from(resource) as directory:
            encoder = SentenceEncoder.load(directory)
            speller = Speller.load(directory) if (directory / WORDS_FILE).exists() else None
        return cls(config, execution_context.node_name, model_storage, resource, (encoder, speller))

    def train(self, training_data: TrainingData) -> Resource:
        """Quantise the packaged model, learn the words of the training texts, and store both."""
        speller = None
        with self._storage.write_to(self._resource) as directory:
            encoder = kept_encoder(directory)
            if self._config["correct_spelling"]:
                speller = Speller.fit(m.get(TEXT) or "" for m in training_data.training_examples)
                speller.save(directory)
        self._parts = encoder, speller
        return self._resource

    @property
    def encoder(self) -> SentenceEncoder | None:
        """The encoder in memory, for others in this process that need vectors; None before training or loading."""
        return self._parts[0] if self._parts else None

    def process(self, messages: list[Message]) -> list[Message]:
        """Attach the lazy vector to each message that has a text, and `slips`, words that should not be repeated."""
        self._attach(messages)
        speller = self._parts[1] if self._parts else None
        for message in messages:
            if speller is not None and isinstance(text := message.get(TEXT), str):
                message.set(SLIPS, speller.slips(text), add_to_output=True)
        return messages

    def _attach(self, messages: list[Message]) -> None:
        found = []
        for message in messages:
            text = message.get(TEXT)
            if isinstance(text, str) and self._parts is not None:
                message.set(SENTENCE_VECTOR, SentenceVector(text, *self._parts))
                found.append(message)
        if self._config["dense_features"] and found:
            self._add_dense(found)

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Attach the lazy vector to each training example."""
        self._attach(training_data.training_examples)
        return training_data

    def _add_dense(self, messages: list[Message]) -> None:
        rows = fill_all([message.get(SENTENCE_VECTOR) for message in messages], os.cpu_count() or 1)
        for message, row in zip(messages, rows):  # noqa: B905 - one row each
            message.add_features(Features(row[None, :], FEATURE_TYPE_SENTENCE, TEXT, self._identifier))

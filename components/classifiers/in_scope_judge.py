"""Rasa component: says how surely a message is something the assistant knows, and steps in when it is not."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.shared.nlu.constants import INTENT, PREDICTED_CONFIDENCE_KEY
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.checked_config import check_config, check_numbers
from components.classifiers.evidence import SCOPE_EVIDENCE, Evidence
from components.classifiers.examples import HybridSettings
from components.classifiers.hybrid_intent_classifier import LIMITS, HybridIntentClassifier, learn
from components.classifiers.scope_model import ScopeModel
from components.featurizers.sentence_featurizer import SentenceFeaturizer

RECIPE = "scope-3"
IN_SCOPE = "in_scope"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class InScopeJudge(IntentClassifier, GraphComponent):
    """Sets `in_scope` (0 to 1); below the learned threshold the intent becomes `fallback_intent`.

    So does a mere guess at one of the intents in `at_least`. The ranking is left as the classifier made it.
    """

    @classmethod
    def required_components(cls) -> list[type]:
        """Name what training needs before it; at run time the HybridIntentClassifier must be there too."""
        return [SentenceFeaturizer]

    @staticmethod
    def required_packages() -> list[str]:
        """Name the packages the component cannot run without."""
        return ["sklearn"]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Defaults; give it the options of the classifier's learning, if changed there, to learn once.

        `kept` is the share of in-scope training texts (unseen when judged) the threshold lets pass;
        `threshold` above 0 replaces the learned one; `fallback_intent: nlu_fallback` is Rasa's own word.
        `at_least` gives, by intent, the confidence (0 to 1) below which a guess at it is not acted on.
        """
        judge = {"kept": 0.95, "threshold": 0.0, "fallback_intent": "out_of_scope", "at_least": {}}
        return {**asdict(HybridSettings()), **judge}

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Refuse unknown options, wrong types and numbers outside their limits."""
        limits = {**LIMITS, "kept": (0.5, 1.0), "threshold": (0.0, 1.0)}
        check_config(cls.__name__, config, cls.get_default_config(), limits)
        check_numbers(cls.__name__, "at_least", config.get("at_least", {}), (0.0, 1.0))

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Train again when the recipe changes."""
        return f"{RECIPE}:{HybridIntentClassifier.fingerprint_addon(config)}"

    def __init__(self, config: dict[str, Any], storage: ModelStorage, resource: Resource, model: Any = None) -> None:
        self.validate_config(config)
        self._config = {**self.get_default_config(), **config}
        self._storage = storage
        self._resource = resource
        self._model: ScopeModel | None = model

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> InScopeJudge:
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
    ) -> InScopeJudge:
        """Open the model stored at training."""
        with model_storage.read_from(resource) as directory:
            return cls(config, model_storage, resource, ScopeModel.load(directory))

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from the classifier's held-out rows; out-of-scope examples help but are not needed."""
        unseen = learn(training_data, self._config).unseen
        self._model = ScopeModel.fit(unseen, float(self._config["kept"]))
        with self._storage.write_to(self._resource) as directory:
            self._model.save(directory)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Judge each message; one without evidence (no text) is out of scope."""
        for message in messages:
            self._judge(message)
        return messages

    def _judge(self, message: Message) -> None:
        evidence: Evidence | None = message.get(SCOPE_EVIDENCE)
        if self._model is None or evidence is None:
            message.set(IN_SCOPE, 0.0, add_to_output=True)
            return
        in_scope = float(self._model.in_scope(evidence)[0])
        message.set(IN_SCOPE, in_scope, add_to_output=True)
        if in_scope < (self._config["threshold"] or self._model.threshold) or self._is_guess(message):
            fallback = {"name": self._config["fallback_intent"], PREDICTED_CONFIDENCE_KEY: 1.0 - in_scope}
            message.set(INTENT, fallback, add_to_output=True)

    def _is_guess(self, message: Message) -> bool:
        """Whether the intent is one that needs more confidence than it has."""
        intent = message.get(INTENT) or {}
        least = self._config["at_least"].get(intent.get("name"), 0.0)
        return float(intent.get(PREDICTED_CONFIDENCE_KEY) or 0.0) < least

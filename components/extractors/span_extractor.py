"""Rasa component: the spans of a message, learned ones and those of a fixed shape."""

import hashlib
import inspect
from collections.abc import Callable
from datetime import date
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import TOKENS_NAMES
from rasa.nlu.extractors.extractor import EntityExtractorMixin
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.checked_config import check_config
from components.extractors import patterns, sequence_tagger
from components.extractors.sequence_tagger import FIELD_FILE, Sentence, SequenceTagger, spans_of
from components.extractors.span_lesson import labels_of, learn_spans
from components.extractors.spans import Span, kept_apart
from components.featurizers.sentence_vector import SENTENCE_VECTOR, SentenceVector

# These name a thing; money or an order number is never a part of one.
_NAMES = frozenset({"product", "brand", "attribute"})


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class SpanExtractor(GraphComponent, EntityExtractorMixin):
    """Adds entities with `start`, `end`, `value`: learned from the annotations, found by pattern for the rest."""

    def __init__(
        self,
        config: dict[str, Any],
        storage: ModelStorage,
        resource: Resource,
        tagger: SequenceTagger | None = None,
        today: Callable[[], date] = date.today,
    ) -> None:
        self.validate_config(config)
        self._config = {**self.get_default_config(), **config}
        self._storage = storage
        self._resource = resource
        self._tagger = tagger
        self._today = today

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`smallest_confidence`: learned spans less likely than this (0 to 1) are dropped."""
        return {"smallest_confidence": 0.3, "patterns": True}

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Refuse unknown options and wrong types with InvalidConfigException."""
        check_config(cls.__name__, config, cls.get_default_config(), {"smallest_confidence": (0.0, 1.0)})

    @classmethod
    def required_components(cls) -> list[type]:
        return [Tokenizer]

    @staticmethod
    def required_packages() -> list[str]:
        return ["sklearn_crfsuite", "spacy_lookups_data"]

    @classmethod
    def fingerprint_addon(cls, config: dict[str, Any]) -> str:
        """Train again when the tagger's own code changes; Rasa looks at this class only."""
        return hashlib.sha256(inspect.getsource(sequence_tagger).encode()).hexdigest()

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> "SpanExtractor":
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **_: Any,
    ) -> "SpanExtractor":
        with model_storage.read_from(resource) as folder:
            tagger = SequenceTagger.load(folder) if (folder / FIELD_FILE).exists() else None
        return cls(config, model_storage, resource, tagger)

    def train(self, training_data: TrainingData) -> Resource:
        """Learns from all examples; without a single annotation only the patterns are left."""
        examples = [e for e in training_data.nlu_examples if e.get(TOKENS_NAMES[TEXT])]
        sentences = [Sentence(_words(e.get(TOKENS_NAMES[TEXT])), _labels(e), e.get(INTENT)) for e in examples]
        with self._storage.write_to(self._resource) as folder:
            learn_spans(sentences, folder)
            self._tagger = SequenceTagger.load(folder) if (folder / FIELD_FILE).exists() else None
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Adds the spans of each message to its entities."""
        for message in messages:
            text = message.get(TEXT)
            if isinstance(text, str):
                found = self.add_extractor_name([_entity(span) for span in self.spans(message)])
                message.set(ENTITIES, message.get(ENTITIES, []) + found, add_to_output=True)
        return messages

    def spans(self, message: Message) -> list[Span]:
        """All spans of a message, in order of its text."""
        text, learned = message.get(TEXT), self._learned(message)
        if not self._config["patterns"]:
            return learned
        return join(learned, patterns.firm(text, self._today()), patterns.loose(text))

    def _learned(self, message: Message) -> list[Span]:
        tokens: list[Token] = message.get(TOKENS_NAMES[TEXT]) or []
        if self._tagger is None or not tokens:
            return []
        text = message.get(TEXT)
        labels, likely = self._tagger.tag(_read(tokens, message), _intent(message))
        spans = []
        for name, first, after in spans_of(labels):
            confidence = min(likely[first:after])
            if confidence >= self._config["smallest_confidence"]:
                start, end = tokens[first].start, tokens[after - 1].end
                spans.append(Span(name, start, end, text[start:end], round(confidence, 4)))
        return spans


def join(learned: list[Span], firm: list[Span], loose: list[Span]) -> list[Span]:
    """One list in which names give way to firm patterns, counts to names, and a free colour is an attribute too."""
    kept = [s for s in learned if s.entity not in _NAMES or not any(s.overlaps(f) for f in firm)]
    names = [span for span in kept if span.entity in _NAMES]
    clear = [span for span in loose if not any(span.overlaps(other) for other in firm)]
    counts = [s for s in clear if s.entity == "quantity" and not any(s.overlaps(name) for name in names)]
    colours = [s for s in clear if s.entity == "colour"]
    attributes = [
        Span("attribute", colour.start, colour.end, colour.value, colour.confidence)
        for colour in colours
        if not any(colour.overlaps(name) for name in names)
    ]
    together = [*kept, *firm, *kept_apart(counts), *colours, *attributes]
    return sorted(together, key=lambda span: (span.start, span.end, span.entity))


def _words(tokens: list[Token]) -> list[tuple[str, str]]:
    return [(token.text, token.lemma) for token in tokens]


def _read(tokens: list[Token], message: Message) -> list[tuple[str, str]]:
    """The words with slips of the finger put right, where a featurizer before this one knows how."""
    meaning: SentenceVector | None = message.get(SENTENCE_VECTOR)
    if meaning is None or meaning.speller is None:
        return _words(tokens)
    right = [meaning.speller.correct(token.text) for token in tokens]
    return [
        (token.text, token.lemma) if word == token.text else (word, word.lower())
        for token, word in zip(tokens, right)  # noqa: B905 - one each
    ]


def _intent(message: Message) -> str | None:
    """What the classifier took the message for, also where the judge stepped in; None without a classifier."""
    ranking = message.get(INTENT_RANKING_KEY) or []
    name: str | None = ranking[0]["name"] if ranking else None
    return name


def _labels(example: Message) -> list[str]:
    """The label of each token of a training example."""
    tokens: list[Token] = example.get(TOKENS_NAMES[TEXT])
    return labels_of([(token.start, token.end) for token in tokens], example.get(ENTITIES, []))


def _entity(span: Span) -> dict[str, Any]:
    return {
        "entity": span.entity,
        "start": span.start,
        "end": span.end,
        "value": span.value,
        "confidence_entity": span.confidence,
        **span.extra,
    }

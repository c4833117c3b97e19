"""What every Rasa component of this project is run through: subclass it, name the pipeline, and pytest does.

    class TestMyComponentContract(ComponentContract):
        pipeline = [(SentenceFeaturizer, {}), (MyComponent, {"option": 1})]

The last entry is the component that is checked. Override `examples` when it learns from something else,
`observed` when its result is not among the message's output properties.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar

import pytest
from rasa.engine.graph import ExecutionContext, GraphComponent, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

Pipeline = Sequence[tuple[type, dict[str, Any]]]

SHOP_TALK = {
    "greet": ["hello there", "hi", "good morning", "hey, anyone in?", "good evening to you", "hiya"],
    "ask_order_status": [
        "where is my parcel",
        "has order 1042 left yet",
        "when will my order get here",
        "track my delivery please",
        "any news on the package",
        "is my order on its way",
    ],
    "ask_price": [
        "how much is the tripod",
        "what does that lamp cost",
        "price of the blue kettle?",
        "how much for two of them",
        "what would the camera come to",
        "is the speaker expensive",
    ],
    "request_return": [
        "i want to send this back",
        "can I return the boots",
        "how do returns work for a lamp I opened",
        "please take the kettle back",
        "I would like to give it back",
        "it does not fit, I am returning it",
    ],
    "ask_human": [
        "let me talk to a person",
        "is there somebody real I can speak to",
        "get me an agent",
        "I need a human",
        "put me through to your staff",
        "can one of your colleagues help",
    ],
}

ODD_TEXTS = {
    "empty": "",
    "blank": " \n\t ",
    "emoji": "😀🎧👍🏽",
    "4000 characters": "where is my parcel " * 210 + "please...."[:10],
    "one endless word": "x" * 4000,
    "unseen words": "zxqv blorptification quuxly",
    "signs": "?!… ((( [product](entity) {} \\ \u200b\u0000",
    "other script": "где моя посылка 你好",
}


class Trained:
    """A trained pipeline in a model storage of its own."""

    def __init__(self, pipeline: Pipeline, examples: TrainingData, place: Path) -> None:
        self._pipeline = pipeline
        place.mkdir(parents=True, exist_ok=True)
        self._storage = LocalModelStorage(place)
        self.components: list[Any] = []
        for number, (kind, config) in enumerate(pipeline):
            component = kind.create({**kind.get_default_config(), **config}, *self._surroundings(number))
            if hasattr(component, "train"):
                component.train(examples)
            if hasattr(component, "process_training_data"):
                component.process_training_data(examples)
            self.components.append(component)

    def _surroundings(self, number: int) -> tuple[LocalModelStorage, Resource, ExecutionContext]:
        context = ExecutionContext(GraphSchema({}), node_name=f"component_{number}")
        return self._storage, Resource(f"component_{number}"), context

    def reloaded(self) -> Trained:
        """Give the same pipeline read back from what it stored."""
        again = object.__new__(Trained)
        again._pipeline, again._storage = self._pipeline, self._storage
        again.components = [
            kind.load({**kind.get_default_config(), **config}, *self._surroundings(number))
            for number, (kind, config) in enumerate(self._pipeline)
        ]
        return again

    def read(self, text: str) -> Message:
        """Send one message through."""
        messages = [Message(data={"text": text})]
        for component in self.components:
            messages = component.process(messages)
        return messages[0]


class ComponentContract:
    """The checks. `pipeline` ends in the component they are about."""

    pipeline: ClassVar[Pipeline] = ()

    def examples(self) -> TrainingData:
        """Give training data; a fresh object each time, as components write into it."""
        return shop_talk()

    def observed(self, message: Message) -> Any:
        """Give what the component said of a message, in a form that can be compared."""
        return message.as_dict(only_output_properties=True)

    @pytest.fixture(scope="class")
    def trained(self, tmp_path_factory: pytest.TempPathFactory) -> Trained:
        """The pipeline, trained once for the class."""
        return Trained(self.pipeline, self.examples(), tmp_path_factory.mktemp("model"))

    @pytest.mark.parametrize("odd", ODD_TEXTS.values(), ids=ODD_TEXTS)
    def test_an_odd_text_is_neither_changed_nor_an_error(self, trained: Trained, odd: str):
        message = trained.read(odd)
        assert message.get("text") == odd
        assert self.observed(message) is not None

    def test_an_option_it_does_not_have_is_refused_by_name(self, tmp_path: Path):
        kind, config = self.pipeline[-1]
        wrong = [*self.pipeline[:-1], (kind, {**config, "colour_of_the_sky": "blue"})]
        with pytest.raises(InvalidConfigException, match="colour_of_the_sky"):
            Trained(wrong, self.examples(), tmp_path)

    def test_a_message_without_text_passes_through(self, trained: Trained):
        messages = [Message(data={"action_name": "action_listen"})]
        for component in trained.components:
            messages = component.process(messages)
        assert messages[0].get("action_name") == "action_listen"

    def test_what_it_stored_answers_the_same_when_read_back(self, trained: Trained):
        again = trained.reloaded()
        for text in [*ODD_TEXTS.values(), "wheres my pacrel", "how much is the red lamp"]:
            assert self.observed(again.read(text)) == self.observed(trained.read(text))

    def test_trained_twice_it_answers_the_same(self, trained: Trained, tmp_path: Path):
        again = Trained(self.pipeline, self.examples(), tmp_path)
        for text in ("where is my parcel", "a kettle, how much", "blorptification"):
            assert self.observed(again.read(text)) == self.observed(trained.read(text))

    def test_a_message_is_read_the_same_alone_and_after_others(self, trained: Trained):
        first = self.observed(trained.read("can I return the lamp"))
        trained.read("hello")
        trained.read("x" * 500)
        assert self.observed(trained.read("can I return the lamp")) == first

    def test_it_is_a_graph_component(self):
        assert issubclass(self.pipeline[-1][0], GraphComponent)


def shop_talk(extra: dict[str, list[str]] | None = None) -> TrainingData:
    """Give the small training data above, with other intents added."""
    talk = {**SHOP_TALK, **(extra or {})}
    examples = [Message(data={"text": text, "intent": intent}) for intent, texts in talk.items() for text in texts]
    return TrainingData(training_examples=examples)

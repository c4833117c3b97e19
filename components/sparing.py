"""What Rasa does in a training that pays only for components that learn for minutes, left out."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import rasa.engine.storage.local_model_storage as storage
import rasa.engine.training.graph_trainer as trainer
from rasa.engine.graph import GraphNodeHook
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, UserUttered
from rasa.shared.core.training_data.structures import StoryGraph
from rasa.shared.importers.rasa import RasaFileImporter
from rasa.shared.nlu.training_data.training_data import TrainingData

QUICKLY = 1
"""The compression of the archive: nearly as small as at 9, in a quarter of the time."""


class Unkept(GraphNodeHook):
    """In place of Rasa's cache, which takes a hash of all messages before and after each component.

    What is worth keeping of ours is kept by itself (components/kept.py).
    """

    def __init__(self, **_: Any) -> None:
        """Without a cache."""

    def on_before_node(self, **_: Any) -> dict[str, Any]:
        """Nothing."""
        return {}

    def on_after_node(self, **_: Any) -> None:
        """Nothing."""


class QuickArchive(storage.TarSafe):
    """Rasa's archive, packed quickly."""

    @classmethod
    def gzopen(cls, name: Any, mode: str = "r", fileobj: Any = None, compresslevel: int = 9, **rest: Any) -> Any:
        """As `tarfile` opens it, at another level."""
        return super().gzopen(name, mode, fileobj, compresslevel=QUICKLY, **rest)


class OneReading(RasaFileImporter):
    """The project's files, each read once; Rasa's own stack of importers reads, copies and compares them twice."""

    def is_plain(self) -> bool:
        """Whether nothing is in them that Rasa's stack would bring together from several files."""
        said, told = self.get_nlu_data(), self.get_stories()
        is_there = bool(said.intent_examples) and not told.is_empty()
        events = [event for step in told.story_steps for event in step.events]
        has_words = any(getattr(event, "action_text", None) or _is_text_alone(event) for event in events)
        return is_there and not (said.retrieval_intents or said.responses or has_words)

    @lru_cache(maxsize=1)  # noqa: B019 - one for the process
    def get_domain(self) -> Domain:
        """The domain."""
        return super().get_domain()

    @lru_cache(maxsize=1)  # noqa: B019
    def get_stories(self, exclusion_percentage: int | None = None) -> StoryGraph:
        """The rules and stories."""
        return super().get_stories(exclusion_percentage)

    @lru_cache(maxsize=1)  # noqa: B019
    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        """The sentences."""
        return super().get_nlu_data(language)


def _is_text_alone(event: Event) -> bool:
    return isinstance(event, UserUttered) and bool(event.text) and not event.intent_name


def spare_work() -> None:
    """Let every training of this process do without."""
    trainer.TrainingHook = Unkept
    storage.TarSafe = QuickArchive

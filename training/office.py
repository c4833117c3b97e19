"""Everything of one shop that its trainers work with, put together for a page or a call.

`parts` is whatever holds the shop's store, assistant, settings and clock (`chat.parts.Parts`).
"""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from bootstrap import Settings
from sales.ports import Assistant, Query, Store
from training.corrections import Corrections
from training.health import Health, examine_data
from training.inbox import Group, Inbox
from training.language import read_examples
from training.models import TrainedModel, find_model, kept_models, served_since
from training.neighbours import Nearest, nearest
from training.promote import promote
from training.report import Report, read_report
from training.responses import Response, Responses, read_responses
from training.runs import Run, Runs
from training.synonyms import Synonyms
from training.vectors import Vectors


class Shop(Protocol):
    """What the office needs of a process's parts."""

    @property
    def store(self) -> Store: ...
    @property
    def assistant(self) -> Assistant: ...
    @property
    def settings(self) -> Settings: ...
    @property
    def clock(self) -> Callable[[], datetime]: ...


class Office:
    """The trainers' desk of one shop; it holds nothing itself, all it knows lies in files and the database."""

    def __init__(self, shop: Shop) -> None:
        self._shop = shop
        self.project: Path = shop.settings.project
        self.models: Path = shop.settings.home / "models"
        self.vectors = Vectors(shop.assistant, shop.settings.home)
        self.inbox = Inbox(shop.store.review, self.vectors)
        self.corrections = Corrections(shop.store.review, self.project)
        self.synonyms = Synonyms(shop.store.review, self.project, self._is_sold)
        self.responses = Responses(shop.store.review, self.project)
        self.runs = Runs(shop.settings.home)
        self.review = shop.store.review

    def now(self) -> datetime:
        """The shop's clock."""
        return self._shop.clock()

    async def groups(self, *, days: int = 30, trouble: str = "", search: str = "") -> list[Group]:
        """The inbox as it stands now."""
        since = await asyncio.to_thread(served_since, self.models)
        return await self.inbox.groups(self._shop.clock(), days=days, trouble=trouble, search=search, learned_at=since)

    async def health(self) -> Health:
        """What is doubtful in the training data."""
        examples = await asyncio.to_thread(read_examples, self.project)
        vectors = await self.vectors.of([example.plain for example in examples])
        catalogue = self._shop.store.catalogue
        return await asyncio.to_thread(examine_data, self.project, examples, vectors, catalogue)

    async def nearest(self, text: str) -> Sequence[Nearest]:
        """The training sentences that are nearest in meaning to `text`: why it was understood as it was."""
        examples = await asyncio.to_thread(read_examples, self.project)
        known = await self.vectors.of([example.plain for example in examples])
        asked = await self._shop.assistant.embed([text])
        return nearest(asked[0], examples, known)

    def read_responses(self) -> list[Response]:
        """Every answer of the assistant."""
        return read_responses(self.project)

    def ask_training(self, trainer: str) -> Run:
        """Queue a training and see that somebody works on it."""
        run = self.runs.ask(trainer, self._shop.clock())
        self.runs.start_worker(self._environment())
        return run

    def ask_comparison(self, name: str, trainer: str) -> Run:
        """Queue a comparison of that model with the served one."""
        model = find_model(self.models, name)
        run = self.runs.ask(trainer, self._shop.clock(), compares=model.name)
        self.runs.start_worker(self._environment())
        return run

    def report(self, name: str) -> Report | None:
        """The kept comparison of that model."""
        return read_report(self.models, find_model(self.models, name))

    def newest_report(self) -> Report | None:
        """The kept comparison of the newest model that has one."""
        return next((report for one in kept_models(self.models) if (report := read_report(self.models, one))), None)

    async def promote(self, name: str, by: str, override: str = "") -> tuple[TrainedModel, bool]:
        """Serve that model; `RefusedError` where a guard stands against it."""
        now = self._shop.clock()
        promoted = await promote(self.models, name, self._shop.assistant, by=by, now=now, override=override)
        await asyncio.to_thread(self._shop.store.staff.log, by, "promoted", promoted[0].name, now)
        return promoted

    def _is_sold(self, words: str) -> bool:
        return bool(self._shop.store.catalogue.search(Query(text=words, limit=1)))

    def _environment(self) -> dict[str, Any]:
        settings = self._shop.settings
        return {"GOESWITH_HOME": str(settings.home), "GOESWITH_PROJECT": str(settings.project)}

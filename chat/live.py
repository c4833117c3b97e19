"""Who listens to what: woken at once by this process, within a tenth of a second by any other."""

import asyncio
import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sales.handoff.ports import Change, ChangeKind, Place
from sales.ports import Store

logger = logging.getLogger(__name__)

_LOOK_SECONDS = 0.08
_LOOK_FOR_ERASED_EVERY = 50
_EVERYWHERE = ""


class Ear:
    """One listener: what it heard since it last asked."""

    def __init__(self) -> None:
        self._heard: dict[Change, None] = {}
        self._event = asyncio.Event()
        # Whoever begins to listen looks once at what is there already.
        self._event.set()

    def hear(self, change: Change | None) -> None:
        """Wake up, for that change or only to look around."""
        if change is not None:
            self._heard[change] = None
        self._event.set()

    async def news(self) -> Sequence[Change]:
        """Wait until woken; all that was heard since the last time, in order, each once."""
        await self._event.wait()
        self._event.clear()
        heard = tuple(self._heard)
        self._heard.clear()
        return heard


class Live:
    """One watcher a process asks the database for news while anybody listens, and wakes whom it concerns."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._ears: dict[str, set[Ear]] = {}
        self._ended: set[str] = set()
        self._looking: asyncio.Task[None] | None = None

    def tell(self, conversation_id: str, kind: ChangeKind = ChangeKind.MESSAGE, who: str = "") -> None:
        """There is something new in that conversation."""
        self._wake(Change(conversation_id, kind, who))

    def end(self, conversation_id: str) -> None:
        """The conversation was erased: its listeners are sent home."""
        if conversation_id in self._ears:
            self._ended.add(conversation_id)
        self._wake(Change(conversation_id, ChangeKind.HANDOFF))

    def has_ended(self, conversation_id: str) -> bool:
        """Whether a listener of that conversation should go."""
        return conversation_id in self._ended

    @contextmanager
    def listening(self, conversation_id: str = _EVERYWHERE) -> Iterator[Ear]:
        """An ear for one conversation, or for all of them."""
        ear = Ear()
        self._ears.setdefault(conversation_id, set()).add(ear)
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._look())
        try:
            yield ear
        finally:
            left = self._ears[conversation_id]
            left.discard(ear)
            if not left:
                del self._ears[conversation_id]
                self._ended.discard(conversation_id)

    def _wake(self, change: Change) -> None:
        for ear in (*self._ears.get(change.conversation_id, ()), *self._ears.get(_EVERYWHERE, ())):
            ear.hear(change)

    async def _look(self) -> None:
        """Find what other processes wrote, one small query at a time, while anybody listens."""
        place: Place | None = None
        rounds = 0
        while self._ears:
            try:
                if place is None:
                    place = await asyncio.to_thread(self._store.desk.place)
                    # What came between listening and now is found by looking once.
                    for ear in [ear for ears in self._ears.values() for ear in ears]:
                        ear.hear(None)
                else:
                    place, found = await asyncio.to_thread(self._store.desk.news, place)
                    for change in found:
                        self._wake(change)
                rounds += 1
                if rounds % _LOOK_FOR_ERASED_EVERY == 0:
                    await self._send_home()
            except Exception:
                # A database that is locked or away now is asked again; streams stay open.
                logger.exception("Looking for news failed")
            await asyncio.sleep(_LOOK_SECONDS)

    async def _send_home(self) -> None:
        listened = [one for one in self._ears if one != _EVERYWHERE]
        existing = await asyncio.to_thread(self._store.turns.existing, listened)
        for conversation_id in set(listened) - existing:
            self.end(conversation_id)

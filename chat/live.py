"""Who listens to which conversation: woken at once by this process, within half a second by any other."""

import asyncio
import logging
from collections.abc import AsyncGenerator, Iterator, Sequence
from contextlib import contextmanager

from sales.conversation import Message
from sales.ports import Store

logger = logging.getLogger(__name__)

_LOOK_SECONDS = 0.5
_LOOK_FOR_ERASED_EVERY = 8
_PAGE = 200


class Live:
    """Wakes listeners when a conversation got messages; looks into the database only while somebody listens."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._listeners: dict[str, set[asyncio.Event]] = {}
        self._ended: set[str] = set()
        self._looking: asyncio.Task[None] | None = None

    def tell(self, conversation_id: str) -> None:
        """There is something new in that conversation."""
        for event in self._listeners.get(conversation_id, ()):
            event.set()

    def end(self, conversation_id: str) -> None:
        """The conversation was erased: its listeners are sent home."""
        if conversation_id in self._listeners:
            self._ended.add(conversation_id)
            self.tell(conversation_id)

    async def messages(self, conversation_id: str, after: int) -> AsyncGenerator[Sequence[Message]]:
        """Batches of messages with ids over `after`, from the log and then as they come; ends when it is erased."""
        with self._listening(conversation_id) as woken:
            while conversation_id not in self._ended:
                woken.clear()
                found = await asyncio.to_thread(
                    self._store.conversations.history, conversation_id, after=after, limit=_PAGE
                )
                if found:
                    after = found[-1].id
                    yield found
                else:
                    await woken.wait()

    @contextmanager
    def _listening(self, conversation_id: str) -> Iterator[asyncio.Event]:
        event = asyncio.Event()
        self._listeners.setdefault(conversation_id, set()).add(event)
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self._look())
        try:
            yield event
        finally:
            left = self._listeners[conversation_id]
            left.discard(event)
            if not left:
                del self._listeners[conversation_id]
                self._ended.discard(conversation_id)

    async def _look(self) -> None:
        """Find what other processes wrote, one small query at a time, while anybody listens."""
        newest: int | None = None
        rounds = 0
        while self._listeners:
            try:
                if newest is None:
                    newest, _ = await asyncio.to_thread(self._store.turns.news, 2**62)
                    spoken = frozenset(self._listeners)
                else:
                    newest, spoken = await asyncio.to_thread(self._store.turns.news, newest)
                for conversation_id in spoken:
                    self.tell(conversation_id)
                rounds += 1
                if rounds % _LOOK_FOR_ERASED_EVERY == 0:
                    await self._send_home()
            except Exception:
                # A database that is locked or away now is asked again; streams stay open.
                logger.exception("Looking for new messages failed")
            await asyncio.sleep(_LOOK_SECONDS)

    async def _send_home(self) -> None:
        listened = list(self._listeners)
        existing = await asyncio.to_thread(self._store.turns.existing, listened)
        for conversation_id in set(listened) - existing:
            self.end(conversation_id)

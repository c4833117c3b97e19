"""Answers what could not be answered when it was said: the assistant was down, or a process died (R75)."""

import asyncio
import logging
from collections import Counter

from chat.door import Door
from chat.holder import host, is_alive
from sales.errors import GoeswithError, NotFoundError, UnavailableError
from sales.ports import Assistant, Store

logger = logging.getLogger(__name__)

EVERY_SECONDS = 1.0
_SLOWEST_SECONDS = 10.0
_AT_ONCE = 200
_GIVE_UP_AFTER = 5


class CatchUp:
    """One loop a process; the turn's lease keeps several processes from answering the same message."""

    def __init__(self, store: Store, assistant: Assistant, door: Door) -> None:
        self._store = store
        self._assistant = assistant
        self._door = door
        self._failed: Counter[str] = Counter()

    async def run(self) -> None:
        """Look for waiting messages until cancelled; slower while the assistant is down."""
        freed = await asyncio.to_thread(self._store.turns.free_abandoned, host(), is_alive)
        if freed:
            logger.info("Freed %d turns of a process that ended", freed)
        pause = EVERY_SECONDS
        while True:
            try:
                pause = EVERY_SECONDS if await self.once() else min(pause * 2, _SLOWEST_SECONDS)
            except Exception:
                # The loop outlives a database that is away for a while.
                logger.exception("Catching up failed")
            await asyncio.sleep(pause)

    async def once(self) -> bool:
        """Answer what waits, conversation by conversation; False when something waits and the assistant is down."""
        waiting = await asyncio.to_thread(self._store.conversations.unanswered, _AT_ONCE)
        conversations = list(dict.fromkeys(conversation_id for conversation_id, _ in waiting))
        if not conversations:
            return True
        if not await self._assistant.is_up():
            return False
        for conversation_id in conversations:
            await self._answer(conversation_id)
        return True

    async def _answer(self, conversation_id: str) -> None:
        try:
            await self._door.catch_up(conversation_id)
        except NotFoundError:
            del self._failed[conversation_id]
        except UnavailableError:
            await self._count(conversation_id)
        except GoeswithError as error:
            logger.warning("Conversation %s waits on: %s", conversation_id, error)
        else:
            del self._failed[conversation_id]

    async def _count(self, conversation_id: str) -> None:
        """An assistant that is up and fails at the same messages again and again would fail for ever."""
        self._failed[conversation_id] += 1
        if self._failed[conversation_id] >= _GIVE_UP_AFTER and await self._assistant.is_up():
            logger.error("The assistant cannot answer what waits in %s; it is left to people", conversation_id)
            await asyncio.to_thread(self._store.turns.settle, conversation_id)
            del self._failed[conversation_id]

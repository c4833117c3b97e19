"""Sees to it that nobody is left waiting: chats of vanished agents go back, old changes go."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from chat.live import Live
from sales.handoff.ports import ChangeKind
from sales.ports import Store

logger = logging.getLogger(__name__)

EVERY_SECONDS = 3.0
# After a restart the agents' pages need a moment to come back.
GRACE_SECONDS = 30.0
_CHANGES_KEPT = timedelta(minutes=10)


class Attending:
    """One loop a process; what it does is the same done by one or by several."""

    def __init__(self, store: Store, live: Live, clock: Callable[[], datetime]) -> None:
        self._store, self._live, self._clock = store, live, clock

    async def run(self) -> None:
        """Look again and again until cancelled."""
        await asyncio.sleep(GRACE_SECONDS)
        while True:
            try:
                await self.once()
            except Exception:
                # The loop outlives a database that is away for a while.
                logger.exception("Attending to the queue failed")
            await asyncio.sleep(EVERY_SECONDS)

    async def once(self) -> None:
        """Give back what vanished agents had, and forget what nobody listens for any more."""
        now = self._clock()
        for handoff in await asyncio.to_thread(self._store.handoffs.free_vanished, now):
            logger.info("%s is gone; handoff %s waits again", handoff.last_agent, handoff.id)
            self._live.tell(handoff.conversation_id, ChangeKind.HANDOFF)
        await asyncio.to_thread(self._store.desk.forget, now - _CHANGES_KEPT)

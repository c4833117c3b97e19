"""Sees to it that nobody is left waiting: chats of vanished agents go back, old changes go."""

import asyncio
import logging
import re
from collections.abc import Callable
from datetime import datetime, timedelta

from chat.live import Live
from chat.mailing import CALLBACK_PROMISED
from sales.conversation import Handoff
from sales.handoff.ports import ChangeKind, Mail
from sales.handoff.routing import DeskRules
from sales.ports import Store

logger = logging.getLogger(__name__)

_EVERY_SECONDS = 3.0
_EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>.]+")
_CHANGES_KEPT = timedelta(minutes=10)


class Attending:
    """One loop a process; what it does is the same done by one or by several."""

    def __init__(self, store: Store, live: Live, clock: Callable[[], datetime], rules: DeskRules) -> None:
        self._store, self._live, self._clock, self._rules = store, live, clock, rules

    async def run(self) -> None:
        """Look again and again until cancelled."""
        gone_after = self._rules.gone_after.total_seconds()
        # After a restart the agents' pages need a moment to come back.
        back_by = self._clock() + self._rules.gone_after / 2
        while True:
            try:
                await self.promise()
                if self._clock() > back_by:
                    await self.once()
            except Exception:
                # The loop outlives a database that is away for a while.
                logger.exception("Attending to the queue failed")
            await asyncio.sleep(min(_EVERY_SECONDS, gone_after / 4))

    async def once(self) -> None:
        """Give back what vanished agents had, forget old changes."""
        now = self._clock()
        for handoff in await asyncio.to_thread(self._store.handoffs.free_vanished, now):
            logger.info("%s is gone; handoff %s waits again", handoff.last_agent, handoff.id)
            self._live.tell(handoff.conversation_id, ChangeKind.HANDOFF)
        await asyncio.to_thread(self._store.desk.forget, now - _CHANGES_KEPT)

    async def promise(self) -> None:
        """Promise a time for each call back that has none, and confirm it by mail."""
        now = self._clock()
        for asked in await asyncio.to_thread(self._store.handoffs.unpromised):
            await asyncio.to_thread(self._promise, asked, now)

    def _promise(self, asked: Handoff, now: datetime) -> None:
        """By when somebody calls back, counted in working time; confirmed by mail where an address is known."""
        by, recipient = asked.promised_at or self._rules.promised_by(asked.topic, now), _address(asked)
        when = by.astimezone(self._rules.hours.zone)
        facts = {"reason": asked.reason, "by": f"{when:%A, %d %B, %H:%M}", "zone": str(when.tzinfo)}
        # Named like its handoff: each call back is confirmed once.
        mail = Mail(asked.id, recipient, CALLBACK_PROMISED, facts) if recipient else None
        self._store.mails.promise(asked.id, by, mail, now)


def _address(asked: Handoff) -> str | None:
    found = _EMAIL.search(asked.need.get("contact", ""))
    return found.group() if found else None

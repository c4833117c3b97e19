"""Tells other systems what happened: signed, again and again until they have it, by one process at a time."""

import asyncio
import json
import logging
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

from chat.holder import new_holder
from chat.signing import sign
from sales.ports import Store
from sales.webhooks import Delivery, Receiver

logger = logging.getLogger(__name__)

EVERY_SECONDS = 2.0
KEPT_FOR = timedelta(days=30)
_TRY_SECONDS = 10.0
# A claim outlives every try of its batch; a sender that died gives its deliveries up by then.
_CLAIM_SECONDS = 300.0
_AT_ONCE = 20
_FORGET_EVERY = timedelta(hours=1)


class Telling:
    """One loop a process; the claim on each delivery keeps two replicas from sending it twice."""

    def __init__(
        self,
        store: Store,
        receivers: Sequence[Receiver],
        secret: str,
        clock: Callable[[], datetime],
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._store = store
        self._receivers = tuple(receivers)
        self._secret = secret
        self._clock = clock
        self._transport = transport
        self._forgot_at = datetime.min.replace(tzinfo=UTC)

    async def run(self) -> None:
        """Tell what is new until cancelled."""
        while True:
            try:
                while await self.once():
                    pass
            except Exception:
                # The loop outlives a database that is away for a while.
                logger.exception("Telling other systems failed")
            await asyncio.sleep(EVERY_SECONDS)

    async def once(self) -> int:
        """Send what is due, at most 20 at once; answers how many tries were made."""
        now, hooks = self._clock(), self._store.webhooks
        await asyncio.to_thread(hooks.spread, self._receivers, now)
        if now - self._forgot_at > _FORGET_EVERY:
            await asyncio.to_thread(hooks.forget, now - KEPT_FOR)
            self._forgot_at = now
        holder = new_holder()
        due = await asyncio.to_thread(hooks.claim, holder=holder, now=now, seconds=_CLAIM_SECONDS, limit=_AT_ONCE)
        if due:
            async with httpx.AsyncClient(transport=self._transport, timeout=_TRY_SECONDS) as client:
                await asyncio.gather(*(self._tell(client, delivery, holder) for delivery in due))
        return len(due)

    async def _tell(self, client: httpx.AsyncClient, delivery: Delivery, holder: str) -> None:
        told, answer = await self._post(client, delivery)
        note = self._store.webhooks.delivered if told else self._store.webhooks.missed
        await asyncio.to_thread(note, delivery.id, holder=holder, answer=answer, now=self._clock())

    async def _post(self, client: httpx.AsyncClient, delivery: Delivery) -> tuple[bool, str]:
        """Whether the receiver took it (any 2xx), and what it answered; redirects are not followed."""
        body = json.dumps(message_of(delivery), separators=(",", ":"), ensure_ascii=False).encode()
        headers = sign(self._secret, delivery.event_id, self._clock(), body)
        try:
            answer = await client.post(
                delivery.url, content=body, headers={**headers, "Content-Type": "application/json"}
            )
        except httpx.HTTPError as error:
            return False, f"{type(error).__name__}: {error}"
        return answer.is_success, f"{answer.status_code} {answer.reason_phrase}"


def message_of(delivery: Delivery) -> dict[str, Any]:
    """What a receiver reads: type, time and data, as Standard Webhooks recommends."""
    return {"type": delivery.kind, "timestamp": delivery.at.isoformat(), "data": dict(delivery.data)}

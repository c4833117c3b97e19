"""Whether every part is up."""

import asyncio
import logging

import httpx

from chat.parts import Parts

logger = logging.getLogger(__name__)

_WITHIN_SECONDS = 2.0


async def health(parts: Parts, client: httpx.AsyncClient) -> dict[str, str]:
    """Each part with "ok" or "down"."""
    up = await asyncio.gather(parts.assistant.is_up(), _actions_up(parts, client), _database_up(parts))
    names = ("assistant", "actions", "database")
    return {name: "ok" if is_up else "down" for name, is_up in zip(names, up, strict=True)}


async def _actions_up(parts: Parts, client: httpx.AsyncClient) -> bool:
    try:
        answer = await client.get(f"http://127.0.0.1:{parts.settings.actions_port}/health", timeout=_WITHIN_SECONDS)
    except httpx.HTTPError:
        return False
    return answer.status_code == httpx.codes.OK


async def _database_up(parts: Parts) -> bool:
    try:
        async with asyncio.timeout(_WITHIN_SECONDS):
            await asyncio.to_thread(parts.store.desk.place)
    except Exception:
        # Whatever keeps the database from answering, the answer here is the same; the log has the cause.
        logger.exception("The database does not answer")
        return False
    return True

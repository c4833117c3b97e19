"""Logging in: slower with every wrong password, for the API and the pages alike."""

import asyncio

from chat.parts import Parts

_STEP_SECONDS, _SLOWEST_SECONDS = 0.25, 8.0


def delay_after(failures: int) -> float:
    """Seconds to wait before a password is looked at: 0, 0.25, 0.5, 1, … at most 8."""
    return 0.0 if failures <= 0 else min(_SLOWEST_SECONDS, _STEP_SECONDS * 2 ** min(failures - 1, 10))


async def log_in(parts: Parts, username: str, password: str) -> str | None:
    """A session's token, or None."""
    failures = await asyncio.to_thread(parts.store.staff.failures, username, parts.clock())
    await asyncio.sleep(delay_after(failures))
    return await asyncio.to_thread(parts.store.staff.log_in, username, password, parts.clock())

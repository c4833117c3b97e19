"""New products become findable by meaning within a minute: a look every now and then, for as long as we serve."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from sales.errors import UnavailableError

logger = logging.getLogger(__name__)

EVERY_SECONDS = 20.0
# The assistant starts last of all parts, and the first customer comes right after it.
WHILE_DOWN_SECONDS = 1.0


async def keep_indexing(
    index: Callable[[], Awaitable[int]],
    every_seconds: float = EVERY_SECONDS,
    while_down_seconds: float = WHILE_DOWN_SECONDS,
) -> None:
    """Index what is new, again and again; while the assistant is down, words alone must do."""
    while True:
        pause = every_seconds
        try:
            found = await index()
            if found:
                logger.info("%d products are findable by meaning now", found)
        except UnavailableError:
            logger.debug("The assistant is down; products wait to be indexed")
            pause = while_down_seconds
        await asyncio.sleep(pause)

"""The meaning of a search's words, asked from the assistant's own sentence model."""

import asyncio
from concurrent.futures import TimeoutError as LateError

import bootstrap
from sales.errors import UnavailableError

_WITHIN_SECONDS = 3.0


class Meaning:
    """Vectors for texts, fetched over the event `loop` of the action server while an action waits in its thread."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop

    def of(self, text: str) -> tuple[float, ...] | None:
        """The vector of `text`, 384 numbers; None when the model cannot be reached, so that words alone must do."""
        asked = asyncio.run_coroutine_threadsafe(bootstrap.assistant().embed([text]), self._loop)
        try:
            return tuple(asked.result(_WITHIN_SECONDS)[0])
        except (UnavailableError, LateError):
            return None

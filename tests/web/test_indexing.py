"""New products are indexed again and again, and soon after the assistant came up."""

import asyncio
from collections.abc import Iterator

import pytest

from sales.errors import UnavailableError
from web.indexing import keep_indexing


class _EnoughError(Exception):
    """Ends the endless loop from within."""


def test_while_the_assistant_is_down_the_pause_is_the_short_one(monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []
    answers: Iterator[object] = iter([UnavailableError("down"), 0])

    async def index() -> int:
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        return 0

    async def note(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 2:
            raise _EnoughError

    monkeypatch.setattr("web.indexing.asyncio.sleep", note)
    with pytest.raises(_EnoughError):
        asyncio.run(keep_indexing(index, every_seconds=20, while_down_seconds=1))
    assert pauses == [1, 20]

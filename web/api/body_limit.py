"""Bodies over a size are refused before they are read."""

from collections.abc import Mapping

from fastapi import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from web.api.problems import problem

MEGABYTE = 1024 * 1024


class BodyLimit:
    """ASGI middleware: 413 for bodies over `most` bytes; `more` gives paths that end so their own limit."""

    def __init__(self, app: ASGIApp, most: int = MEGABYTE, more: Mapping[str, int] | None = None) -> None:
        self._app = app
        self._most = most
        self._more = more or {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in ("GET", "HEAD", "OPTIONS"):
            await self._app(scope, receive, send)
            return
        most = next((size for end, size in self._more.items() if scope["path"].endswith(end)), self._most)
        announced = dict(scope["headers"]).get(b"content-length", b"0")
        if not announced.isdigit() or int(announced) > most:
            await problem(413, _sentence(most))(scope, receive, send)
            return
        read = 0

        async def counted() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > most:
                raise HTTPException(413, _sentence(most))
            return message

        await self._app(scope, counted, send)


def _sentence(most: int) -> str:
    return f"A request may have at most {most // MEGABYTE} MB."

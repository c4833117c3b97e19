"""The line to the dialogue engine over loopback HTTP, kept open: a message costs two calls, so each must be cheap."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

import aiohttp

from sales.errors import InvalidError, UnavailableError
from sales.ports import Answer

_DOWN = "The assistant cannot be reached just now."
_CONNECT_SECONDS = 2.0
_HEALTH = aiohttp.ClientTimeout(total=2.0)
_LOADING = aiohttp.ClientTimeout(total=180.0)
_KEEP_OPEN = 100
_SERVER_ERROR = 500
# A wrong key or a missing channel is our own set-up at fault; the message is kept until it is put right.
_NOT_SET_UP = (401, 404)


class RasaAssistant:
    """Implements `sales.ports.Assistant`; raises `UnavailableError` when the engine is down, slow or broken."""

    def __init__(self, url: str, key: str, timeout_seconds: float) -> None:
        self._url = f"{url.rstrip('/')}/webhooks/shop"
        self._headers = {"X-Goeswith-Key": key}
        self._timeout = aiohttp.ClientTimeout(total=timeout_seconds, sock_connect=_CONNECT_SECONDS)
        self._session: aiohttp.ClientSession | None = None
        self._loop: asyncio.AbstractEventLoop | None = None

    async def understand(self, text: str) -> Mapping[str, Any]:
        """What is understood of `text`: `{"text", "parts": […], "mood": {…}}`; nothing is remembered."""
        return await self._post("/understand", {"text": text})

    async def converse(
        self, conversation_id: str, parts: Sequence[Mapping[str, Any]], metadata: Mapping[str, Any]
    ) -> Answer:
        """Take understood `parts` through the dialogue; all that was said in answer, in order."""
        body = {"sender": conversation_id, "parts": list(parts), "metadata": dict(metadata)}
        return _answer(await self._post("/converse", body))

    async def trigger(
        self, conversation_id: str, intent: str, entities: Mapping[str, str], metadata: Mapping[str, Any]
    ) -> Answer:
        """Take a button's `intent` through the dialogue."""
        body = {
            "sender": conversation_id,
            "intent": intent,
            "entities": dict(entities),
            "metadata": dict(metadata),
        }
        return _answer(await self._post("/converse", body))

    async def embed(self, texts: Sequence[str]) -> Sequence[Sequence[float]]:
        """One unit-length vector of 384 numbers for each text."""
        answer = await self._post("/embed", {"texts": list(texts)})
        return [[float(number) for number in vector] for vector in answer["vectors"]]

    async def load(self, model: str) -> None:
        """Serve another model's file; `InvalidError` with the reason where it cannot be, the old one goes on."""
        try:
            async with self._open().post(f"{self._url}/load", json={"model": model}, timeout=_LOADING) as answer:
                if answer.ok:
                    return
                told = await answer.json(content_type=None)
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            raise UnavailableError(_DOWN) from error
        raise InvalidError(str(told.get("detail") or f"The assistant refused the model ({answer.status})."))

    async def is_up(self) -> bool:
        """Whether a model is loaded and answers within two seconds."""
        try:
            async with self._open().get(f"{self._url}/", timeout=_HEALTH) as answer:
                return answer.status == 200
        except (aiohttp.ClientError, TimeoutError):
            return False

    async def close(self) -> None:
        """Close the kept-open connections; a later call opens new ones."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    async def _post(self, path: str, body: Mapping[str, Any]) -> Mapping[str, Any]:
        try:
            async with self._open().post(f"{self._url}{path}", json=body) as answer:
                if answer.status >= _SERVER_ERROR or answer.status in _NOT_SET_UP:
                    raise UnavailableError(_DOWN)
                if not answer.ok:
                    raise InvalidError(f"The assistant refused the message ({answer.status}).")
                data: Mapping[str, Any] = await answer.json()
                return data
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            raise UnavailableError(_DOWN) from error

    def _open(self) -> aiohttp.ClientSession:
        """The session of the running event loop: connections cannot be shared between loops."""
        loop = asyncio.get_running_loop()
        if self._session is None or self._loop is not loop or self._session.closed:
            self._session = aiohttp.ClientSession(
                headers=self._headers, timeout=self._timeout, connector=aiohttp.TCPConnector(limit=_KEEP_OPEN)
            )
            self._loop = loop
        return self._session


def _answer(data: Mapping[str, Any]) -> Answer:
    return Answer(tuple(data.get("messages") or ()))

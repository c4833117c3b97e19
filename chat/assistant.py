"""The line to the dialogue engine over loopback HTTP, one kept-open client per event loop."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any

import httpx

from sales.errors import InvalidError, UnavailableError
from sales.ports import Answer

_DOWN = "The assistant cannot be reached just now."
_CONNECT_SECONDS = 2.0
_HEALTH_SECONDS = 2.0
_KEEP_OPEN = 20


class RasaAssistant:
    """Implements `sales.ports.Assistant`; raises `UnavailableError` when the engine is down, slow or broken."""

    def __init__(
        self, url: str, key: str, timeout_seconds: float, transport: httpx.AsyncBaseTransport | None = None
    ) -> None:
        self._url = f"{url.rstrip('/')}/webhooks/shop"
        self._headers = {"X-Goeswith-Key": key}
        self._timeout = httpx.Timeout(timeout_seconds, connect=_CONNECT_SECONDS)
        self._transport = transport
        self._client: httpx.AsyncClient | None = None
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

    async def is_up(self) -> bool:
        """Whether a model is loaded and answers within two seconds."""
        try:
            answer = await self._open().get(f"{self._url}/", timeout=_HEALTH_SECONDS)
        except httpx.HTTPError:
            return False
        return answer.status_code == httpx.codes.OK

    async def close(self) -> None:
        """Close the kept-open connections; a later call opens new ones."""
        client, self._client = self._client, None
        if client is not None:
            await client.aclose()

    async def _post(self, path: str, body: Mapping[str, Any]) -> Mapping[str, Any]:
        try:
            answer = await self._open().post(f"{self._url}{path}", json=body)
        except httpx.HTTPError as error:
            raise UnavailableError(_DOWN) from error
        if answer.status_code >= httpx.codes.INTERNAL_SERVER_ERROR or answer.status_code in (401, 404):
            raise UnavailableError(_DOWN)
        if answer.is_error:
            raise InvalidError(f"The assistant refused the message ({answer.status_code}).")
        data: Mapping[str, Any] = answer.json()
        return data

    def _open(self) -> httpx.AsyncClient:
        """The client of the running event loop: connections cannot be shared between loops."""
        loop = asyncio.get_running_loop()
        if self._client is None or self._loop is not loop:
            limits = httpx.Limits(max_keepalive_connections=_KEEP_OPEN)
            self._client = httpx.AsyncClient(
                headers=self._headers, timeout=self._timeout, limits=limits, transport=self._transport
            )
            self._loop = loop
        return self._client


def _answer(data: Mapping[str, Any]) -> Answer:
    return Answer(tuple(data.get("messages") or ()))

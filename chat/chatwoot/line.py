"""Calls to Chatwoot: the public API of an API inbox as the customer, the application API as an agent bot.

Paths and fields are those of Chatwoot's own API documentation (developers.chatwoot.com); signatures are checked as its
webhooks are signed since 4.13: `sha256=` and the hex HMAC-SHA256 over `timestamp.body`.
"""

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import quote

import httpx

from chat.signing import WINDOW, SignatureError
from sales.errors import UnavailableError

SIGNATURE, TIMESTAMP = "x-chatwoot-signature", "x-chatwoot-timestamp"
_TRY_SECONDS = 10.0
_BOT = "api_access_token"
OPEN, RESOLVED = "open", "resolved"


class ChatwootLine:
    """One Chatwoot account's API inbox and agent bot; calls raise `UnavailableError` for anything but success."""

    def __init__(
        self, url: str, account: int, inbox: str, token: str, *, transport: httpx.AsyncBaseTransport | None = None
    ) -> None:
        self._public = f"{url.rstrip('/')}/public/api/v1/inboxes/{quote(inbox, safe='')}/contacts"
        self._own = f"{url.rstrip('/')}/api/v1/accounts/{account}/conversations"
        self._token, self._transport = token, transport

    async def know(self, customer: str, name: str, email: str | None) -> None:
        """Make the customer known, or find them again: `customer` is the contact's source id."""
        about = {"source_id": customer, "name": name, **({"email": email} if email else {})}
        await self._call("POST", self._public, about)

    async def begin(self, customer: str, attributes: Mapping[str, str]) -> str:
        """A new conversation's name over there."""
        begun = await self._call("POST", self._talks(customer), {"custom_attributes": dict(attributes)})
        return str(begun["id"])

    async def talks(self, customer: str) -> Sequence[Mapping[str, Any]]:
        """The customer's conversations, each with `id` and `status`."""
        return list(await self._call("GET", self._talks(customer)))

    async def hear(self, customer: str, remote: str, text: str) -> None:
        """The customer's words."""
        await self._call("POST", f"{self._talks(customer)}/{remote}/messages", {"content": text})

    async def said(self, customer: str, remote: str) -> Sequence[Mapping[str, Any]]:
        """The latest messages of both sides, private notes not among them."""
        return list(await self._call("GET", f"{self._talks(customer)}/{remote}/messages"))

    async def speak(self, remote: str, text: str, *, private: bool) -> None:
        """The bot's words: to everybody, or as a private note to the agents."""
        body = {"content": text, "message_type": "outgoing", "private": private}
        await self._call("POST", f"{self._own}/{remote}/messages", body, {_BOT: self._token})

    async def stand(self, remote: str, status: str) -> None:
        """Set the conversation's status: `open` calls the agents, `resolved` ends it."""
        await self._call("POST", f"{self._own}/{remote}/toggle_status", {"status": status}, {_BOT: self._token})

    def _talks(self, customer: str) -> str:
        return f"{self._public}/{quote(customer, safe='')}/conversations"

    async def _call(self, method: str, url: str, body: object = None, headers: Mapping[str, str] | None = None) -> Any:
        try:
            async with httpx.AsyncClient(transport=self._transport, timeout=_TRY_SECONDS) as client:
                answer = await client.request(method, url, json=body, headers=dict(headers or {}))
        except httpx.HTTPError as error:
            raise UnavailableError(f"Chatwoot cannot be reached: {type(error).__name__}.") from error
        if not answer.is_success:
            raise UnavailableError(f"Chatwoot answered {answer.status_code} to {method} {answer.url.path}.")
        try:
            return answer.json()
        except ValueError as error:
            raise UnavailableError("Chatwoot's answer is no JSON; is the address right?") from error


def check(secret: str, headers: Mapping[str, str], now: datetime, body: bytes) -> None:
    """`SignatureError` unless Chatwoot signed these bytes with the secret within five minutes of `now`."""
    seconds, given = headers.get(TIMESTAMP, ""), headers.get(SIGNATURE, "")
    if not secret or not seconds.isdecimal() or not given:
        raise SignatureError(f"A message from Chatwoot has the headers {SIGNATURE} and {TIMESTAMP}.")
    if abs(now.timestamp() - int(seconds)) > WINDOW.total_seconds():
        raise SignatureError("The message's time is not within five minutes of ours.")
    wanted = hmac.new(secret.encode(), seconds.encode() + b"." + body, hashlib.sha256).hexdigest()
    if not hmac.compare_digest(f"sha256={wanted}".encode(), given.encode()):
        raise SignatureError("The signature does not belong to this message and secret.")

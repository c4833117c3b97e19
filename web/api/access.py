"""Who may call: a conversation's own token, or a staff member with the right role."""

import asyncio
import hashlib
import ipaddress
from collections.abc import Callable, Coroutine, Sequence
from typing import Annotated, Any

from fastapi import Depends, HTTPException
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.requests import HTTPConnection

from chat.identity import opens
from chat.parts import Parts
from sales.errors import NotFoundError
from sales.ports import StaffMember

_BEARER = HTTPBearer(auto_error=False, description="A conversation's token, or a staff session's.")
_NONE = "A token is needed: Authorization: Bearer …"
_WRONG = "This token is not valid."
_NO_CONVERSATION = "There is no such conversation."

Bearer = Annotated[HTTPAuthorizationCredentials | None, Depends(_BEARER)]


async def parts_of(connection: HTTPConnection) -> Parts:
    """The process's parts, put there when the app starts."""
    parts: Parts = connection.app.state.parts
    return parts


UsedParts = Annotated[Parts, Depends(parts_of)]


def unauthorized(detail: str) -> HTTPException:
    """401 as a problem."""
    return HTTPException(401, detail, {"WWW-Authenticate": "Bearer"})


async def check_token(parts: Parts, conversation_id: str, token: str | None) -> None:
    """404 for an unknown conversation or another one's token, 401 for no token or a wrong one."""
    if not token:
        raise unauthorized(_NONE)
    owner, _, secret = token.partition(".")
    kept = await _hash(parts, conversation_id)
    if kept is None:
        raise NotFoundError(_NO_CONVERSATION)
    if owner == conversation_id and opens(secret, kept):
        return
    other = await _hash(parts, owner) if owner != conversation_id else None
    if other is not None and opens(secret, other):
        raise NotFoundError(_NO_CONVERSATION)
    raise unauthorized(_WRONG)


async def _hash(parts: Parts, conversation_id: str) -> str | None:
    try:
        return await asyncio.to_thread(parts.store.conversations.token_hash, conversation_id)
    except NotFoundError:
        return None


async def own_conversation(conversation_id: str, bearer: Bearer, parts: UsedParts) -> str:
    """The conversation's id, once the caller's token opened it."""
    await check_token(parts, conversation_id, bearer.credentials if bearer else None)
    return conversation_id


Own = Annotated[str, Depends(own_conversation)]


def staff_with(*roles: str) -> Callable[..., Coroutine[Any, Any, StaffMember]]:
    """A dependency: the staff member behind the token, 401 for none, 403 for another role; admins may all."""

    async def member(bearer: Bearer, parts: UsedParts) -> StaffMember:
        return await staff_behind(parts, bearer.credentials if bearer else None, roles)

    return member


async def staff_behind(parts: Parts, token: str | None, roles: Sequence[str]) -> StaffMember:
    """The staff member behind the token, 401 for none, 403 for another role; admins may all."""
    if token is None:
        raise unauthorized(_NONE)
    found = await asyncio.to_thread(parts.store.staff.by_token, token, parts.clock())
    if found is None:
        raise unauthorized("This session has ended or never was; please log in.")
    if found.role not in (*roles, "admin"):
        raise HTTPException(403, f"This is for the role {' or '.join(roles)}; you are {found.role}.")
    return found


Agent = Annotated[StaffMember, Depends(staff_with("agent"))]
Analyst = Annotated[StaffMember, Depends(staff_with("analyst"))]
AgentOrAnalyst = Annotated[StaffMember, Depends(staff_with("agent", "analyst"))]
Trainer = Annotated[StaffMember, Depends(staff_with("trainer"))]
Admin = Annotated[StaffMember, Depends(staff_with())]
Anybody = Annotated[StaffMember, Depends(staff_with("agent", "trainer", "analyst"))]


async def hold_address(connection: HTTPConnection, parts: UsedParts) -> None:
    """429 for an address that writes more than people behind one address can; this machine itself is let be.

    Addresses are kept as keyed hashes and for an hour.
    """
    most, address = parts.settings.messages_per_minute_per_address, connection.client and connection.client.host
    if not most or not address or _is_loopback(address):
        return
    secret = parts.settings.internal_key or parts.settings.cookie_secret
    hashed = hashlib.sha256(f"{secret}|{_network(address)}".encode()).hexdigest()
    await asyncio.to_thread(parts.store.turns.count_arrival, hashed, parts.clock(), most)


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def _network(address: str) -> str:
    """An IPv6 customer has a whole /64 to write from."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network((known, 64), strict=False)) if known.version == 6 else address

"""The live stream of one conversation over a WebSocket."""

import asyncio
import contextlib
import json
import time
from collections.abc import Sequence
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Query, WebSocket, WebSocketDisconnect

from chat.parts import Parts
from chat.views import message_views
from sales.errors import NotFoundError
from sales.handoff.ports import Change, ChangeKind, Reader
from web.api.access import UsedParts, check_token
from web.api.conversations import now_view
from web.api.problems import problem

router = APIRouter()

GONE, REFUSED = 4404, 4401
CUSTOMER = Reader.CUSTOMER.value
_PAGE, _LONGEST, _TYPING_SECONDS = 200, 1000, 1.0


@router.websocket("/conversations/{conversation_id}/stream")
async def stream(
    websocket: WebSocket,
    conversation_id: str,
    parts: UsedParts,
    token: str = "",
    *,
    after: Annotated[int | None, Query(ge=0, lt=2**62)] = None,
    events: bool = False,
) -> None:
    """Each new message as JSON, whoever wrote it; `after` begins behind that message instead of now.

    With `events` come frames of another shape beside them: `{"event": "typing" | "read" | "conversation", …}`.
    """
    try:
        await check_token(parts, conversation_id, token)
    except NotFoundError as error:
        await refuse(websocket, 404, str(error), GONE)
        return
    except HTTPException as error:
        await refuse(websocket, error.status_code, str(error.detail), REFUSED)
        return
    begin = after if after is not None else await asyncio.to_thread(_newest, parts, conversation_id)
    await websocket.accept()
    sending = asyncio.create_task(_send(websocket, parts, conversation_id, begin, events))
    hearing = asyncio.create_task(_hear(websocket, parts, conversation_id))
    done, left = await asyncio.wait((sending, hearing), return_when=asyncio.FIRST_COMPLETED)
    for task in left:
        task.cancel()
    await asyncio.gather(*left, return_exceptions=True)
    if sending in done and not sending.exception():
        with contextlib.suppress(RuntimeError, WebSocketDisconnect):
            await websocket.close(GONE)


async def _send(websocket: WebSocket, parts: Parts, conversation_id: str, after: int, events: bool) -> None:
    """Send until the conversation is erased: messages first, then, where they are wanted, what else happened."""
    with parts.live.listening(conversation_id) as ear:
        while not parts.live.has_ended(conversation_id):
            heard = await ear.news()
            while said := await asyncio.to_thread(_said, parts, conversation_id, after):
                for view in said:
                    await websocket.send_json(view)
                after = said[-1]["id"]
            if events:
                for event in await asyncio.to_thread(_events, parts, conversation_id, heard):
                    await websocket.send_json(event)


async def _hear(websocket: WebSocket, parts: Parts, conversation_id: str) -> None:
    """What the customer's browser tells without words: typing, got and seen; anything else is passed over."""
    typed_at = 0.0
    with contextlib.suppress(WebSocketDisconnect):
        while True:
            told = _told(await websocket.receive_text())
            got, seen = told.get("got"), told.get("seen")
            marks = {name: value for name, value in (("got", got), ("seen", seen)) if _is_id(value)}
            if told.get("typing") is True and time.monotonic() - typed_at > _TYPING_SECONDS:
                typed_at = time.monotonic()
                await asyncio.to_thread(parts.store.desk.typing, conversation_id, CUSTOMER, parts.clock())
                parts.live.tell(conversation_id, ChangeKind.TYPING, CUSTOMER)
            if marks and await asyncio.to_thread(_mark, parts, conversation_id, marks):
                parts.live.tell(conversation_id, ChangeKind.READ, CUSTOMER)


def _told(text: str) -> dict[str, Any]:
    try:
        told = json.loads(text[:_LONGEST])
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def _is_id(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value < 2**62


def _mark(parts: Parts, conversation_id: str, marks: dict[str, int]) -> bool:
    return parts.store.desk.mark(conversation_id, Reader.CUSTOMER, now=parts.clock(), **marks)


def _said(parts: Parts, conversation_id: str, after: int) -> list[dict[str, Any]]:
    found = parts.store.conversations.history(conversation_id, after=after, limit=_PAGE)
    return message_views(parts.store, conversation_id, found)


def _events(parts: Parts, conversation_id: str, heard: Sequence[Change]) -> list[dict[str, Any]]:
    """Frames with `event`: the agent types, has read so far, or the conversation stands otherwise."""
    kinds = {change.kind for change in heard if change.who != CUSTOMER}
    frames: list[dict[str, Any]] = []
    if ChangeKind.TYPING in kinds:
        frames.append({"event": "typing"})
    if ChangeKind.READ in kinds:
        frames.append({"event": "read", "seen": parts.store.desk.marks(conversation_id)[Reader.AGENT].seen})
    if kinds & {ChangeKind.HANDOFF, ChangeKind.QUOTE}:
        with contextlib.suppress(NotFoundError):
            frames.append({"event": "conversation", "conversation": now_view(parts, conversation_id)})
    return frames


def _newest(parts: Parts, conversation_id: str) -> int:
    latest = parts.store.turns.latest(conversation_id, limit=1)
    return latest[-1].id if latest else 0


async def refuse(websocket: WebSocket, status: int, detail: str, code: int) -> None:
    """Turn a caller away before the stream opens: a problem document where the server can, else a close code."""
    if "websocket.http.response" in websocket.scope.get("extensions", {}):
        await websocket.send_denial_response(problem(status, detail))
    else:
        await websocket.close(code, detail)

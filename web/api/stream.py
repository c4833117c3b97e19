"""The live stream of one conversation over a WebSocket."""

import asyncio
import contextlib
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, WebSocket, WebSocketDisconnect

from chat.parts import Parts
from chat.views import message_views
from sales.errors import NotFoundError
from web.api.access import UsedParts, check_token
from web.api.problems import problem

router = APIRouter()

GONE, REFUSED = 4404, 4401


@router.websocket("/conversations/{conversation_id}/stream")
async def stream(
    websocket: WebSocket,
    conversation_id: str,
    parts: UsedParts,
    token: str = "",
    after: Annotated[int | None, Query(ge=0, lt=2**62)] = None,
) -> None:
    """Each new message as JSON, whoever wrote it; `after` begins behind that message instead of now."""
    try:
        await check_token(parts, conversation_id, token)
    except NotFoundError as error:
        await _refuse(websocket, 404, str(error), GONE)
        return
    except HTTPException as error:
        await _refuse(websocket, error.status_code, str(error.detail), REFUSED)
        return
    begin = after if after is not None else await asyncio.to_thread(_newest, parts, conversation_id)
    await websocket.accept()
    sending = asyncio.create_task(_send(websocket, parts, conversation_id, begin))
    hearing = asyncio.create_task(_until_closed(websocket))
    done, left = await asyncio.wait((sending, hearing), return_when=asyncio.FIRST_COMPLETED)
    for task in left:
        task.cancel()
    await asyncio.gather(*left, return_exceptions=True)
    if sending in done and not sending.exception():
        with contextlib.suppress(RuntimeError, WebSocketDisconnect):
            await websocket.close(GONE)


async def _send(websocket: WebSocket, parts: Parts, conversation_id: str, after: int) -> None:
    """Send until the conversation is erased."""
    async with contextlib.aclosing(parts.live.messages(conversation_id, after)) as batches:
        async for batch in batches:
            for view in await asyncio.to_thread(message_views, parts.store, conversation_id, batch):
                await websocket.send_json(view)


async def _until_closed(websocket: WebSocket) -> None:
    """Customers say nothing here; reading only tells when they leave."""
    with contextlib.suppress(WebSocketDisconnect):
        while True:
            await websocket.receive_text()


def _newest(parts: Parts, conversation_id: str) -> int:
    latest = parts.store.turns.latest(conversation_id, limit=1)
    return latest[-1].id if latest else 0


async def _refuse(websocket: WebSocket, status: int, detail: str, code: int) -> None:
    if "websocket.http.response" in websocket.scope.get("extensions", {}):
        await websocket.send_denial_response(problem(status, detail))
    else:
        await websocket.close(code, detail)

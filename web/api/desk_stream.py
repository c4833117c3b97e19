"""The desk's live stream for other systems and for agents without our page, over a WebSocket."""

import asyncio
import contextlib
from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter, HTTPException, WebSocket, WebSocketDisconnect

from chat.parts import Parts
from chat.views import message_views
from sales.conversation import Handoff, HandoffState
from sales.handoff.ports import Change, ChangeKind, Reader
from sales.ports import StaffMember
from web.api.access import UsedParts, staff_behind
from web.api.handoffs import handoff_view
from web.api.stream import REFUSED, refuse

router = APIRouter()
Json = dict[str, Any]
_EVENTS = {ChangeKind.TYPING: "typing", ChangeKind.READ: "read"}


@router.websocket("/handoffs/stream")
async def stream(websocket: WebSocket, parts: UsedParts) -> None:
    """Frames for the agent whose bearer token opens it; while it is open the agent is at the desk.

    `{"event": "queue", "handoffs": […]}` first and whenever one changes; `{"event": "transcript", "handoff",
    "messages": […]}` for each conversation that the agent has, first and when it becomes the agent's; then
    `{"event": "message", "handoff", "message"}`, `typing` and `read` as they happen.
    """
    token = _token(websocket)
    try:
        agent = await staff_behind(parts, token, ("agent",))
    except HTTPException as error:
        await refuse(websocket, error.status_code, str(error.detail), REFUSED)
        return
    await websocket.accept()
    sending = asyncio.create_task(_Desk(websocket, parts, agent).send())
    staying = asyncio.create_task(_stay(parts, agent, token or ""))
    hearing = asyncio.create_task(_hear(websocket))
    done, left = await asyncio.wait((sending, staying, hearing), return_when=asyncio.FIRST_COMPLETED)
    for task in left:
        task.cancel()
    await asyncio.gather(*left, return_exceptions=True)
    if staying in done and not staying.exception():
        with contextlib.suppress(RuntimeError, WebSocketDisconnect):
            await websocket.close(REFUSED)


class _Desk:
    """What one agent was told so far."""

    def __init__(self, websocket: WebSocket, parts: Parts, agent: StaffMember) -> None:
        self._websocket, self._parts, self._agent = websocket, parts, agent
        self._queue: list[Json] | None = None
        # The agent's conversations, each with the last message that was told of it.
        self._told: dict[str, tuple[Handoff, int]] = {}

    async def send(self) -> None:
        """Tell what is new until cancelled."""
        with self._parts.live.listening() as ear:
            while True:
                for frame in await asyncio.to_thread(self._frames, await ear.news()):
                    await self._websocket.send_json(frame)

    def _frames(self, heard: Sequence[Change]) -> list[Json]:
        moved = not heard or any(one.kind is ChangeKind.HANDOFF for one in heard)
        frames = self._moved() if moved else []
        named = {one.conversation_id for one in heard if one.kind is ChangeKind.MESSAGE}
        for talk in named & set(self._told) if heard else set(self._told):
            frames += self._said(talk)
        return frames + [
            {"event": _EVENTS[one.kind], "handoff": self._told[one.conversation_id][0].id}
            for one in heard
            if one.kind in _EVENTS and one.who == Reader.CUSTOMER.value and one.conversation_id in self._told
        ]

    def _moved(self) -> list[Json]:
        found = self._parts.desk.queue()
        views, frames = [handoff_view(one) for one in found], []
        if views != self._queue:
            self._queue = views
            frames.append({"event": "queue", "handoffs": views})
        mine = {one.conversation_id: one for one in found if self._has(one)}
        self._told = {talk: told for talk, told in self._told.items() if talk in mine and mine[talk].id == told[0].id}
        return frames + [self._transcript(mine[talk]) for talk in mine if talk not in self._told]

    def _has(self, handoff: Handoff) -> bool:
        return handoff.state is HandoffState.LIVE and handoff.agent == self._agent.username

    def _transcript(self, handoff: Handoff) -> Json:
        said = self._parts.desk.transcript(handoff)
        self._told[handoff.conversation_id] = handoff, said[-1].id if said else 0
        views = message_views(self._parts.store, handoff.conversation_id, said)
        return {"event": "transcript", "handoff": handoff.id, "messages": views}

    def _said(self, talk: str) -> list[Json]:
        handoff, after = self._told[talk]
        said = self._parts.store.conversations.history(talk, after=after)
        if said:
            self._told[talk] = handoff, said[-1].id
        views = message_views(self._parts.store, talk, said)
        return [{"event": "message", "handoff": handoff.id, "message": view} for view in views]


async def _stay(parts: Parts, agent: StaffMember, token: str) -> None:
    """A sign of life now and then; ends with the session."""
    while await asyncio.to_thread(parts.store.staff.by_token, token, parts.clock()) is not None:
        await asyncio.to_thread(parts.desk.here, agent)
        await asyncio.sleep(parts.rules.gone_after.total_seconds() / 4)


async def _hear(websocket: WebSocket) -> None:
    """Nothing is asked by this line; it only tells when the other end has gone."""
    with contextlib.suppress(WebSocketDisconnect):
        while True:
            await websocket.receive_text()


def _token(websocket: WebSocket) -> str | None:
    scheme, _, token = websocket.headers.get("authorization", "").partition(" ")
    return token if scheme.lower() == "bearer" and token else None

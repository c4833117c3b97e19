"""The public API of contract.md held in memory, for looking at the widget alone: a real HTTP server
whose answers, silences and failures a test arranges."""

import asyncio
import itertools
import threading
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import uvicorn
from fastapi import APIRouter, FastAPI, Header, Query, Request, Response, WebSocket, WebSocketDisconnect
from fastapi.responses import HTMLResponse, JSONResponse

from tests.browser.widget.made_up import CAMERA, OFFER, PAGE, ZOOM, Json
from web.widget.bundle import script


@dataclass
class Talk:
    """One conversation as the fake shop knows it."""

    id: str
    token: str
    messages: list[Json] = field(default_factory=list)
    written: set[str] = field(default_factory=set)
    answers: dict[str, Json] = field(default_factory=dict)
    cart: list[Json] = field(default_factory=list)
    owner: str = "assistant"
    handoff: Json | None = None
    contexts: list[Json] = field(default_factory=list)
    sockets: list[WebSocket] = field(default_factory=list)


class FakeDoor:
    """Behaviour is set by attributes; `received` holds every (client_id, text) in order of arrival."""

    def __init__(self, *routers: APIRouter) -> None:
        self.talks: dict[str, Talk] = {}
        self.received: list[tuple[str, str]] = []
        self.failures: deque[tuple[int, dict[str, str]]] = deque()
        self.lose_answers = 0
        self.sockets_work = True
        self.delay = 0.0
        self.answers_wait = threading.Event()
        self.answers_wait.set()
        self.page_size = 1000
        self.queueing = False
        self.offer_answers: list[tuple[str, str]] = []
        self.attributes = ""
        self._ids = itertools.count(1)
        self._loop: asyncio.AbstractEventLoop | None = None
        self.app = self._app(routers)
        self.url = ""

    def start(self) -> None:
        config = uvicorn.Config(
            self.app, host="127.0.0.1", port=0, log_level="warning", ws="websockets-sansio", lifespan="off"
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, daemon=True)
        self._thread.start()
        end = time.monotonic() + 20
        while not self._server.started and time.monotonic() < end:
            time.sleep(0.01)
        port = self._server.servers[0].sockets[0].getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"

    def stop(self) -> None:
        self._server.should_exit = True
        self._server.force_exit = True
        self._thread.join(10)

    def write(self, talk: Talk, author: str, text: str, **more: Any) -> Json:
        """A message in the log, sent to every open stream."""
        message = {
            "id": next(self._ids),
            "author": author,
            "text": text,
            "products": [],
            "offer": None,
            "quick_replies": [],
            "created_at": datetime.now(UTC).isoformat(),
            **more,
        }
        talk.messages.append(message)
        return message

    def speak(self, author: str, text: str, **more: Any) -> Json:
        """Something said in the newest conversation by itself, from the test's own thread."""
        talk = self.talk
        message = self.write(talk, author, text, **more)
        self._run(self._send(talk, [message]))
        return message

    def tell_state(self) -> None:
        """The frame that says how the newest conversation stands now."""
        frame = {"event": "conversation", "conversation": self.state(self.talk)}
        self._run(self._send(self.talk, [frame]))

    def drop_sockets(self) -> None:
        self._run(self._drop())

    @property
    def talk(self) -> Talk:
        return list(self.talks.values())[-1]

    def _run(self, work: Any) -> None:
        assert self._loop is not None
        asyncio.run_coroutine_threadsafe(work, self._loop).result(10)

    async def _drop(self) -> None:
        for talk in self.talks.values():
            for socket in list(talk.sockets):
                await socket.close(1012)

    async def _send(self, talk: Talk, messages: list[Json]) -> None:
        for socket in list(talk.sockets):
            for message in messages:
                await socket.send_json(message)

    def state(self, talk: Talk) -> Json:
        return {
            "id": talk.id,
            "owner": talk.owner,
            "mood": "neutral",
            "offers_paused": None,
            "cart": talk.cart,
            "handoff": talk.handoff,
        }

    def answer(self, talk: Talk, text: str) -> list[Json]:
        """What the fake shop says; a few words steer it."""
        low = text.lower()
        if "camera" in low:
            replies = [{"title": "The second", "text": "the second one"}, {"title": "Compare", "text": "compare"}]
            said = "Sport, from the side line. These two focus fast enough and reach far."
            return [self.write(talk, "assistant", said, products=[CAMERA, ZOOM], quick_replies=replies)]
        if "basket" in low:
            talk.cart = [*talk.cart, {"sku": "VZ5", "quantity": 1}]
            return [
                self.write(talk, "assistant", "The Vanta Z5 is in your basket, €749."),
                self.write(talk, "assistant", "One thing for match days:", offer=OFFER),
            ]
        if "person" in low:
            talk.owner, talk.handoff = "queue", {"id": "h", "reason": "asked", "state": "waiting", "topic": "-"}
            return [self.write(talk, "assistant", "I'm passing you on. I'll be quiet from here.")]
        return [self.write(talk, "assistant", f"You said: {text}")]

    def _app(self, routers: Sequence[APIRouter]) -> FastAPI:
        app = FastAPI()
        for router in routers:
            app.include_router(router)
        app.add_api_route("/", self._page)
        app.add_api_route("/p/{sku}", self._page)
        app.add_api_route("/widget.js", self._script)
        app.add_api_route("/pictures/{name}", self._picture)
        root = "/api/v1/conversations"
        app.add_api_route(root, self._create, methods=["POST"])
        app.add_api_route(root + "/{id}", self._state)
        app.add_api_route(root + "/{id}", self._delete, methods=["DELETE"])
        app.add_api_route(root + "/{id}/data", self._data)
        app.add_api_route(root + "/{id}/messages", self._history)
        app.add_api_route(root + "/{id}/messages", self._say, methods=["POST"])
        app.add_api_route(root + "/{id}/context", self._context, methods=["PUT"])
        app.add_api_route(root + "/{id}/offers/{offer}", self._offer, methods=["POST"])
        app.add_api_websocket_route(root + "/{id}/stream", self._stream)
        return app

    async def _page(self) -> HTMLResponse:
        return HTMLResponse(
            PAGE.replace("{attributes}", self.attributes),
            headers={"Content-Security-Policy": "default-src 'self'; img-src 'self' data:"},
        )

    async def _script(self) -> Response:
        return Response(script()[0], media_type="text/javascript")

    async def _picture(self, name: str) -> Response:
        svg = (
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 80"><rect width="80" height="80" '
            'fill="#dfe9e5"/><rect x="14" y="28" width="52" height="34" rx="6" fill="#2c4a43"/>'
            '<circle cx="40" cy="45" r="12" fill="#9fc9bb"/></svg>'
        )
        return Response(svg, media_type="image/svg+xml")

    def _known(self, id: str, authorization: str | None) -> Talk | JSONResponse:
        talk = self.talks.get(id)
        if talk is None:
            return JSONResponse({"detail": "There is no such conversation."}, 404)
        if authorization != f"Bearer {talk.token}":
            return JSONResponse({"detail": "The token is missing or wrong."}, 401)
        return talk

    async def _create(self, request: Request) -> JSONResponse:
        self._loop = asyncio.get_running_loop()
        body = await request.json()
        if body.get("identity") == "expired":
            return JSONResponse({"detail": "The identity has expired."}, 401)
        number = next(self._ids)
        talk = Talk(f"c{number}", f"secret-{number}", cart=body.get("cart") or [])
        talk.contexts.append(body)
        self.talks[talk.id] = talk
        return JSONResponse({"id": talk.id, "token": talk.token}, 201)

    async def _state(self, id: str, authorization: str | None = Header(None)) -> Response:
        talk = self._known(id, authorization)
        return talk if isinstance(talk, JSONResponse) else JSONResponse(self.state(talk))

    async def _delete(self, id: str, authorization: str | None = Header(None)) -> Response:
        talk = self._known(id, authorization)
        if isinstance(talk, JSONResponse):
            return talk
        del self.talks[id]
        return Response(status_code=204)

    async def _history(self, id: str, after: int = Query(0), authorization: str | None = Header(None)) -> Response:
        talk = self._known(id, authorization)
        if isinstance(talk, JSONResponse):
            return talk
        return JSONResponse({"messages": [m for m in talk.messages if m["id"] > after][: self.page_size]})

    async def _say(self, id: str, request: Request, authorization: str | None = Header(None)) -> Response:
        talk = self._known(id, authorization)
        if isinstance(talk, JSONResponse):
            return talk
        if self.failures:
            status, headers = self.failures.popleft()
            return JSONResponse({"detail": "Arranged by the test."}, status, headers=headers)
        body = await request.json()
        client_id, text = body["client_id"], body["text"]
        self.received.append((client_id, text))
        if client_id not in talk.written:
            talk.written.add(client_id)
            await self._send(talk, [self.write(talk, "customer", text, client_id=client_id)])
        await asyncio.sleep(self.delay)
        if client_id not in talk.answers:
            answers = []
            if not self.queueing and talk.owner == "assistant":
                answers = self.answer(talk, text)
            talk.answers[client_id] = {"messages": answers, "conversation": self.state(talk)}
            await self._send(talk, answers)
        await asyncio.to_thread(self.answers_wait.wait, 30)
        if self.lose_answers:
            self.lose_answers -= 1
            return JSONResponse({"detail": "Gone on the way back."}, 503)
        if self.queueing:
            return JSONResponse({"queued": True}, 202)
        return JSONResponse(talk.answers[client_id])

    async def _data(self, id: str, authorization: str | None = Header(None)) -> Response:
        talk = self._known(id, authorization)
        return talk if isinstance(talk, JSONResponse) else JSONResponse({"messages": talk.messages})

    async def _context(self, id: str, request: Request, authorization: str | None = Header(None)) -> Response:
        talk = self._known(id, authorization)
        if isinstance(talk, JSONResponse):
            return talk
        body = await request.json()
        talk.contexts.append(body)
        talk.cart = body.get("cart", talk.cart)
        return JSONResponse(self.state(talk))

    async def _offer(self, id: str, offer: str, request: Request, authorization: str | None = Header(None)) -> Response:
        talk = self._known(id, authorization)
        if isinstance(talk, JSONResponse):
            return talk
        word = (await request.json())["answer"]
        if any(known == offer for known, _ in self.offer_answers):
            return JSONResponse({"detail": "This offer was answered already."}, 409)
        self.offer_answers.append((offer, word))
        if word == "accept":
            talk.cart = [*talk.cart, {"sku": "VB5", "quantity": 1}]
        text = {"accept": "Added, together €788.", "decline": "Fine.", "stop": "No more suggestions."}[word]
        said = [self.write(talk, "assistant", text)]
        await self._send(talk, said)
        return JSONResponse({"messages": said, "conversation": self.state(talk)})

    async def _stream(self, socket: WebSocket, id: str, token: str = "", after: int = 0) -> None:
        talk = self.talks.get(id)
        if not self.sockets_work or talk is None or talk.token != token:
            await socket.close(4401)
            return
        await socket.accept()
        for message in [m for m in talk.messages if m["id"] > after]:
            await socket.send_json(message)
        talk.sockets.append(socket)
        try:
            while True:
                await socket.receive_text()
        except WebSocketDisconnect:
            pass
        finally:
            talk.sockets.remove(socket)

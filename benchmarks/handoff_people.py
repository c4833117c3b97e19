"""Simulated customers and agents over the public API, as stubborn as the widget: what gets no answer is sent again."""

import asyncio
import contextlib
import json
import random
import time
from collections.abc import Callable
from typing import Any
from uuid import UUID

import httpx
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from benchmarks.handoff_ledger import Screen, Stint

CALL = "I want to talk to a human please"
_AGAIN_SECONDS, _TRY_SECONDS = 0.3, 30
_CHATS = 6
_OFFLINE = (OSError, WebSocketException, TimeoutError)


class Line:
    """The way to the shop: calls that are tried until they are answered, and a stream that comes back by itself."""

    def __init__(self, url: str, rng: random.Random) -> None:
        self.url, self.rng = f"{url}/api/v1", rng
        self.headers: dict[str, str] = {}
        self.open = True
        self._socket: ClientConnection | None = None
        self._client = httpx.AsyncClient(timeout=_TRY_SECONDS)

    async def call(self, method: str, path: str, body: object = None) -> httpx.Response:
        """The answer, after as many tries as it takes; the shop may be away meanwhile."""
        while True:
            try:
                answer = await self._client.request(method, self.url + path, json=body, headers=self.headers)
            except httpx.TransportError:
                await asyncio.sleep(_AGAIN_SECONDS)
                continue
            if answer.status_code != 429 and answer.status_code < 500:
                return answer
            await asyncio.sleep(float(answer.headers.get("Retry-After", _AGAIN_SECONDS)))

    async def listen(self, path: Callable[[], str], take: Callable[[dict[str, Any]], None]) -> None:
        """Take each frame until the line is closed; a broken stream is opened again."""
        while self.open:
            with contextlib.suppress(*_OFFLINE):
                root = self.url.replace("http", "ws", 1)
                async with connect(root + path(), additional_headers=self.headers, open_timeout=5) as socket:
                    self._socket = socket
                    async for frame in socket:
                        # What a cut line still holds was on its way to a page that is no more.
                        if socket is not self._socket:
                            break
                        take(json.loads(frame))
            await asyncio.sleep(_AGAIN_SECONDS * self.rng.random())

    def cut(self) -> None:
        """The network fails, without a word to either side."""
        if self._socket is not None:
            self._socket.transport.abort()
            self._socket = None

    async def hang_up(self) -> None:
        """Leave for good."""
        self.open = False
        if self._socket is not None:
            await self._socket.close()
        await self._client.aclose()

    async def pause(self, least: float, most: float) -> None:
        """Somebody thinks or types."""
        await asyncio.sleep(self.rng.uniform(least, most))


class Customer:
    """Calls a person, talks while there is one, and calls again later."""

    def __init__(self, number: int, url: str, rng: random.Random, arrived: dict[str, float]) -> None:
        self.line, self.words, self.screen = Line(url, rng), list[str](), Screen()
        self.id = ""
        self._number, self._rng, self._arrived = number, rng, arrived
        self._token, self._reloading = "", False

    async def begin(self) -> None:
        """Open the chat."""
        begun = (await self.line.call("POST", "/conversations", {})).json()
        self.id, self._token = begun["id"], begun["token"]
        self.line.headers = {"Authorization": f"Bearer {begun['token']}"}

    async def listen(self) -> None:
        """Show what comes."""
        await self.line.listen(
            lambda: f"{self._path('/stream')}?token={self._token}&after={self.screen.last}", self._take
        )

    async def talk(self, until: asyncio.Event) -> None:
        """Until told to stop: a person is called where there is none, else something is said."""
        while not until.is_set():
            owner = (await self.line.call("GET", self._path())).json()["owner"]
            await self.say(CALL if owner == "assistant" else "one more thing")
            await self.line.pause(1.0, 5.0)

    async def say(self, about: str) -> None:
        """One message, sent until the door has it; each is unlike all others."""
        text = f"{about} ({self._number}.{len(self.words)})"
        body = {"text": text, "client_id": str(UUID(int=self._rng.getrandbits(128)))}
        answer = await self.line.call("POST", self._path("/messages"), body)
        if answer.status_code not in (200, 202):
            raise RuntimeError(f"{answer.status_code} for {text!r}: {answer.text[:200]}")
        self.words.append(text)

    async def reload(self) -> None:
        """The page is loaded anew: all that was said is asked for, then the stream goes on behind it."""
        self._reloading = True
        self.line.cut()
        said = await self.history()
        self.screen.renew(said)
        self._reloading = False
        self.line.cut()

    async def history(self) -> list[dict[str, Any]]:
        """The whole log as the shop has it."""
        said: list[dict[str, Any]] = []
        while True:
            path = self._path(f"/messages?after={said[-1]['id'] if said else 0}")
            page = (await self.line.call("GET", path)).json()["messages"]
            if not page:
                return said
            said += page

    def _path(self, more: str = "") -> str:
        return f"/conversations/{self.id}{more}"

    def _take(self, message: dict[str, Any]) -> None:
        if not self._reloading:
            self.screen.take(message)
            self._arrived.setdefault(message["text"], time.time())


class Agent:
    """Takes who waits, answers, and ends it by giving back, closing or passing on."""

    def __init__(self, name: str, url: str, rng: random.Random) -> None:
        self.name, self.line, self.stints = name, Line(url, rng), list[Stint]()
        self.sent: dict[str, float] = {}
        self.opened: dict[str, str] = {}
        self.arrived: dict[str, float] = {}
        self._rng = rng
        self._queue: list[dict[str, Any]] = []
        self._mine: dict[str, Stint] = {}
        self._news = asyncio.Event()

    async def log_in(self, password: str) -> None:
        """Come to the desk."""
        answer = await self.line.call("POST", "/staff/login", {"username": self.name, "password": password})
        self.line.headers = {"Authorization": f"Bearer {answer.json()['token']}"}

    async def listen(self) -> None:
        """Watch the desk."""
        await self.line.listen(lambda: "/handoffs/stream", self._take)

    async def work(self, until: asyncio.Event) -> None:
        """Until told to stop and nothing is left: claim whoever waits, each talk beside the others."""
        talks: set[asyncio.Task[None]] = set()
        while not until.is_set() or self._queue or talks:
            for task in [task for task in talks if task.done()]:
                talks.remove(task)
                task.result()
            waiting = [one for one in self._queue if one["state"] == "waiting" and one["id"] not in self._mine]
            if waiting and len(self._mine) < _CHATS:
                # Colleagues look at the same queue: some reach for the same customer.
                talks.add(asyncio.create_task(self._serve(self._rng.choice(waiting[:3]), until)))
            await self.line.pause(0.2, 0.8)

    async def _serve(self, handoff: dict[str, Any], until: asyncio.Event) -> None:
        stint = Stint(handoff["conversation"], self.name)
        self._mine[handoff["id"]] = stint
        claimed = await self.line.call("POST", f"/handoffs/{handoff['id']}/claim")
        if claimed.status_code == 200:
            self.stints.append(stint)
            await self._until(lambda: stint.begun_behind is not None)
            for _ in range(self._rng.randint(3, 8)):
                await self._speak(handoff["id"], stint, "I see")
                await self.line.pause(0.5, 3.0)
            stint.ended_with = await self._speak(handoff["id"], stint, "Goodbye")
            await self._until(lambda: stint.screen.last >= (stint.ended_with or 0))
            await self._end(handoff["id"], until)
        del self._mine[handoff["id"]]

    async def _end(self, handoff_id: str, until: asyncio.Event) -> None:
        how = self._rng.choice(("return", "close", "close", "transfer")) if not until.is_set() else "close"
        body = {"transfer": {"topic": "sales"}, "close": {"disposition": "Solved"}, "return": {"note": "all said"}}[how]
        answer = await self.line.call("POST", f"/handoffs/{handoff_id}/{how}", body)
        # Answered twice by a door that died between: then it is done, and no longer ours.
        if answer.status_code not in (200, 409):
            raise RuntimeError(f"{answer.status_code} for {how}: {answer.text[:200]}")

    async def _speak(self, handoff_id: str, stint: Stint, about: str) -> int:
        text = f"{about} ({self.name}, {len(self.stints)}.{handoff_id[:8]}.{len(stint.words)})"
        body = {"text": text, "client_id": str(UUID(int=self._rng.getrandbits(128)))}
        self.sent[text] = time.time()
        answer = await self.line.call("POST", f"/handoffs/{handoff_id}/messages", body)
        if answer.status_code != 200:
            raise RuntimeError(f"{answer.status_code} for {text!r}: {answer.text[:200]}")
        stint.words.append(text)
        return int(answer.json()["id"])

    async def _until(self, done: Callable[[], bool]) -> None:
        async with asyncio.timeout(90):
            while not done():
                self._news.clear()
                await self._news.wait()

    def _take(self, frame: dict[str, Any]) -> None:
        if frame["event"] == "queue":
            self._queue = frame["handoffs"]
            for one in self._queue:
                if one["state"] == "waiting":
                    self.arrived.setdefault(one["id"], time.time())
                    self.opened.setdefault(one["id"], one["opened_at"])
        elif (stint := self._mine.get(frame["handoff"])) is not None:
            if frame["event"] == "transcript":
                stint.screen.renew(frame["messages"])
                if stint.begun_behind is None:
                    stint.begun_behind = stint.screen.last
            elif frame["event"] == "message":
                stint.screen.take(frame["message"])
        self._news.set()

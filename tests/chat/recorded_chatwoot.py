"""A Chatwoot that knows only the recorded contract: any other call, field or token fails the test."""

import json
import re
from pathlib import Path
from typing import Any

import httpx
from ruamel.yaml import YAML

CONTRACT: dict[str, Any] = YAML(typ="safe").load(
    (Path(__file__).parent / "chatwoot_contract.yml").read_text(encoding="utf-8")
)
INBOX, TOKEN, SECRET = "made-up-inbox", "made-up-token", "s" * 32


class RecordedChatwoot(httpx.AsyncBaseTransport):
    """Answers as recorded; `heard` lists (call, body), `loses` the answers to calls that were obeyed all the same."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, Any]] = []
        self.contact = ""
        self.loses: set[str] = set()
        self.down = False

    def bodies(self, call: str) -> list[Any]:
        """What was sent with that call."""
        return [body for name, body in self.heard if name == call]

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Hold the call against the contract and answer."""
        if self.down:
            raise httpx.ConnectError("refused")
        name = next(name for name, call in CONTRACT["calls"].items() if self._is(call["asks"], request))
        body = json.loads(request.content) if request.content else None
        self._hold(CONTRACT["calls"][name]["asks"], request, body)
        self.heard.append((name, body))
        if name in self.loses:
            self.loses.discard(name)
            raise httpx.ReadTimeout("the answer was lost")
        return httpx.Response(200, json=self._answer(name))

    def _is(self, asks: dict[str, Any], request: httpx.Request) -> bool:
        pattern = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^/]+)", re.escape(asks["path"]))
        found = re.fullmatch(pattern, request.url.path)
        if found is None or request.method != asks["method"]:
            return False
        assert found.groupdict().get("inbox", INBOX) == INBOX
        self.contact = found.groupdict().get("contact", self.contact)
        return True

    def _hold(self, asks: dict[str, Any], request: httpx.Request, body: Any) -> None:
        wanted, may = set(asks.get("body", ())), set(asks.get("may", ()))
        assert wanted <= set(body or {}) <= wanted | may, body
        assert (request.headers.get("api_access_token") == TOKEN) == asks.get("token", False)

    def _answer(self, name: str) -> Any:
        recorded = CONTRACT["calls"][name]["answers"]
        if name == "said":
            said = [(0, body["content"]) for body in self.bodies("hear")]
            said += [(1, body["content"]) for body in self.bodies("speak") if not body["private"]]
            return [{**recorded[0], "content": text, "message_type": kind} for kind, text in said]
        if name == "talks":
            return recorded if self.bodies("begin") else []
        return recorded

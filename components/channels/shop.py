"""The one door into the assistant, for the shop's own server on the same machine; customers never use it."""

import asyncio
import functools
import hmac
import logging
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import InputChannel, UserMessage
from rasa.shared.exceptions import RasaException
from sanic import Blueprint, response
from sanic.exceptions import SanicException
from sanic.request import Request
from sanic.response import HTTPResponse

from components.channels import bounded_actions
from components.channels.answers import AnswerCollector
from components.channels.line import COMMANDS, LineError, Turn, read_texts, read_turns, required_text
from components.channels.repeats import heard_before
from components.channels.understanding import understand

logger = logging.getLogger(__name__)

KEY_HEADER = "X-Goeswith-Key"
EMBED_AT_ONCE = 32

Handler = Callable[[Request], Awaitable[dict[str, Any]]]


class ShopChannel(InputChannel):
    """Understands, converses and embeds for whoever knows the internal key; everyone else gets a 401."""

    def __init__(self, key: str) -> None:
        self._key = key.encode()

    @classmethod
    def name(cls) -> str:
        return "shop"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> "ShopChannel":
        key = (credentials or {}).get("key")
        if not key:
            raise RasaException("The shop channel needs a `key` in credentials.yml (GOESWITH_INTERNAL_KEY).")
        return cls(str(key))

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The channel's routes; `on_new_message` is not used, the answers are returned to the caller."""
        door = Blueprint("goeswith_shop")
        door.add_route(health, "/", methods=["GET"])
        for path, handler in _ROUTES.items():
            door.add_route(self._guarded(handler), path, methods=["POST"])
        door.listener(_ready_to_speak, "after_server_start")
        return door

    def _guarded(self, handler: Handler) -> Callable[[Request], Awaitable[HTTPResponse]]:
        """`handler` behind the key, its errors as JSON sentences."""

        @functools.wraps(handler)
        async def guarded(request: Request) -> HTTPResponse:
            if not hmac.compare_digest(request.headers.get(KEY_HEADER, "").encode(), self._key):
                return _problem(401, "The internal key is missing or wrong.")
            try:
                return response.json(await handler(request), ensure_ascii=False)
            except LineError as error:
                return _problem(error.status, str(error))
            except SanicException:
                return _problem(400, "The request's body is not valid JSON.")
            except Exception:
                # The edge of the process: whatever broke is logged here and told without its insides.
                logger.exception("The shop channel failed at %s", request.path)
                return _problem(500, "The assistant could not handle this message.")

        return guarded


async def health(request: Request) -> HTTPResponse:
    """200 when a model is loaded, 503 before."""
    if _loaded(request.app) is None:
        return _problem(503, "No model is loaded yet.")
    return response.json({"status": "ok"})


async def handle_understand(request: Request) -> dict[str, Any]:
    """What is understood of `text`; nothing is remembered."""
    return await understand(required_text(request.json, "text"), _agent(request).parse_message)


async def handle_converse(request: Request) -> dict[str, Any]:
    """Takes each part through the dialogue and returns all that was said in answer, in order.

    A message that was answered before gets the same answer, and moves nothing.
    """
    agent = _agent(request)
    known = set(agent.domain.intents) - COMMANDS if agent.domain else set()
    endpoint = agent.action_endpoint
    said = AnswerCollector(once=endpoint.kwargs.get("trouble_response") if endpoint else None)
    turns = read_turns(request.json, known)
    heard, before = await heard_before(agent.tracker_store, turns)
    for turn in turns[heard:]:
        await agent.handle_message(_as_message(turn, said))
    return {"messages": [*before, *said.messages]}


async def handle_embed(request: Request) -> dict[str, Any]:
    """One unit-length vector of 384 numbers for each of `texts`, a few at a time so that chats go on."""
    texts, encoder = read_texts(request.json), _encoder(_agent(request))
    loop, vectors = asyncio.get_running_loop(), []
    for start in range(0, len(texts), EMBED_AT_ONCE):
        batch = texts[start : start + EMBED_AT_ONCE]
        vectors.extend((await loop.run_in_executor(None, encoder.encode, batch)).tolist())
    return {"vectors": vectors}


async def handle_forget(request: Request) -> dict[str, Any]:
    """Erases a conversation from the tracker store, which Rasa itself cannot do."""
    sender, store = required_text(request.json, "sender"), _agent(request).tracker_store
    store = getattr(store, "_tracker_store", store)
    if not hasattr(store, "forget"):
        raise LineError("This tracker store cannot erase; use components.tracker_store.", 501)
    return {"erased": await store.forget(sender)}


async def handle_load(request: Request) -> dict[str, Any]:
    """Puts another model in the place of the loaded one; it is loaded beside it first, so that chats go on."""
    file, old = required_text(request.json, "model"), _agent(request)
    try:
        new = await asyncio.get_running_loop().run_in_executor(None, _beside, file, old)
        bounded_actions.bind(new)
        await understand("hello", new.parse_message)
    except Exception as error:
        # Whatever another version wrote into its model may break here; the old model goes on.
        logger.exception("The model %s cannot be loaded", file)
        raise LineError(f"The model cannot be loaded: {error or type(error).__name__}") from error
    request.app.ctx.agent = new
    return {"loaded": file}


_ROUTES: dict[str, Handler] = {
    "/understand": handle_understand,
    "/converse": handle_converse,
    "/embed": handle_embed,
    "/forget": handle_forget,
    "/load": handle_load,
}


def _as_message(turn: Turn, said: AnswerCollector) -> UserMessage:
    return UserMessage(
        turn.reading["text"],
        said,
        turn.sender,
        parse_data=turn.reading,
        input_channel=ShopChannel.name(),
        metadata=turn.metadata,
    )


def _beside(file: str, old: Agent) -> Agent:
    """An agent with that model on the stores, lines and generator of `old`, which keeps its domain meanwhile."""
    if not Path(file).is_file():
        raise FileNotFoundError(f"there is no file {Path(file).name}")  # Rasa would take another one of its folder.
    store = getattr(old.tracker_store, "_tracker_store", old.tracker_store)
    new = Agent(old.domain, old.nlg, store, old.lock_store, old.action_endpoint)
    new.load_model(file)
    return new


def _loaded(app: Any) -> Agent | None:
    agent = getattr(app.ctx, "agent", None)
    return agent if agent is not None and agent.is_ready() else None


def _agent(request: Request) -> Agent:
    agent = _loaded(request.app)
    if agent is None:
        raise LineError("No model is loaded yet.", 503)
    return agent


def _encoder(agent: Agent) -> Any:
    """The sentence encoder the loaded model already holds, so that it is in memory once."""
    for node in agent.processor.graph_runner._instantiated_nodes.values():
        encoder = getattr(getattr(node, "_component", None), "encoder", None)
        if hasattr(encoder, "encode"):
            return encoder
    raise LineError("The loaded model has no sentence encoder.", 503)


async def _ready_to_speak(app: Any, *_: Any) -> None:
    """Bounds the line to the actions and reads one sentence, so that the first customer waits for nothing."""
    agent = _loaded(app)
    if agent is not None:
        bounded_actions.bind(agent)
        await understand("hello", agent.parse_message)


def _problem(status: int, detail: str) -> HTTPResponse:
    return response.json({"status": status, "detail": detail}, status=status)

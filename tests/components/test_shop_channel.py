"""The one door into the assistant: keyed, one entry per response, and what is typed is never a command."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from rasa.core.agent import Agent
from rasa.core.processor import MessageProcessor
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.exceptions import RasaException
from rasa.utils.endpoints import EndpointConfig
from sanic import Sanic

from components.channels.bounded_actions import _without_forced_offers
from components.channels.line import read_turns
from components.channels.plain_text import plain
from components.channels.shop import KEY_HEADER, ShopChannel
from components.tracker_store import ShopTrackerStore

KEY = "a-long-internal-key"
OPEN = {"offers_paused": None, "mood": "neutral"}
Play = Callable[["Door"], Coroutine[Any, Any, None]]


class Door:
    """Speaks to the channel over HTTP, as the shop's server does."""

    def __init__(self, session: aiohttp.ClientSession, url: str, agent: Agent) -> None:
        self.session, self.url, self.agent = session, url, agent

    async def post(self, path: str, body: Any, key: str | None = KEY) -> tuple[int, Any]:
        headers = {KEY_HEADER: key} if key is not None else {}
        async with self.session.post(f"{self.url}{path}", json=body, headers=headers) as answer:
            return answer.status, await answer.json()

    async def say(self, text: str, sender: str = "c1") -> list[dict[str, Any]]:
        _, understood = await self.post("/understand", {"text": text})
        _, answer = await self.post("/converse", {"sender": sender, "parts": understood["parts"], "metadata": OPEN})
        return answer["messages"]


async def _actions(request: web.Request) -> web.Response:
    """A tiny action server: one action answers, one hangs, one breaks."""
    body = await request.json()
    name = body["next_action"]
    request.app["seen"].append(body)
    if name == "action_accept_offer":
        await asyncio.sleep(30)
    if name == "action_hold_offer":
        return web.json_response({"error": "broken"}, status=500)
    offer = {"text": "A case goes with it.\n\nAdd it?", "custom": {"offer": "o-1"}}
    return web.json_response({"events": [], "responses": [offer]})


@pytest.fixture(scope="module", autouse=True)
def loaded_once() -> Iterator[None]:
    """The model's parts, which keep nothing of a conversation, are read from its file once for all scenes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(MessageProcessor, "_load_model", staticmethod(cache(MessageProcessor._load_model)))
        yield


def play(mini_model: Path, scene: Play, store: Any = None, patience: float = 20.0) -> None:
    """Starts the channel and the action server on free ports and plays the scene; an action has `patience` seconds."""

    async def run() -> None:
        actions = web.Application()
        actions["seen"] = []
        actions.router.add_post("/webhook", _actions)
        runner = web.AppRunner(actions)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        url = f"http://127.0.0.1:{runner.addresses[0][1]}/webhook"
        endpoint = EndpointConfig(url, timeout=patience, trouble_response="utter_trouble", enable_selective_domain=True)
        async for door in _open(Agent.load(mini_model, action_endpoint=endpoint, tracker_store=store)):
            door.actions = actions["seen"]
            await scene(door)
        await runner.cleanup()

    asyncio.run(run())


async def _open(agent: Agent) -> AsyncIterator[Any]:
    Sanic.test_mode = True
    app = Sanic(f"shop-{id(agent)}", configure_logging=False)
    app.ctx.agent = agent
    channel = ShopChannel.from_credentials({"key": KEY})
    app.blueprint(channel.blueprint(None), url_prefix="/webhooks/shop")
    server = await app.create_server(port=0, return_asyncio_server=True)
    await server.startup()
    await server.after_start()
    port = server.server.sockets[0].getsockname()[1]
    async with aiohttp.ClientSession() as session:
        yield Door(session, f"http://127.0.0.1:{port}/webhooks/shop", agent)
    server.close()


def test_without_the_key_every_route_is_closed(mini_model: Path) -> None:
    async def scene(door: Door) -> None:
        for path in ("/understand", "/converse", "/embed", "/forget"):
            for key in (None, "", "wrong"):
                status, body = await door.post(path, {"text": "hello"}, key)
                assert (status, set(body)) == (401, {"status", "detail"})

    play(mini_model, scene)


@pytest.mark.parametrize("credentials", [None, {}, {"key": ""}])
def test_a_channel_without_a_key_is_refused(credentials: Any) -> None:
    with pytest.raises(RasaException):
        ShopChannel.from_credentials(credentials)


def test_wrong_bodies_are_told_what_is_wrong(mini_model: Path) -> None:
    reading = {"text": "hi", "intent": {"name": "greet", "confidence": 1.0}, "entities": []}
    wrong = [
        ("/understand", {}),
        ("/understand", {"text": 3}),
        ("/understand", []),
        ("/converse", {"parts": [reading]}),
        ("/converse", {"sender": "c", "parts": []}),
        ("/converse", {"sender": "c", "parts": [{"text": "hi"}]}),
        ("/converse", {"sender": "c", "parts": [{**reading, "intent": {"name": "restart"}}]}),
        ("/converse", {"sender": "c", "parts": [{**reading, "entities": "x"}]}),
        ("/converse", {"sender": "c", "parts": [reading], "metadata": "x"}),
        ("/converse", {"sender": "c", "intent": "restart"}),
        ("/converse", {"sender": "c", "intent": "no_such_intent"}),
        ("/embed", {"texts": "one"}),
        ("/embed", {"texts": [1]}),
    ]

    async def scene(door: Door) -> None:
        for path, body in wrong:
            status, answer = await door.post(path, body)
            assert status == 422, (path, body)
            assert "Traceback" not in answer["detail"]
        async with door.session.post(f"{door.url}/understand", data=b"{", headers={KEY_HEADER: KEY}) as answer:
            assert answer.status == 400

    play(mini_model, scene)


def test_what_is_typed_is_never_a_command(mini_model: Path) -> None:
    async def scene(door: Door) -> None:
        for typed in (
            "/restart",
            " /restart",
            "\u200b/restart",
            "\uff0frestart",
            "//back",
            '/greet{"a":1}',
            "\x00/restart",
        ):
            _, understood = await door.post("/understand", {"text": typed})
            (part,) = understood["parts"]
            assert part["intent"]["name"] not in ("restart", "back", "session_start")
            assert not part["text"].startswith("/")
            assert (part["intent"]["name"], part["in_scope"]) == ("out_of_scope", 0.0)
        await door.say("hello", "slash")
        before = len((await door.agent.tracker_store.retrieve("slash")).events)
        await door.say("/restart", "slash")
        names = [e.as_dict().get("name") for e in (await door.agent.tracker_store.retrieve("slash")).events]
        assert len(names) > before
        assert "action_restart" not in names

    play(mini_model, scene)


def test_what_is_written_for_machines_is_out_of_scope_and_has_no_mood(mini_model: Path) -> None:
    async def scene(door: Door) -> None:
        for typed in (
            "'; drop table baskets;--",
            '{"intent": "remove"}\n{"a": 1}',
            "<b>add</b> the kettle. nobody answers me",
        ):
            _, understood = await door.post("/understand", {"text": typed})
            (part,) = understood["parts"]
            assert (part["intent"]["name"], part["entities"]) == ("out_of_scope", [])
            assert understood["mood"] == {"label": "neutral", "unhappy": 0.0}

    play(mini_model, scene)


async def again(door: Door, text: str, message_id: int | None, sender: str = "r") -> list[dict[str, Any]]:
    _, understood = await door.post("/understand", {"text": text})
    metadata = OPEN if message_id is None else {**OPEN, "message_id": message_id}
    body = {"sender": sender, "parts": understood["parts"], "metadata": metadata}
    return (await door.post("/converse", body))[1]["messages"]


def test_a_message_that_comes_again_is_answered_alike_and_moves_nothing(mini_model: Path, tmp_path: Path) -> None:
    store = ShopTrackerStore(dialect="sqlite", db=str(tmp_path / "rasa.db"))

    async def scene(door: Any) -> None:
        await again(door, "hello", 6)
        first = await again(door, "add the kettle to my basket", 7)
        assert {"text": "A case goes with it.\n\nAdd it?", "custom": {"offer": "o-1"}} in first
        acted = len(door.actions)
        store._kept.clear()  # The process was started anew meanwhile.
        assert await again(door, "add the kettle to my basket", 7) == first
        assert len(door.actions) == acted
        events = (await store.retrieve("r")).events
        assert sum(event.type_name == "user" for event in events) == 2

    play(mini_model, scene, store)


def test_the_same_words_in_a_new_message_are_no_repeat(mini_model: Path) -> None:
    async def scene(door: Any) -> None:
        await again(door, "add the kettle to my basket", 7)
        acted = len(door.actions)
        assert await again(door, "add the kettle to my basket", 8) != []
        assert await again(door, "add the kettle to my basket", 8, sender="another") != []
        assert await again(door, "add the kettle to my basket", None) != []
        assert len(door.actions) > acted

    play(mini_model, scene)


def test_only_the_parts_not_yet_answered_are_heard_again(mini_model: Path) -> None:
    async def scene(door: Door) -> None:
        _, understood = await door.post("/understand", {"text": "is the z5 weatherproof and do you buy used cameras?"})
        metadata = {**OPEN, "message_id": 9}
        # The first try ended after its first part.
        half = {"sender": "h", "parts": understood["parts"][:1], "metadata": metadata}
        await door.post("/converse", half)
        _, answer = await door.post("/converse", {**half, "parts": understood["parts"]})
        assert [one["text"] for one in answer["messages"]] == ["It is splash-proof.", "I don't know; a colleague will."]
        events = (await door.agent.tracker_store.retrieve("h")).events
        assert sum(event.type_name == "user" for event in events) == 2

    play(mini_model, scene)


def test_text_without_a_word_is_read_as_nothing(mini_model: Path) -> None:
    async def scene(door: Door) -> None:
        _, understood = await door.post("/understand", {"text": " /// "})
        (part,) = understood["parts"]
        assert part["intent"] == {"name": None, "confidence": 0.0}
        assert part["in_scope"] == 0.0
        assert await door.say(" /// ") != []

    play(mini_model, scene)


def test_a_message_is_understood_in_the_doors_shape(mini_model: Path) -> None:
    async def scene(door: Door) -> None:
        _, understood = await door.post("/understand", {"text": "add two hdmi cables to my basket"})
        assert set(understood) == {"text", "parts", "mood"}
        (part,) = understood["parts"]
        assert set(part) == {"text", "intent", "intent_ranking", "in_scope", "entities", "slips", "mood"}
        assert part["intent"]["name"] == "add_to_basket"
        assert len(part["intent_ranking"]) == 5
        assert all(part["text"][e["start"] : e["end"]] == e["text"] for e in part["entities"])
        assert {"quantity", "product"} <= {e["entity"] for e in part["entities"]}
        assert understood["mood"]["label"] == "neutral"

    play(mini_model, scene)


def test_an_angry_message_is_unhappy_as_a_whole(mini_model: Path) -> None:
    async def scene(door: Door) -> None:
        text = "nobody answers, this is the third time I write and I am really disappointed"
        _, understood = await door.post("/understand", {"text": text})
        assert understood["mood"]["label"] == "unhappy"
        assert understood["mood"]["unhappy"] >= 0.5

    play(mini_model, scene)


def test_two_requests_in_one_message_are_answered_both_in_order(mini_model: Path) -> None:
    async def scene(door: Door) -> None:
        said = await door.say("is the z5 weatherproof and do you buy used cameras?")
        assert [message["text"] for message in said] == ["It is splash-proof.", "I don't know; a colleague will."]

    play(mini_model, scene)


def test_a_response_is_one_entry_with_its_text_whole(mini_model: Path) -> None:
    async def scene(door: Door) -> None:
        assert await door.say("hello") == [{"text": "Hello.\n\nHow can I help?"}]
        added = await door.say("add the kettle to my basket")
        assert added[0] == {"text": "It is in your basket.", "custom": {"products": ["A-1"]}}
        assert added[1] == {"text": "A case goes with it.\n\nAdd it?", "custom": {"offer": "o-1"}}
        thanked = await door.say("thank you so much")
        assert thanked[0]["buttons"] == [{"title": "Basket", "payload": "show my basket"}]

    play(mini_model, scene)


def test_nothing_is_parsed_twice(mini_model: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def scene(door: Door) -> None:
        _, understood = await door.post("/understand", {"text": "hello"})

        def parse_again(*_: Any, **__: Any) -> None:
            raise AssertionError("parsed twice")

        monkeypatch.setattr(door.agent.processor, "parse_message", parse_again)
        status, _ = await door.post("/converse", {"sender": "p", "parts": understood["parts"], "metadata": OPEN})
        assert status == 200

    play(mini_model, scene)


def test_a_tapped_button_is_a_turn_of_its_own(mini_model: Path) -> None:
    async def scene(door: Door) -> None:
        body = {"sender": "t", "intent": "accept_offer", "entities": {"offer_id": "o-1"}, "metadata": OPEN}
        status, _ = await door.post("/converse", body)
        assert status == 200
        tracker = await door.agent.tracker_store.retrieve("t")
        assert tracker.get_slot("offer_id") == "o-1"

    play(mini_model, scene, patience=0.3)


def test_a_hanging_action_ends_in_a_polite_answer(mini_model: Path) -> None:
    async def scene(door: Door) -> None:
        _, answer = await door.post("/converse", {"sender": "h", "intent": "accept_offer", "metadata": OPEN})
        assert answer["messages"][0] == {"text": "That took too long on our side."}

    play(mini_model, scene, patience=0.3)


def test_a_broken_action_ends_in_a_polite_answer_and_the_line_goes_on(mini_model: Path) -> None:
    async def scene(door: Door) -> None:
        closed = {"offers_paused": {"rule": "open_case", "since": "x"}, "mood": "neutral"}
        _, understood = await door.post("/understand", {"text": "thanks"})
        body = {"sender": "b", "parts": understood["parts"], "metadata": closed}
        _, answer = await door.post("/converse", body)
        assert [message["text"] for message in answer["messages"]] == ["Good.", "That took too long on our side."]
        assert (await door.say("hello", "b"))[0]["text"].startswith("Hello")

    play(mini_model, scene)


def test_actions_see_a_bounded_conversation_and_no_domain(mini_model: Path) -> None:
    async def scene(door: Any) -> None:
        for _ in range(14):
            await door.say("add the kettle to my basket", "long")
        seen = door.actions[-1]
        assert len(seen["tracker"]["events"]) <= 80
        assert "domain" not in seen

    play(mini_model, scene)


def test_texts_become_unit_vectors(mini_model: Path) -> None:
    async def scene(door: Door) -> None:
        _, answer = await door.post("/embed", {"texts": ["a phone case", "a cover for my phone", "garden hose"]})
        case, cover, hose = answer["vectors"]
        assert len(case) == 384
        assert sum(n * n for n in case) == pytest.approx(1.0, abs=1e-3)
        assert _dot(case, cover) > _dot(case, hose)
        assert (await door.post("/embed", {"texts": []}))[1] == {"vectors": []}

    play(mini_model, scene)


def test_a_conversation_is_erased_from_the_tracker_store(mini_model: Path, tmp_path: Path) -> None:
    store = ShopTrackerStore(dialect="sqlite", db=str(tmp_path / "rasa.db"))

    async def scene(door: Door) -> None:
        await door.say("hello, I am Zebulon", "gone")
        await door.say("hello", "kept")
        _, answer = await door.post("/forget", {"sender": "gone"})
        assert answer["erased"] > 3
        assert await door.agent.tracker_store.retrieve("gone") is None
        assert await door.agent.tracker_store.retrieve("kept") is not None

    play(mini_model, scene, store)
    assert b"Zebulon" not in b"".join(path.read_bytes() for path in tmp_path.glob("rasa.db*") if "wal" not in path.name)


def test_a_store_that_cannot_erase_says_so(mini_model: Path) -> None:
    async def scene(door: Door) -> None:
        door.agent.tracker_store = InMemoryTrackerStore(door.agent.domain)
        assert (await door.post("/forget", {"sender": "x"}))[0] == 501

    play(mini_model, scene)


def test_health_is_told_without_the_key(mini_model: Path) -> None:
    async def scene(door: Door) -> None:
        async with door.session.get(f"{door.url}/") as answer:
            assert (answer.status, await answer.json()) == (200, {"status": "ok"})
        door.agent.processor = None
        async with door.session.get(f"{door.url}/") as answer:
            assert answer.status == 503
        assert (await door.post("/understand", {"text": "hello"}))[0] == 503

    play(mini_model, scene)


def test_trouble_is_told_once_however_many_actions_fail(mini_model: Path) -> None:
    async def scene(door: Door) -> None:
        closed = {"offers_paused": {"rule": "open_case", "since": "x"}, "mood": "neutral"}
        _, understood = await door.post("/understand", {"text": "thanks"})
        parts = understood["parts"] * 2
        _, answer = await door.post("/converse", {"sender": "o", "parts": parts, "metadata": closed})
        texts = [message["text"] for message in answer["messages"]]
        assert texts == ["Good.", "That took too long on our side.", "Good."]

    play(mini_model, scene)


def test_anger_in_one_part_is_the_mood_of_all_parts() -> None:
    angry = {"text": "a", "intent": {"name": "complain"}, "entities": [], "mood": {"label": "unhappy", "unhappy": 0.8}}
    calm = {"text": "b", "intent": {"name": "thank"}, "entities": [], "mood": {"label": "neutral", "unhappy": 0.1}}
    turns = read_turns({"sender": "c", "parts": [calm, angry], "metadata": OPEN}, set())
    assert [turn.reading["mood"]["label"] for turn in turns] == ["unhappy", "unhappy"]
    assert [turn.metadata["part"] for turn in turns] == [1, 2]


def test_an_offer_forced_by_an_action_is_dropped() -> None:
    forced = {"event": "followup", "name": "action_suggest_complement"}
    kept = [{"event": "followup", "name": "action_listen"}, {"event": "slot", "name": "x", "value": 1}]
    answer = _without_forced_offers({"events": [forced, *kept], "responses": []})
    assert answer == {"events": kept, "responses": []}


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("/restart", "restart"),
        (" \t/\n/ help", "help"),
        ("a/b", "a/b"),
        ("\u202eabc", "abc"),
        ("a\x00b", "ab"),
        ("line one\nline two", "line one line two"),
        ("👩\u200d👧 ok", "👩\u200d👧 ok"),
        ("///", ""),
        ("", ""),
    ],
)
def test_plain_text(typed: str, shown: str) -> None:
    assert plain(typed) == shown


def _dot(one: list[float], two: list[float]) -> float:
    return sum(a * b for a, b in zip(one, two, strict=True))


def test_a_model_that_cannot_be_loaded_leaves_the_old_one_and_a_good_one_takes_its_place(mini_model: Path) -> None:
    async def scene(door: Door) -> None:
        before = await door.post("/understand", {"text": "hello"})
        status, told = await door.post("/load", {"model": str(mini_model.with_name("gone.tar.gz"))})
        assert status == 422
        assert "cannot be loaded" in told["detail"]
        assert await door.post("/understand", {"text": "hello"}) == before
        assert await door.post("/load", {"model": str(mini_model)}) == (200, {"loaded": str(mini_model)})
        assert await door.post("/understand", {"text": "hello"}) == before

    play(mini_model, scene)

"""`make bench-conversation`: messages a second and time to the full answer, from the widget's door.

    make bench-conversation ARGS="--users 20 [--messages 600] [--no-peer]"

The customers' sentences are those of the project's own test conversations. `users` customers talk at once, each waits
for its answer before it writes again; before that, one customer alone gives the p50 of a single message. Ours goes
through the public API with all that hangs on it (log, mood, locks, offers); the peer is stock Rasa with the same data
and the same action server, entered by Rasa's own REST door.
"""

import argparse
import asyncio
import hashlib
import itertools
import os
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import httpx
from ruamel.yaml import YAML

import bootstrap
from benchmarks.report import command_line, percentile, publish
from benchmarks.stock_rasa import stock_rasa, train_stock
from settings import ROOT, Settings
from tests.running_app import RunningApp, free_ports, home_with_model

_SAY_WITHIN_SECONDS = 60
Say = Callable[[httpx.AsyncClient, str, str], Awaitable[None]]
Begin = Callable[[httpx.AsyncClient], Awaitable[str]]


class ErasedError(Exception):
    """The customer had the conversation erased."""


@dataclass(frozen=True)
class Timing:
    """Milliseconds of single answers, one customer alone and all at once, and messages a second of the latter."""

    alone: Sequence[float]
    together: Sequence[float]
    per_second: float


def main() -> None:
    """Run ours and the peer on the same sentences, print the table, write the JSON."""
    arguments = _arguments()
    sentences = customer_sentences(ROOT / "tests" / "conversations")
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        app = RunningApp(home_with_model(Path(folder) / "home"), GOESWITH_MESSAGES_PER_MINUTE="1000000")
        try:
            app.wait_until_ready()
            idle = megabytes_of(app.pid)
            timing = asyncio.run(measure(_begin_ours(app.url), _say_ours(app.url), sentences, arguments))
            rows.append(_row("goeswith", timing, megabytes_of(app.pid), idle_mb=idle))
            if not arguments.no_peer:
                rows.append(_measure_peer(app, sentences, arguments))
        finally:
            app.stop()
    data = {"sentences": len(sentences), "users": arguments.users, "messages": arguments.messages}
    publish("conversation", rows, data=data, command=command_line("benchmarks.conversation"), out=arguments.out)


def customer_sentences(folder: Path) -> list[str]:
    """What the customers of all test conversations say, in the order of the files."""
    said: list[str] = []
    for file in sorted(folder.rglob("*.yml")):
        said.extend(_said_in(YAML(typ="safe").load(file.read_text(encoding="utf-8"))))
    return said


def _said_in(tree: object) -> list[str]:
    if isinstance(tree, dict):
        own = [tree["customer"]] if isinstance(tree.get("customer"), str) else []
        return own + [text for value in tree.values() for text in _said_in(value)]
    if isinstance(tree, list):
        return [text for value in tree for text in _said_in(value)]
    return []


async def measure(begin: Begin, say: Say, sentences: Sequence[str], arguments: argparse.Namespace) -> Timing:
    """Time one customer alone, then `arguments.users` at once, over `arguments.messages` messages each way."""
    limits = httpx.Limits(max_connections=arguments.users + 1, max_keepalive_connections=arguments.users + 1)
    async with httpx.AsyncClient(timeout=_SAY_WITHIN_SECONDS, limits=limits) as client:
        await _talk(client, begin, say, sentences[:20])
        alone = await _talk(client, begin, say, _round(sentences, 0, min(200, arguments.messages)))
        each = max(1, arguments.messages // arguments.users)
        began = time.perf_counter()
        talks = [_talk(client, begin, say, _round(sentences, user * 37, each)) for user in range(arguments.users)]
        together = [ms for talk in await asyncio.gather(*talks) for ms in talk]
        return Timing(alone, together, len(together) / (time.perf_counter() - began))


async def _talk(client: httpx.AsyncClient, begin: Begin, say: Say, sentences: Sequence[str]) -> list[float]:
    """One customer's messages, a new conversation every ten of them; milliseconds of each."""
    times = []
    conversation = ""
    for number, sentence in enumerate(sentences):
        if number % 10 == 0:
            conversation = await begin(client)
        began = time.perf_counter()
        try:
            await say(client, conversation, sentence)
        except ErasedError:
            # The sentence before asked for it; this one begins another conversation.
            conversation = await begin(client)
            continue
        times.append((time.perf_counter() - began) * 1000)
    return times


def _round(sentences: Sequence[str], start: int, count: int) -> list[str]:
    return list(itertools.islice(itertools.cycle(sentences), start, start + count))


def _begin_ours(url: str) -> Begin:
    async def begin(client: httpx.AsyncClient) -> str:
        answer = await client.post(f"{url}/api/v1/conversations", json={})
        answer.raise_for_status()
        return f"{answer.json()['id']} {answer.json()['token']}"

    return begin


def _say_ours(url: str) -> Say:
    async def say(client: httpx.AsyncClient, conversation: str, text: str) -> None:
        conversation_id, token = conversation.split()
        answer = await client.post(
            f"{url}/api/v1/conversations/{conversation_id}/messages",
            json={"text": text, "client_id": str(uuid4())},
            headers={"Authorization": f"Bearer {token}"},
        )
        if answer.status_code == 404:
            raise ErasedError
        if answer.status_code != 200:
            raise RuntimeError(f"{answer.status_code} for {text!r}: {answer.text[:200]}")

    return say


def _measure_peer(app: RunningApp, sentences: Sequence[str], arguments: argparse.Namespace) -> dict[str, object]:
    folder = Settings().home / "stock-rasa"
    fit_seconds = train_stock(folder)
    os.environ["GOESWITH_HOME"] = str(app.home)
    conversations = bootstrap.store().conversations

    async def begin(_client: httpx.AsyncClient) -> str:
        token_hash = hashlib.sha256(os.urandom(8)).hexdigest()
        return conversations.create(now=datetime.now(UTC), token_hash=token_hash, customer_id=None, locale="en").id

    with stock_rasa(folder, free_ports(1), f"http://127.0.0.1:{app.port + 1}/webhook") as (url, pid):

        async def say(client: httpx.AsyncClient, sender: str, text: str) -> None:
            (await client.post(url, json={"sender": sender, "message": text})).raise_for_status()

        timing = asyncio.run(measure(begin, say, sentences, arguments))
        memory = megabytes_of(pid)
    return _row("stock-rasa", timing, memory, fit_seconds=fit_seconds)


def _row(name: str, timing: Timing, memory: float, **more: float | None) -> dict[str, object]:
    return {
        "name": name,
        "per_second": round(timing.per_second, 1),
        "p50_ms": round(percentile(timing.together, 50), 1),
        "p95_ms": round(percentile(timing.together, 95), 1),
        "p99_ms": round(percentile(timing.together, 99), 1),
        "alone_p50_ms": round(percentile(timing.alone, 50), 1),
        "alone_p95_ms": round(percentile(timing.alone, 95), 1),
        "peak_mb": memory,
        **{figure: None if value is None else round(value, 1) for figure, value in more.items()},
    }


def megabytes_of(pid: int) -> float:
    """Proportional memory of a process and all that it started, in MB; shared pages count once."""
    children = [
        int(child) for path in Path(f"/proc/{pid}/task").glob("*/children") for child in path.read_text().split()
    ]
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    own = next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")) / 1024
    return round(own + sum(megabytes_of(child) for child in children), 1)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--users", type=int, default=20, help="customers at once")
    parser.add_argument("--messages", type=int, default=600, help="messages in all, for each of the two")
    parser.add_argument("--no-peer", action="store_true", help="leave stock Rasa out (its training takes half an hour)")
    parser.add_argument("--out", default=os.environ.get("OUT"), help="where the JSON goes")
    return parser.parse_args()


if __name__ == "__main__":
    main()

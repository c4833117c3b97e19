"""`make bench-quiet`: is it silent where it has to be, and not silent where it need not?

    make bench-quiet ARGS="--conversations 2000 --seed 1 [--at-once 8] [--url http://127.0.0.1:8000]"

Made-up conversations (`benchmarks/made_up_talks.py`) go through the public door of the running product. Whether nothing
may be offered any more is told by the script of the conversation, not by what the product made of it. Every offer is
held against the rules that can be seen from outside. At the end recorded decisions are made again from the log alone.
"""

import argparse
import asyncio
import os
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx

from benchmarks.made_up_talks import MadeUpTalk, Plan, made_up_talks, things_with_company
from benchmarks.report import command_line, publish
from sales.replay import replay
from settings import ROOT
from tests.running_app import STAFF_PASSWORD, RunningApp, home_with_model

_WITHIN_SECONDS = 120
_REPLAYED = 1000
_TRIES = 5


@dataclass
class Outcome:
    """What came of the conversations; `wrong` and `missed` keep an example each by what went wrong."""

    talks: Counter[str] = field(default_factory=Counter)
    messages: int = 0
    offers: int = 0
    offers_when_closed: int = 0
    offers_against_rules: int = 0
    buyers_offered: int = 0
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    @property
    def buyers_share(self) -> float:
        """The share of happy buyers who got an offer that passes the rules, 0-1."""
        return self.buyers_offered / max(1, self.talks[Plan.HAPPY_BUYER.value])


def main() -> None:
    """Run, print the table and an example of each trouble, write the JSON; exits with 1 where the promise is broken."""
    arguments = _arguments()
    if arguments.url:
        outcome, same = run(arguments.url, arguments, arguments.password)
    else:
        with tempfile.TemporaryDirectory() as folder:
            app = RunningApp(home_with_model(Path(folder) / "home"), GOESWITH_MESSAGES_PER_MINUTE="1000000")
            try:
                outcome, same = run(app.wait_until_ready(600).url, arguments, STAFF_PASSWORD)
            finally:
                app.stop()
    for line in (*outcome.wrong[:20], *outcome.missed[:20]):
        print(line)
    data = {"conversations": arguments.conversations, "seed": arguments.seed, "kinds": dict(outcome.talks)}
    publish("quiet", [row(outcome, same)], data=data, command=command_line("benchmarks.quiet"), out=arguments.out)
    broken = outcome.offers_when_closed or outcome.offers_against_rules or same[0] != same[1]
    raise SystemExit(1 if broken or outcome.buyers_share < 0.9 else 0)


def run(url: str, arguments: argparse.Namespace, password: str) -> tuple[Outcome, tuple[int, int]]:
    """The outcome, and of how many replayed decisions how many came out the same, as (replayed, same)."""
    things = things_with_company(ROOT / "sample_shop")
    talks = list(made_up_talks(arguments.conversations, arguments.seed, things))
    return asyncio.run(_run(url, talks, arguments.at_once, password))


async def _run(url: str, talks: Sequence[MadeUpTalk], at_once: int, password: str) -> tuple[Outcome, tuple[int, int]]:
    outcome, places = Outcome(), asyncio.Semaphore(at_once)
    async with httpx.AsyncClient(base_url=f"{url}/api/v1", timeout=_WITHIN_SECONDS) as client:

        async def one(talk: MadeUpTalk) -> None:
            async with places:
                await _play(client, talk, outcome)

        await asyncio.gather(*(one(talk) for talk in talks))
        return outcome, await _replayed(client, password)


async def _play(client: httpx.AsyncClient, talk: MadeUpTalk, outcome: Outcome) -> None:
    begun = (await client.post("/conversations", json={})).raise_for_status().json()
    headers = {"Authorization": f"Bearer {begun['token']}"}
    closed, offered, story = False, False, []
    for line in talk.lines:
        closed = closed or line.closes
        said = await _say(client, f"/conversations/{begun['id']}/messages", headers, line.text)
        story.append(line.text)
        outcome.messages += 1
        for offer in (message["offer"] for message in said["messages"] if message["offer"]):
            outcome.offers += 1
            story.append(f"[offer {[item['sku'] for item in offer['items']]}]")
            if closed:
                outcome.offers_when_closed += 1
                outcome.wrong.append(f"OFFERED though {talk.plan.value}: {' | '.join(story)}")
            elif trouble := against_rules(offer, said["conversation"]["cart"]):
                outcome.offers_against_rules += 1
                outcome.wrong.append(f"OFFERED {trouble}: {' | '.join(story)}")
            else:
                offered = True
    outcome.talks[talk.plan.value] += 1
    if talk.plan is Plan.HAPPY_BUYER:
        outcome.buyers_offered += offered
        if not offered:
            outcome.missed.append(f"SILENT: {' | '.join(story)}  (mood {said['conversation']['mood']})")


async def _say(client: httpx.AsyncClient, path: str, headers: dict[str, str], text: str) -> dict[str, Any]:
    """The answer; a message that is answered later is asked for again, by the same id."""
    asked = {"text": text, "client_id": str(uuid4())}
    for _ in range(_TRIES):
        answer = await client.post(path, json=asked, headers=headers)
        if answer.status_code == 200:
            found: dict[str, Any] = answer.json()
            return found
    raise RuntimeError(f"{answer.status_code} for {text!r}: {answer.text[:200]}")


def against_rules(offer: dict[str, Any], cart: Sequence[dict[str, Any]]) -> str | None:
    """What an offer does wrong, as far as a customer can see; None where it is as it should be."""
    items, inside = offer["items"], {line["sku"] for line in cart}
    if not 1 <= len(items) <= 2 or len({item["sku"] for item in items}) != len(items):
        return "one or two different things it is not"
    if any(item["sku"] in inside for item in items):
        return "what is in the basket"
    if not all(item["in_stock"] and item["reason"] for item in items):
        return "what is sold out or has no reason"
    full = sum(Decimal(item["price"]) for item in items)
    if not Decimal(offer["price"]) <= full <= Decimal(offer["price_before"]):
        return "a wrong price"
    return None


async def _replayed(client: httpx.AsyncClient, password: str) -> tuple[int, int]:
    """How many of the latest recorded decisions were made again from their inputs, and how many came out the same."""
    login = await client.post("/staff/login", json={"username": "analyst", "password": password})
    headers = {"Authorization": f"Bearer {login.raise_for_status().json()['token']}"}
    answer = await client.get("/offer-decisions", params={"limit": _REPLAYED}, headers=headers)
    decisions = answer.raise_for_status().json()["decisions"]
    return len(decisions), sum(comes_out_the_same(decision) for decision in decisions)


def comes_out_the_same(decision: dict[str, Any]) -> bool:
    """Whether the decision made again from the log's inputs has the log's outcome, rule and verdicts."""
    again = replay(decision["inputs"])
    reasons = [verdict.reason.value if verdict.reason else None for verdict in again.verdicts]
    return (
        ("silence" if again.offer is None else "offer") == decision["outcome"]
        and (again.reason.value if again.reason else None) == decision["rule"]
        and reasons == [candidate["reason"] for candidate in decision["candidates"]]
    )


def row(outcome: Outcome, same: tuple[int, int]) -> dict[str, str | int | float]:
    """The figures of the table."""
    return {
        "name": "goeswith",
        "conversations": sum(outcome.talks.values()),
        "messages": outcome.messages,
        "closed": sum(outcome.talks.values()) - outcome.talks[Plan.HAPPY_BUYER.value],
        "offers_when_closed": outcome.offers_when_closed,
        "happy_buyers": outcome.talks[Plan.HAPPY_BUYER.value],
        "buyers_offered_share": round(outcome.buyers_share, 4),
        "offers": outcome.offers,
        "offers_against_rules": outcome.offers_against_rules,
        "replayed": same[0],
        "replayed_same": same[1],
    }


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--conversations", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--at-once", type=int, default=8, help="customers at once")
    parser.add_argument("--url", help="a product that runs already; without it one is started")
    parser.add_argument("--password", default=os.environ.get("GOESWITH_STAFF_PASSWORD", STAFF_PASSWORD))
    parser.add_argument("--out", default=os.environ.get("OUT"), help="where the JSON goes")
    return parser.parse_args()


if __name__ == "__main__":
    main()

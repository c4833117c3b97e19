"""`make bench-handoff`: customers and agents at once over WebSockets, with cuts, reloads and kills of the web process.

    make bench-handoff ARGS="[--minutes 10] [--customers 30] [--agents 5] [--seed 11] [--browser-rounds 12]"

The product runs under its own supervisor, which brings a killed process back. The first part of the time nothing is
disturbed and times are taken; then connections are cut, pages reloaded and the web process killed (SIGKILL). Whatever
gets no answer is sent again, as the widget does. At the end each side's page is held against the log: messages that are
missing, twice there or out of order, and words of the assistant between an agent's claim and goodbye, are counted.
Before that one customer's and one agent's real browser are timed alone (with `--browser-rounds 0` they are left out).
"""

import argparse
import asyncio
import os
import random
import signal
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import httpx

from benchmarks.handoff_browser import Looks, chromium, look
from benchmarks.handoff_ledger import Faults, judge
from benchmarks.handoff_people import Agent, Customer
from benchmarks.report import command_line, percentile, publish
from tests.running_app import STAFF_PASSWORD, RunningApp, home_with_model

_CALM_SHARE = 0.3
_SETTLED_WITHIN_SECONDS = 120


@dataclass(frozen=True)
class Plan:
    """How many, how long, and how often the web process is killed."""

    customers: int
    agents: int
    seconds: float
    kills: int
    seed: int


@dataclass
class Outcome:
    """What came of it: counts, faults, and the calm part's milliseconds."""

    faults: Faults = field(default_factory=Faults)
    messages: int = 0
    handoffs: int = 0
    cuts: int = 0
    reloads: int = 0
    kills: int = 0
    to_desk: list[float] = field(default_factory=list)
    to_screen: list[float] = field(default_factory=list)


def main() -> None:
    """Run it, print the table, write the JSON; ends with 1 where a message was lost, doubled or out of order."""
    arguments = _arguments()
    plan = Plan(
        arguments.customers,
        arguments.agents,
        arguments.minutes * 60,
        max(1, round(arguments.minutes)),
        arguments.seed,
    )
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        app = RunningApp(home_with_model(Path(folder) / "home"), GOESWITH_MESSAGES_PER_MINUTE="1000000")
        try:
            app.wait_until_ready()
            if arguments.browser_rounds and (found := chromium()):
                looks = look(found, app.url, STAFF_PASSWORD, app.staff("agent"), arguments.browser_rounds)
                rows.append(_browser_row(looks))
            outcome = asyncio.run(simulate(app, plan))
            rows.insert(0, _row(outcome))
        finally:
            app.stop()
    data = {**vars(plan), "calm_share": _CALM_SHARE, "browser_rounds": arguments.browser_rounds}
    publish("handoff", rows, data=data, command=command_line("benchmarks.handoff"), out=arguments.out)
    if outcome.faults != Faults():
        raise SystemExit(f"Not as it must be: {outcome.faults}")


async def simulate(app: RunningApp, plan: Plan) -> Outcome:
    """The whole story against the running product."""
    rng = random.Random(plan.seed)
    shown: dict[str, float] = {}
    customers = [Customer(number, app.url, _dice(rng), shown) for number in range(plan.customers)]
    agents = [Agent(f"agent-{number}", app.url, _dice(rng)) for number in range(plan.agents)]
    await asyncio.to_thread(_hire, app, [agent.name for agent in agents])
    await asyncio.gather(*(agent.log_in(STAFF_PASSWORD) for agent in agents))
    await asyncio.gather(*(customer.begin() for customer in customers))
    stop, outcome = asyncio.Event(), Outcome()
    async with asyncio.TaskGroup() as background:
        for one in (*customers, *agents):
            background.create_task(one.listen())
        work = [asyncio.create_task(one.talk(stop)) for one in customers]
        work += [asyncio.create_task(one.work(stop)) for one in agents]
        await _unless_broken(work, plan.seconds * _CALM_SHARE)
        _time(outcome, agents, shown)
        troubled = asyncio.create_task(_trouble(app, customers, agents, plan, outcome))
        await _unless_broken(work, plan.seconds * (1 - _CALM_SHARE))
        stop.set()
        await troubled
        await asyncio.gather(*work)
        await _judge(customers, agents, outcome)
        await asyncio.gather(*(one.line.hang_up() for one in (*customers, *agents)))
    return outcome


async def _unless_broken(work: Sequence[asyncio.Task[None]], seconds: float) -> None:
    """Let them work for so long; what goes wrong with one of them ends it all."""
    done, _ = await asyncio.wait(work, timeout=seconds, return_when=asyncio.FIRST_EXCEPTION)
    for task in done:
        task.result()


def _hire(app: RunningApp, names: Sequence[str]) -> None:
    for name in names:
        account = {"username": name, "role": "agent", "password": STAFF_PASSWORD}
        httpx.post(f"{app.url}/api/v1/staff", json=account, headers=app.staff("admin")).raise_for_status()


def _time(outcome: Outcome, agents: Sequence[Agent], shown: dict[str, float]) -> None:
    """Milliseconds of all that happened so far."""
    for agent in agents:
        opened = {one: datetime.fromisoformat(at).timestamp() for one, at in agent.opened.items()}
        outcome.to_desk += [(agent.arrived[one] - at) * 1000 for one, at in opened.items()]
        outcome.to_screen += [(shown[text] - at) * 1000 for text, at in agent.sent.items() if text in shown]


async def _trouble(
    app: RunningApp, customers: Sequence[Customer], agents: Sequence[Agent], plan: Plan, outcome: Outcome
) -> None:
    """Cut, reload and kill until the time is over."""
    rng = random.Random(plan.seed + 1)
    ends = time.monotonic() + plan.seconds * (1 - _CALM_SHARE)
    apart = plan.seconds * (1 - _CALM_SHARE) / plan.kills
    next_kill = time.monotonic() + apart / 2
    while time.monotonic() < ends:
        await asyncio.sleep(rng.uniform(0.1, 0.8))
        if time.monotonic() >= next_kill:
            next_kill += apart
            os.kill(web_process(app), signal.SIGKILL)
            outcome.kills += 1
        elif rng.random() < 0.35:
            await rng.choice(customers).reload()
            outcome.reloads += 1
        else:
            rng.choice([*customers, *agents]).line.cut()
            outcome.cuts += 1


def web_process(app: RunningApp) -> int:
    """The process behind the public door, as the supervisor runs it."""
    for pid in _below(app.pid):
        if b"web.app:app" in Path(f"/proc/{pid}/cmdline").read_bytes():
            return pid
    raise RuntimeError("No web process is running.")


def _below(pid: int) -> list[int]:
    children = [int(one) for path in Path(f"/proc/{pid}/task").glob("*/children") for one in path.read_text().split()]
    return [one for child in children for one in (child, *_below(child))]


async def _judge(customers: Sequence[Customer], agents: Sequence[Agent], outcome: Outcome) -> None:
    """Hold every page against the log, once the last messages had time to arrive."""
    stints = sorted((one for agent in agents for one in agent.stints), key=lambda one: one.begun_behind or 0)
    for customer in customers:
        history = await customer.history()
        with_patience = time.monotonic() + _SETTLED_WITHIN_SECONDS
        while len(customer.screen.shown) < len(history) and time.monotonic() < with_patience:
            await asyncio.sleep(0.2)
            history = await customer.history()
        mine = [one for one in stints if one.conversation == customer.id]
        faults = judge(customer.words, customer.screen, mine, history)
        if faults != Faults():
            print(f"{customer.id}: {faults}; its page alone: {judge([], customer.screen, [], history)}")
        outcome.faults += faults
        outcome.messages += len(history)
        outcome.handoffs += len(mine)


def _dice(rng: random.Random) -> random.Random:
    return random.Random(rng.getrandbits(64))


def _row(outcome: Outcome) -> dict[str, float | int | str | None]:
    return {
        "name": "goeswith",
        **vars(outcome.faults),
        "messages": outcome.messages,
        "handoffs": outcome.handoffs,
        "cuts": outcome.cuts,
        "reloads": outcome.reloads,
        "kills": outcome.kills,
        **_times(outcome.to_desk, outcome.to_screen),
    }


def _browser_row(looks: Looks) -> dict[str, float | int | str | None]:
    return {"name": "goeswith-browser", **_times(looks.handoffs, looks.words)}


def _times(handoffs: Sequence[float], words: Sequence[float]) -> dict[str, float | None]:
    return {
        f"{name}_p{percent}_ms": round(percentile(values, percent), 1) if values else None
        for name, values in (("to_desk", handoffs), ("to_screen", words))
        for percent in (50, 95)
    }


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10, help="how long; the web process is killed once a minute")
    parser.add_argument("--customers", type=int, default=30)
    parser.add_argument("--agents", type=int, default=5)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--browser-rounds", type=int, default=12, help="customers in a real browser, before the crowd")
    parser.add_argument("--out", default=os.environ.get("OUT"), help="where the JSON goes")
    return parser.parse_args()


if __name__ == "__main__":
    main()

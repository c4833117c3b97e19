"""How the school says what it shows."""

from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from nicegui import ui

from sales.errors import GoeswithError
from training.inbox import Trouble
from web.agent.elements import box, text

TROUBLES = {
    Trouble.NOT_UNDERSTOOD: "not understood",
    Trouble.BARELY: "barely understood",
    Trouble.CORRECTED: "customer corrected",
    Trouble.AGENT_AFTER: "an agent answered",
    Trouble.RATED_BADLY: "rated badly",
    Trouble.UNCHECKED: "comes often, never checked",
}
STATES = {
    "queued": "waits",
    "running": "at work",
    "done": "done",
    "failed": "failed",
    "cancelled": "cancelled",
}
Result = TypeVar("Result")


def named(intent: str) -> str:
    """An intent as people read it: `ask_delivery` is "ask delivery"."""
    return intent.replace("_", " ")


def share(value: float) -> str:
    """A share 0-1 in whole per cent."""
    return f"{value:.0%}"


async def attempt(work: Callable[[], Awaitable[Result]]) -> Result | None:
    """Do it; a refusal is told in its own sentence, and answers None."""
    try:
        return await work()
    except GoeswithError as error:
        tell(str(error), bad=True)
        return None


def tell(words: str, *, bad: bool = False) -> None:
    """Say something at the foot of the page; screen readers say it too."""
    ui.notify(words, type="negative" if bad else "positive", position="bottom", multi_line=True)


@contextmanager
def window(title: str) -> Iterator[ui.dialog]:
    """A dialog under its title, which screen readers say too; the block fills it."""
    with ui.dialog().props(f'aria-label="{title}"') as dialog, box("div", "dialog", role="document"):
        text("h2", title, "title")
        yield dialog


def show_diff(diff: str) -> None:
    """A change of the files, line by line, added and removed ones marked."""
    with box("pre", "diff", tabindex="0", aria_label="The change"):
        for line in diff.splitlines():
            if not line.startswith(("---", "+++")):
                kind = "added" if line.startswith("+") else "gone" if line.startswith("-") else "same"
                text("span", f"{line}\n", kind)

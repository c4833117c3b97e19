"""What was said and what was seen in simulated conversations between customers and agents, held against the log."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Said = Mapping[str, Any]
"""A message as the API shows it: `id`, `author`, `text`."""


@dataclass
class Screen:
    """The messages on one side's page, in the order in which they came; `renew` is a reload or a new transcript."""

    shown: list[Said] = field(default_factory=list)
    doubled: int = 0
    out_of_order: int = 0

    def take(self, message: Said) -> None:
        """One more message by the stream."""
        if any(message["id"] == one["id"] for one in self.shown):
            self.doubled += 1
            return
        self.out_of_order += bool(self.shown) and message["id"] < self.shown[-1]["id"]
        self.shown.append(message)

    def renew(self, messages: Iterable[Said]) -> None:
        """All of it anew."""
        self.shown = []
        for message in messages:
            self.take(message)

    @property
    def last(self) -> int:
        """The newest message's id, 0 on an empty page."""
        return max((one["id"] for one in self.shown), default=0)


@dataclass
class Stint:
    """One agent's time with one conversation: `begun_behind` is the last message of the transcript at the claim."""

    conversation: str
    agent: str
    begun_behind: int | None = None
    words: list[str] = field(default_factory=list)
    screen: Screen = field(default_factory=Screen)
    ended_with: int | None = None


@dataclass(frozen=True)
class Faults:
    """What must not be; each is a count of messages."""

    lost: int = 0
    doubled: int = 0
    out_of_order: int = 0
    assistant_words: int = 0

    def __add__(self, other: "Faults") -> "Faults":
        return Faults(*(mine + theirs for mine, theirs in zip(vars(self).values(), vars(other).values(), strict=True)))


def judge(words: Sequence[str], screen: Screen, stints: Sequence[Stint], history: Sequence[Said]) -> Faults:
    """One conversation at its end: the customer's `words` that the door took, their page, its stints, the log."""
    faults = _said(words, [one["text"] for one in history if one["author"] == "customer"])
    shown = {one["id"] for one in screen.shown}
    faults += Faults(lost=sum(one["id"] not in shown for one in history))
    faults += Faults(doubled=screen.doubled, out_of_order=screen.out_of_order)
    spoken = [one["text"] for one in history if one["author"] == "agent"]
    faults += _said([word for stint in stints for word in stint.words], spoken)
    for stint in stints:
        faults += _heard(stint, history)
    return faults


def _said(words: Sequence[str], written: Sequence[str]) -> Faults:
    """Each word once, in the order in which it was said; every word is another."""
    counts = Counter(written)
    kept = list(dict.fromkeys(word for word in written if word in set(words)))
    wanted = [word for word in words if word in counts]
    moved = sum(one != other for one, other in zip(kept, wanted, strict=True))
    doubled = sum(counts[word] - 1 for word in wanted)
    return Faults(lost=len(words) - len(wanted), doubled=doubled, out_of_order=moved)


def _heard(stint: Stint, history: Sequence[Said]) -> Faults:
    """What the agent's page missed of its own time, and what the assistant said in it."""
    screen = stint.screen
    if stint.begun_behind is None or stint.ended_with is None:
        return Faults(doubled=screen.doubled, out_of_order=screen.out_of_order)
    shown = {one["id"] for one in screen.shown}
    during = [one for one in history if stint.begun_behind < one["id"] <= stint.ended_with]
    return Faults(
        lost=sum(one["id"] not in shown for one in during),
        doubled=screen.doubled,
        out_of_order=screen.out_of_order,
        assistant_words=sum(one["author"] == "assistant" for one in during),
    )

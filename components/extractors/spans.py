"""A span: a stretch of a message that means something to the shop."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Span:
    """`entity` with its `value`, at characters `start` up to but without `end` of the message."""

    entity: str
    start: int
    end: int
    value: Any
    confidence: float = 1.0
    extra: dict[str, Any] = field(default_factory=dict)

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end


def kept_apart(spans: Iterable[Span]) -> list[Span]:
    """The spans in order of the text, each dropped that overlaps one given before it."""
    kept: list[Span] = []
    for span in spans:
        if not any(span.overlaps(other) for other in kept):
            kept.append(span)
    return sorted(kept, key=lambda span: (span.start, span.end))

"""A handoff that another help desk works on: what of it was told there; calls are synchronous, each one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

AGENT = "chatwoot"
"""The account under which all agents of the other help desk speak here."""


@dataclass(frozen=True)
class Link:
    """`remote` is the conversation's name over there; messages after `begun` up to `told` were told.

    All three are empty until it was begun there. `attempts` counts failed tries since the last good one.
    """

    handoff_id: str
    conversation_id: str
    remote: str | None = None
    begun: int = 0
    told: int = 0
    attempts: int = 0


class HelpDesk(Protocol):
    """The handoffs that another help desk has to hear of."""

    def claim(self, *, holder: str, now: datetime, seconds: float, limit: int = 20) -> Sequence[Link]:
        """Take those with something to tell for so many seconds; what another holder has taken is not among them."""
        ...

    def begin(self, handoff_id: str, *, holder: str, remote: str, upto: int) -> None:
        """Keep its name over there; messages up to that one were told with the introduction."""
        ...

    def tell(self, handoff_id: str, *, holder: str, told: int) -> None:
        """Keep how far it was told."""
        ...

    def leave(self, handoff_id: str, *, holder: str, ended: bool = False, missed: bool = False, now: datetime) -> None:
        """Give it back: for good, or to be tried again later where the other side was `missed`."""
        ...

    def by_remote(self, remote: str) -> Link | None:
        """The link of that name, or None."""
        ...

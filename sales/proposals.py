"""The review list: what mining proposes, what people decide about it, and the rule that may decide for them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from sales.catalogue import Origin, RelationState


@dataclass(frozen=True)
class Proposal:
    """A mined or derived relation with the names a person knows the products by; `evidence` as it was found."""

    id: int
    source: str
    source_name: str
    target: str
    target_name: str
    score: float
    state: RelationState
    after_days: int | None
    evidence: Mapping[str, Any]
    origin: Origin = Origin.MINED


@dataclass(frozen=True)
class AcceptRule:
    """The rule a person set: a pair seen in `together` orders, at least so sure (0-1), goes live without a look."""

    together: int
    sureness: float

    def allows(self, together: int, sureness: float) -> bool:
        """Whether a pair with this evidence may go live."""
        return together >= self.together and sureness >= self.sureness


class Proposals(Protocol):
    """Mined and derived relations, and what became of them."""

    def listed(
        self,
        state: RelationState = RelationState.PROPOSED,
        *,
        origin: Origin = Origin.MINED,
        refills: bool = False,
        limit: int = 50,
        offset: int = 0,
    ) -> Sequence[Proposal]: ...
    def count(self, state: RelationState, *, origin: Origin = Origin.MINED, refills: bool = False) -> int:
        """How many there are to list."""
        ...

    def combinations(self, limit: int = 20) -> Sequence[Proposal]:
        """New combinations worth trying: waiting pairs that no other relation holds, each once, surest first (R11)."""
        ...

    def decide(self, relation_id: int, state: RelationState, *, by: str) -> None: ...
    def rule(self) -> AcceptRule | None: ...
    def set_rule(self, rule: AcceptRule | None, *, by: str, now: datetime) -> int:
        """Make it the rule, or end it; answers how many waiting pairs it accepts at once."""
        ...

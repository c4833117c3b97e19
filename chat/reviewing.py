"""What a person decides about mined and derived pairs, signed and logged; for the API and the page alike."""

from chat.parts import Parts
from sales.catalogue import RelationState
from sales.ports import StaffMember
from sales.proposals import AcceptRule

DECISIONS = {"accept": RelationState.LIVE, "pin": RelationState.PINNED, "ban": RelationState.BANNED}


def decide_pair(parts: Parts, proposal_id: int, decision: str, by: StaffMember) -> None:
    """Accept, pin or ban it in that person's name; `NotFoundError` where there is none."""
    parts.store.proposals.decide(proposal_id, DECISIONS[decision], by=by.username)
    parts.store.staff.log(by.username, f"{decision} pair", str(proposal_id), parts.clock())


def set_rule(parts: Parts, rule: AcceptRule | None, by: StaffMember) -> int:
    """Make it the rule, or end it; how many waiting pairs it accepted at once."""
    now = parts.clock()
    said = f"{rule.together} orders, {rule.sureness}" if rule else "none"
    parts.store.staff.log(by.username, "set review rule", said, now)
    return parts.store.proposals.set_rule(rule, by=by.username, now=now)

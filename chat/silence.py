"""Whether offers are paused in a conversation, by which rule and since when (R38-R40)."""

from dataclasses import dataclass
from datetime import datetime

import bootstrap
from sales.conversation import Standing
from sales.offer import Reason
from sales.rules.handed_back import handed_back
from sales.rules.human_in_charge import human_in_charge
from sales.rules.open_case import open_case
from sales.rules.opted_out import opted_out
from sales.rules.settled_case import settled_case
from sales.rules.unhappy import unhappy
from sales.situation import Moment, Situation

# The lasting ones of sales.rules.SILENCE, in its order; caps and pauses come and go within a conversation.
LASTING = (human_in_charge, unhappy, open_case, settled_case, opted_out, handed_back)


@dataclass(frozen=True)
class Paused:
    """The rule that silences, and since when."""

    rule: Reason
    since: datetime


def paused(standing: Standing, now: datetime) -> Paused | None:
    """The first lasting rule that silences offers now, or None."""
    situation = _situation(standing, now)
    reason = next((reason for rule in LASTING if (reason := rule(situation))), None)
    return None if reason is None else Paused(reason, _since(reason, standing))


def _since(reason: Reason, standing: Standing) -> datetime:
    began = standing.conversation.created_at
    if reason is Reason.HUMAN_IN_CHARGE and standing.handoff:
        return standing.handoff.opened_at
    if reason is Reason.UNHAPPY:
        return standing.mood_since or began
    if reason is Reason.OPEN_CASE:
        return min(case.opened_at for case in standing.open_cases)
    if reason is Reason.HANDED_BACK:
        return standing.handed_back_at or began
    return (standing.opted_out_since if reason is Reason.OPTED_OUT else None) or began


def _situation(standing: Standing, now: datetime) -> Situation:
    conversation = standing.conversation
    return Situation(
        conversation_id=conversation.id,
        now=now,
        limits=bootstrap.limits(),
        moment=Moment.BROWSING,
        anchors=(),
        basket=conversation.basket,
        products={},
        mood=conversation.mood,
        owner=conversation.owner.value,
        opted_out=conversation.opted_out,
        open_cases=standing.open_cases,
        case_solved=standing.case_solved,
        handed_back_at=standing.handed_back_at,
        no_offers=standing.no_offers,
    )

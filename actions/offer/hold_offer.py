"""Keeps an offer back that the dialogue's own lock has stopped, and records why."""

from actions.base import ShopAction
from actions.offer.suggest_complement import occasion_of
from actions.situation import read_candidates, read_situation
from actions.turn import Turn
from sales import advisor
from sales.offer import Decision, Reason, Verdict


class ActionHoldOffer(ShopAction):
    """Says nothing; the record shows the rule of `sales` that agrees, or that the dialogue alone held it back."""

    def name(self) -> str:
        return "action_hold_offer"

    def act(self, turn: Turn) -> None:
        occasion = occasion_of(turn)
        if occasion is None:
            return
        situation = read_situation(turn, *occasion)
        candidates = read_candidates(turn, situation)
        decision = advisor.decide(situation, candidates)
        if decision.offer is not None:
            why = told_by_the_door(turn)
            verdicts = tuple(
                Verdict(each.product.sku, each.relation.source, why, each.relevance) for each in candidates
            )
            decision = Decision(None, why, verdicts)
        turn.store.offers.record(situation, decision, None)


def told_by_the_door(turn: Turn) -> Reason:
    """The rule by which the door paused offers; where it did not, the lock closed for the mood of the words."""
    paused = (turn.tracker.latest_message.get("metadata") or {}).get("offers_paused") or {}
    return next((reason for reason in Reason if reason.value == paused.get("rule")), Reason.UNHAPPY)

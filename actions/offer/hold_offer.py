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
            verdicts = tuple(
                Verdict(each.product.sku, each.relation.source, Reason.UNHAPPY, each.relevance) for each in candidates
            )
            decision = Decision(None, Reason.UNHAPPY, verdicts)
        turn.store.offers.record(situation, decision, None)

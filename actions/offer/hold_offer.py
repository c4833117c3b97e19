"""Keeps an offer back that the dialogue's own lock has stopped, and records why."""

from dataclasses import replace

from actions.base import ShopAction
from actions.offer.suggest_complement import occasion_of
from actions.situation import read_candidates, read_situation
from actions.turn import Turn
from sales import advisor


class ActionHoldOffer(ShopAction):
    """Says nothing; the record shows the rule of `sales` that agrees, or that the dialogue alone held it back."""

    def name(self) -> str:
        return "action_hold_offer"

    def act(self, turn: Turn) -> None:
        occasion = occasion_of(turn)
        if occasion is None:
            return
        situation = replace(read_situation(turn, *occasion), held=True)
        decision = advisor.decide(situation, read_candidates(turn, situation))
        turn.store.offers.record(situation, decision, None)

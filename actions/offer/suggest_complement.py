"""Offers what goes with what was just chosen, or stays silent."""

from actions.base import ShopAction
from actions.offering import consider, offered_lately
from actions.turn import Turn
from sales.situation import Moment


class ActionSuggestComplement(ShopAction):
    """Decides only when an earlier action of the turn gave occasion, or before payment; records silence too.

    Right after another offer only what is needed is spoken of.
    """

    def name(self) -> str:
        return "action_suggest_complement"

    def act(self, turn: Turn) -> None:
        if (occasion := occasion_of(turn)) is not None:
            consider(turn, *occasion, needed_only=offered_lately(turn))


def occasion_of(turn: Turn) -> tuple[Moment, tuple[str, ...]] | None:
    """The moment and what it is about, or None where nothing gives occasion to decide."""
    if turn.intent == "checkout":
        skus = tuple(line.sku for line in turn.conversation.basket.lines)
        return (Moment.BEFORE_PAYMENT, skus) if skus else None
    about = turn.offer_about
    return (Moment(about["moment"]), tuple(about["anchors"])) if about else None

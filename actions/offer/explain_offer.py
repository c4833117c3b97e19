"""Says why something was suggested."""

from collections.abc import Mapping
from typing import Any

from actions.base import ShopAction
from actions.turn import Turn
from sales.catalogue import Origin, Relation


class ActionExplainOffer(ShopAction):
    """The true reason, from the recorded decision and the relation behind it (R36)."""

    def name(self) -> str:
        return "action_explain_offer"

    def act(self, turn: Turn) -> None:
        decision = turn.store.offers.last_decision(turn.id)
        if decision is None:
            turn.say("utter_nothing_suggested")
            return
        chosen = next((each for each in decision["candidates"] if each["reason"] is None), None)
        shown = {reason for _, reason, _ in turn.store.offers.get(turn.id, decision["offer_id"]).items}
        relation = _relation_of(turn, chosen, shown) if chosen else None
        if relation is None:
            turn.say("utter_nothing_suggested")
            return
        names = turn.store.catalogue.many([relation.source, relation.target])
        evidence = relation.evidence
        values: dict[str, Any] = {
            "name": names[relation.target].name,
            "anchor": names[relation.source].name,
            "reason": relation.reason,
            "together": evidence.together,
            "out_of": evidence.out_of,
        }
        mined = evidence.origin is Origin.MINED and evidence.together and evidence.out_of
        turn.say("utter_why_mined" if mined else "utter_why_curated", **values)


def _relation_of(turn: Turn, chosen: Mapping[str, Any], shown: set[str]) -> Relation | None:
    found = [each for each in turn.store.catalogue.relations([chosen["anchor"]]) if each.target == chosen["sku"]]
    # A product and its category may both propose it; the one whose reason stood on the card is meant.
    return next((relation for relation in found if relation.reason in shown), found[0] if found else None)

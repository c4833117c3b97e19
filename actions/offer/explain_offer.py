"""Says why something was suggested."""

import re
from collections.abc import Mapping
from typing import Any

from actions.base import ShopAction
from actions.browse.find_products import find_and_tell
from actions.complain.open_case import tell_more_of_case
from actions.introducing import introduce
from actions.proving import TASK
from actions.turn import Turn
from sales.catalogue import Origin
from sales.naming import short_name
from sales.offer import Candidate
from sales.plain import from_plain

_DEAR = re.compile(r"\b(?:dear|expensive|pricey|costs? (?:so|that) much|(?:so|that) much)\b", re.I)


class ActionExplainOffer(ShopAction):
    """The true reason: what the recorded decision looked at when it chose, whatever changed since (R36)."""

    def name(self) -> str:
        return "action_explain_offer"

    def act(self, turn: Turn) -> None:
        if turn.is_in_trouble and tell_more_of_case(turn):
            # "So who pays" asks for no reason of an offer.
            return
        if _DEAR.search(turn.text) and turn.shown:
            # What it is worth its price for is in its data; more would be made up.
            dear = next(iter([*turn.products([turn.conversation.focus]), *turn.shown]))
            introduce(turn, dear)
            return
        if turn.intent == "ask_why" and (turn.set_last_time(TASK) or not turn.conversation.focus):
            # A plain "why" means what was asked last, unless something was suggested.
            turn.say("utter_ask_why")
            return
        decision = turn.store.offers.last_decision(turn.id)
        item = _chosen(decision) if decision else None
        if decision is None or item is None:
            _explain_shown(turn)
            return
        relation, evidence = item.relation, item.relation.evidence
        shown = {sku: reason for sku, reason, _ in turn.store.offers.get(turn.id, decision["offer_id"]).items}
        anchor = turn.store.catalogue.many([relation.source]).get(relation.source)
        values: dict[str, Any] = {
            "name": item.product.name,
            "anchor": anchor.name if anchor else relation.source,
            "reason": shown.get(item.product.sku) or relation.reason,
            "together": evidence.together,
            "out_of": evidence.out_of,
        }
        mined = evidence.origin is Origin.MINED and evidence.together and evidence.out_of
        turn.say("utter_why_mined" if mined else "utter_why_curated", **values)


def _explain_shown(turn: Turn) -> None:
    """Without an offer the product that a search brought up is meant: for what, and what it does for that."""
    product = next(iter([*turn.products([turn.conversation.focus]), *turn.shown]), None)
    if product is None and turn.values("product"):
        # "I asked for a tripod" is no question why.
        find_and_tell(turn)
        return
    if product is None or not turn.conversation.need or not product.benefits:
        turn.say("utter_nothing_suggested")
        return
    about = ", ".join(product.benefits[:2])
    turn.say("utter_why_shown", need=turn.conversation.need, name=short_name(product), about=about)


def _chosen(decision: Mapping[str, Any]) -> Candidate | None:
    """The first candidate that was taken, as it stands in the record."""
    taken = next((each for each in decision["candidates"] if each["reason"] is None), None)
    for each in decision["inputs"]["candidates"] if taken else ():
        item = from_plain(Candidate, each)
        if taken and (item.product.sku, item.relation.source) == (taken["sku"], taken["anchor"]):
            return item
    return None

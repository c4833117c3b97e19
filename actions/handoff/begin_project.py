"""Begins to collect a need that is too big for a chat."""

from actions.base import ShopAction
from actions.leading import is_beside, keep_lead
from actions.projecting import FACTS, add_words, quoted, read_facts
from actions.turn import Turn
from sales.wording import shortened


class ActionBeginProject(ShopAction):
    """Repeats the need back and lets the form ask for what is missing, at most two questions a turn (R55).

    Beside something else that goes on it asks nothing: the need becomes a lead (R27).
    """

    def name(self) -> str:
        return "action_begin_project"

    def act(self, turn: Turn) -> None:
        business = turn.intent == "request_quote"
        facts = add_words({**read_facts(turn, {}), "what": shortened(turn.text, 200)}, turn.text)
        facts["topic"] = "business" if business else "projects"
        contact = facts.get("contact") or self._known_contact(turn)
        if contact:
            facts["contact"] = contact
        if is_beside(turn):
            keep_lead(turn, facts)
            return
        turn.set(FACTS, facts)
        turn.set("project_plan", True if "budget" in facts and "when" in facts else None)
        turn.set("project_contact", True if contact else None)
        turn.store.conversations.set_need(turn.id, facts["what"])
        turn.say("utter_quote_begins" if business else "utter_project_begins", what=_in_short(turn))
        turn.then("project_form")

    def _known_contact(self, turn: Turn) -> str | None:
        customer_id = turn.conversation.customer_id
        return turn.store.customers.get(customer_id).email if customer_id else None


def _in_short(turn: Turn) -> str:
    """What it is about: "30 headsets" where a thing and its number are told, else the customer's own words."""
    thing, count = turn.value("product"), turn.value("quantity")
    return f"{count} {thing}" if thing and count else quoted(shortened(turn.text, 200))

"""Reads the facts of a project out of the answers."""

import re
from decimal import Decimal

from actions.base import ShopAction
from actions.projecting import FACTS, add_words, read_facts
from actions.turn import Turn
from sales.wording import shortened

_FACTS = ("date", "price_max", "price_min", "price_about", "place", "email", "phone", "quantity")
_PLAN = ("date", "price_max", "price_min", "price_about", "quantity")
_ANSWERS = frozenset(
    {"give_details", "deny", "state_need", "request_project", "request_quote", "out_of_scope", "request_callback", ""}
)
_UNSURE = 0.45
_ASKS = re.compile(r"^\W*(?:who|what|when|where|why|how|which|can|could|do|does|is|are|will)\b.*\w", re.I)
# Too short for a telephone number; thousands may be set apart: "about 40.000".
_A_SUM = re.compile(r"\D{0,8}(\d{2,6}|\d{1,3}[.,'\s]\d{3})\D{0,6}")


class ValidateProjectForm(ShopAction):
    """Takes any answer as an answer, "not sure yet" too; a question or a call for a person is left to the rules."""

    def name(self) -> str:
        return "validate_project_form"

    def act(self, turn: Turn) -> None:
        asked = turn.slot("requested_slot")
        if asked is None or not _is_answer(turn):
            return
        before = turn.slot(FACTS) or {}
        facts = add_words(read_facts(turn, before), turn.text)
        if asked == "project_contact" and "contact" not in facts and turn.intent != "deny":
            sum_alone = None if turn.values("date") else _A_SUM.fullmatch(turn.text)
            if sum_alone and "budget" not in facts:
                facts["budget"] = turn.money(Decimal(re.sub(r"\D", "", sum_alone[1])))
            if sum_alone or any(turn.values(entity) for entity in _PLAN):
                # "Before Christmas" or "40000" tells more of the plan, and is nobody's address.
                turn.set(FACTS, facts)
                return
            facts["contact"] = shortened(turn.text)
        turn.set(FACTS, facts)
        turn.set(asked, True)
        if "contact" in facts:
            turn.set("project_contact", True)


def _is_answer(turn: Turn) -> bool:
    if _ASKS.search(turn.text) and not any(turn.values(entity) for entity in _FACTS):
        # "Who do I talk to" is nobody's address.
        return False
    said = any(turn.values(entity) for entity in _FACTS)
    return turn.intent != "ask_human" and (said or turn.intent in _ANSWERS or turn.confidence < _UNSURE)

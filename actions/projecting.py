"""The facts of a project: what, how many, when, budget, where, contact."""

from collections.abc import Mapping

from actions.turn import Turn
from sales.wording import shortened

FACTS = "project_need"
_WORDS = "in their words"
_FEW_WORDS = 4
KEPT = ("what", "how many", "when", "budget", "place", "contact", _WORDS)
"""What a person is told of a collected need."""


def read_facts(turn: Turn, known: Mapping[str, str]) -> dict[str, str]:
    """`known` with what the message adds; values in the customer's words where there are any."""
    facts = dict(known)
    budget = turn.amount("price_max") or turn.amount("price_about") or turn.amount("price_min")
    found = {
        "budget": turn.money(budget) if budget is not None else None,
        "when": _without_by(_said(turn, "date")),
        "place": turn.value("place"),
        "contact": turn.value("email") or turn.value("phone"),
        "how many": turn.value("quantity"),
    }
    facts.update({key: value for key, value in found.items() if value})
    return facts


def add_words(facts: Mapping[str, str], words: str) -> dict[str, str]:
    """The facts with the customer's own words beside them, for the agent: a sentence each, none twice or half a word.

    What stands in the facts already (a bare address, a date) is not said again.
    """
    said = shortened(words, 300)
    before = facts.get(_WORDS, "")
    others = {value.casefold() for key, value in facts.items() if key != _WORDS}
    if not said or said.casefold() in others or said.casefold() in before.casefold():
        return dict(facts)
    sentence = said if said[-1] in ".!?" else f"{said}."
    return {**facts, _WORDS: f"{before} {sentence}".strip()}


def quoted(what: str) -> str:
    """The need as it is said back: a few words as they are, a sentence of the customer's own in quotation marks."""
    return what if len(what.split()) <= _FEW_WORDS else f'"{what}"'


def _without_by(when: str | None) -> str | None:
    """The answers say "by" themselves."""
    return when and (when[3:].strip() if when.casefold().startswith("by ") else when)


def _said(turn: Turn, entity: str) -> str | None:
    """The entity as it stands in the message, not as it was normalised."""
    for each in turn.tracker.latest_message.get("entities") or []:
        if each.get("entity") == entity:
            return str(each.get("text") or turn.text[each.get("start", 0) : each.get("end", 0)] or each["value"])
    return None

"""Reads name, e-mail and the explicit yes out of what is said during checkout."""

import re

from actions.base import ShopAction
from actions.offering import offer_just_made
from actions.turn import Turn

_NAME = re.compile(
    r"^(?:(?:it'?s|i'?m|i am|my name is|name is|name'?s|this is|name:?|for)\s+)?(?P<name>[^\d@?!/\\<>{}]+)$", re.I
)
_CLOSING = re.compile(r"(?:,?\s+(?:and|my)?\s*(?:e-?mail|mail)(?:\s+(?:is|address is))?:?\s*)$", re.I)
_TALK = re.compile(
    r"\b(?:what|how|why|when|where|which|who|can|could|do|does|is|are|want|need|show|stop|wait|cancel|later|order|add"
    r"|remove|basket|cart|help|human|person|agent|delivery|pay|hello|thanks|please|yes|no|ok|okay|yep|nope|sure)\b",
    re.I,
)
_SURE = 0.6
_NAMELESS = frozenset({"deny", "ask_human", "complain", "cancel_order", "stop_offers", "insult", "request_callback"})


class ValidateCheckoutForm(ShopAction):
    """Fills what the message answers; a message that answers nothing is left to the rules, and the form asks again."""

    def name(self) -> str:
        return "validate_checkout_form"

    def act(self, turn: Turn) -> None:
        asked = turn.slot("requested_slot")
        if email := turn.value("email"):
            turn.set("customer_email", email)
        if asked == "order_confirmed":
            self._read_answer(turn)
        elif turn.intent == "deny":
            turn.set("order_confirmed", False)
            turn.set("requested_slot", None)
        elif asked == "customer_name" and (name := name_in(turn)):
            turn.set("customer_name", name)

    def _read_answer(self, turn: Turn) -> None:
        offer = turn.store.offers.waiting(turn.id)
        if turn.intent == "deny":
            turn.set("order_confirmed", False)
        elif turn.intent in ("affirm", "checkout") and not (offer and offer_just_made(turn, offer)):
            turn.set("order_confirmed", True)
            turn.set("order_words", turn.text)


def name_in(turn: Turn) -> str | None:
    """The name that the message gives, or None where it says something else."""
    if turn.intent in _NAMELESS and turn.confidence >= _SURE:
        return None
    text = turn.text
    for email in turn.values("email"):
        text = re.sub(re.escape(email), "", text, flags=re.I)
    text = _CLOSING.sub("", text.strip(" ,;.")).strip(" ,;.")
    match = _NAME.match(text)
    if match is None or _TALK.search(match["name"]) or len(match["name"].split()) > 5:
        return None
    return match["name"].strip(" ,;.")[:80] or None

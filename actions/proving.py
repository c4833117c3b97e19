"""Order data only with proof: the order number and the e-mail on it, or the shop's own word for who it is (R70)."""

import re

from actions.turn import Turn
from sales.conversation import Order
from sales.errors import NotProvenError

HAS_NOT = re.compile(
    r"\b(?:don'?t|do not|can'?t|cannot|no longer|never|not)\s+(?:have|know|find|remember|recall|got|care)\b"
    r"|\b(?:forgot(?:ten)?|lost|deleted|threw|no idea|no clue|dunno|donno|idk|haven'?t got)\b",
    re.I,
)
_PROOF = re.compile(
    r"\b(?:numbers?|e-?mails?|mails?|address|receipts?|confirmations?|invoices?|orders?|accounts?"
    r"|which (?:one )?i used)\b",
    re.I,
)
NUMBER, EMAIL, TASK = "order_number", "order_email", "order_task"


def lacks_proof(turn: Turn) -> bool:
    """Show the other way to who has not got what proves an order, where it was asked for; False otherwise."""
    if not turn.slot(TASK) or turn.values("product") or not HAS_NOT.search(turn.text) or not _PROOF.search(turn.text):
        return False
    turn.say("utter_without_details")
    turn.ask("colleague")
    return True


def find_order(turn: Turn, task: str) -> Order | None:
    """The proven order that is meant; without proof it is asked for, `task` is remembered, and the answer is None."""
    number = turn.value("order_number") or _kept(turn, NUMBER)
    email = turn.value("email") or _kept(turn, EMAIL)
    order = _known(turn, number)
    if order is not None:
        return order
    turn.set(TASK, task)
    turn.set(NUMBER, number)
    turn.set(EMAIL, email)
    if not number or not email:
        _ask_for(turn, number, email)
        return None
    return _prove(turn, number, email, just_said=turn.value("email") is not None)


def latest_order(turn: Turn) -> Order | None:
    """The latest order that this customer may see, or None; nothing is asked."""
    return _known(turn, None)


def _known(turn: Turn, number: str | None) -> Order | None:
    """The order where the right to see it is proven already."""
    proofs = turn.store.orders.proofs(turn.id)
    customer_id = turn.conversation.customer_id
    if number is None:
        if proofs:
            return turn.store.orders.by_number(proofs[-1])
        found = turn.store.orders.of_customer(customer_id, 1) if customer_id else []
        return found[0] if found else None
    if number in proofs:
        return turn.store.orders.by_number(number)
    if customer_id is None:
        return None
    try:
        return turn.store.orders.proven(number, email=None, customer_id=customer_id)
    except NotProvenError:
        return None


def _prove(turn: Turn, number: str, email: str, *, just_said: bool) -> Order | None:
    try:
        order = turn.store.orders.proven(number, email=email, customer_id=None)
    except NotProvenError:
        turn.set(EMAIL, None)
        if just_said:
            turn.say("utter_order_not_proven")
            turn.ask("colleague")
        else:
            _ask_for(turn, number, None)
        return None
    turn.store.orders.remember_proof(turn.id, number)
    turn.set(NUMBER, None)
    return order


def _ask_for(turn: Turn, number: str | None, email: str | None) -> None:
    if number:
        turn.say("utter_ask_order_email", number=number)
    elif email:
        turn.say("utter_ask_order_number")
    else:
        turn.say("utter_ask_order_and_email")


def _kept(turn: Turn, slot: str) -> str | None:
    return turn.slot(slot) or None

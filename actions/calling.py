"""Bringing in a person: what several actions share."""

from collections.abc import Mapping
from datetime import datetime, timedelta

import bootstrap
from actions.projecting import FACTS, KEPT, quoted
from actions.turn import Turn
from sales.conversation import Handoff, HandoffState
from sales.errors import ConflictError
from sales.wording import minutes


def call_person(turn: Turn, *, reason: str, topic: str, need: dict[str, str], told: str = "") -> None:
    """Open the handoff with all that is known and say how long it takes; with nobody here a call back is promised.

    `told` is the response that repeats a collected need back; without it the plain ones are spoken.
    """
    handoff = turn.store.handoffs.open(
        conversation_id=turn.id, reason=reason, topic=topic, need=_once(need, facts_at_hand(turn)), now=turn.now
    )
    turn.leave_form()
    if handoff.state is HandoffState.LIVE:
        turn.say("utter_person_here")
        return
    if told:
        said = {key: need.get(key, "") for key in ("what", "when", "budget", "place", "contact")}
        turn.say(told, **{**said, "what": quoted(said["what"])})
    if turn.store.handoffs.agents_online(turn.now):
        say_with_wait(turn, "utter_person_called")
        return
    contact = handoff.need.get("contact") or known_contact(turn)
    if contact:
        promise_call(turn, handoff, contact, "utter_nobody_online_call_promised")
    else:
        turn.say("utter_nobody_online")


def _once(need: Mapping[str, str], at_hand: Mapping[str, str]) -> dict[str, str]:
    """What was collected, with what is at hand beside it; nothing is told twice under two names."""
    told = {value.casefold() for value in need.values()}
    return {**{key: value for key, value in at_hand.items() if value.casefold() not in told}, **need}


def promise_call(turn: Turn, handoff: Handoff, contact: str, response: str, **values: str) -> None:
    """Turn what waits into a call back with the day it comes by; the conversation goes on with the assistant."""
    by = called_back_by(turn)
    kept = turn.store.handoffs.open(
        conversation_id=turn.id,
        reason=handoff.reason,
        topic=handoff.topic,
        need={"contact": contact},
        now=turn.now,
    )
    try:
        turn.store.handoffs.to_callback(kept.id, turn.now, promised_at=by)
    except ConflictError:
        turn.say("utter_person_here")  # An agent has taken it this very moment.
        return
    turn.say(response, contact=contact, day=turn.day(by), **values)


def called_back_by(turn: Turn) -> datetime:
    """Until when the shop promises to call back."""
    return turn.now + timedelta(hours=bootstrap.shop().callback_within_hours)


def known_contact(turn: Turn) -> str | None:
    """Where the customer can be reached: the profile's address, the checkout's, or that of a proven order."""
    customer_id = turn.conversation.customer_id
    if customer_id is not None:
        return turn.store.customers.get(customer_id).email
    if turn.slot("customer_email"):
        return str(turn.slot("customer_email"))
    proofs = turn.store.orders.proofs(turn.id)
    return turn.store.orders.by_number(proofs[-1]).email if proofs else None


def say_with_wait(turn: Turn, response: str, **values: str) -> None:
    """Speak `response`, or its twin ending in `_wait` with the real waiting time where agents are here."""
    wait = turn.store.handoffs.typical_wait_seconds()
    if wait is not None and turn.store.handoffs.agents_online(turn.now):
        turn.say(f"{response}_wait", minutes=minutes(wait), **values)
    else:
        turn.say(response, **values)


def facts_at_hand(turn: Turn) -> dict[str, str]:
    """What an agent should not have to ask again: the need, the product talked about, the order, the basket."""
    talk = turn.fresh()
    products = turn.store.catalogue.many([*talk.basket.skus, *([talk.focus] if talk.focus else [])])
    facts = {
        **{key: value for key, value in (turn.slot(FACTS) or {}).items() if key in KEPT},
        "looking for": talk.need,
        "product": products[talk.focus].name if talk.focus and talk.focus in products else "",
        "basket": ", ".join(
            f"{line.quantity} {products[line.sku].name}" for line in talk.basket.lines if line.sku in products
        ),
        "orders": ", ".join(turn.store.orders.proofs(turn.id)),
        "trouble": "; ".join(case.summary for case in turn.store.cases.open_for(turn.id) if case.summary),
    }
    if facts["looking for"] == facts.get("what"):
        del facts["looking for"]
    return {key: value for key, value in facts.items() if value}


def topic_of(turn: Turn) -> str:
    """Whom it concerns: complaints where a case is open, orders where one was proven, else sales."""
    if turn.store.cases.open_for(turn.id):
        return "complaints"
    return "orders" if turn.store.orders.proofs(turn.id) else "sales"

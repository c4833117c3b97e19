"""Bringing in a person: what several actions share."""

from actions.turn import Turn
from sales.conversation import HandoffState
from sales.wording import minutes


def call_person(turn: Turn, *, reason: str, topic: str, need: dict[str, str], told: str = "") -> None:
    """Open the handoff with all that is known, say how long it takes, and be quiet from then on.

    `told` is the response that repeats a collected need back; without it the plain ones are spoken.
    """
    handoff = turn.store.handoffs.open(
        conversation_id=turn.id, reason=reason, topic=topic, need={**facts_at_hand(turn), **need}, now=turn.now
    )
    turn.leave_form()
    if handoff.state is HandoffState.LIVE:
        turn.say("utter_person_here")
        return
    if told:
        turn.say(told, **{key: need.get(key, "") for key in ("what", "when", "budget", "place", "contact")})
    if not turn.store.handoffs.agents_online(turn.now):
        turn.say("utter_nobody_online_contact_known" if need.get("contact") else "utter_nobody_online")
        return
    say_with_wait(turn, "utter_person_called")


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
        "looking for": talk.need,
        "product": products[talk.focus].name if talk.focus and talk.focus in products else "",
        "basket": ", ".join(
            f"{line.quantity} {products[line.sku].name}" for line in talk.basket.lines if line.sku in products
        ),
        "orders": ", ".join(turn.store.orders.proofs(turn.id)),
        "trouble": "; ".join(case.summary for case in turn.store.cases.open_for(turn.id) if case.summary),
    }
    return {key: value for key, value in facts.items() if value}


def topic_of(turn: Turn) -> str:
    """Whom it concerns: complaints where a case is open, orders where one was proven, else sales."""
    if turn.store.cases.open_for(turn.id):
        return "complaints"
    return "orders" if turn.store.orders.proofs(turn.id) else "sales"

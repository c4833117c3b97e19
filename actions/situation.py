"""The situation of an offer decision, read from the store."""

from collections.abc import Iterator

import bootstrap
from actions.turn import Turn
from sales import complements
from sales.age import stated_age
from sales.basket import Basket
from sales.customer import Customer
from sales.errors import NotFoundError
from sales.offer import Candidate
from sales.situation import Moment, Situation
from sales.tastes import Taste, guessed


def read_situation(turn: Turn, moment: Moment, anchors: tuple[str, ...], *, asked_for: bool = False) -> Situation:
    """Everything an offer decision may look at, as it stands now."""
    standing = turn.store.turns.standing(turn.id)
    talk = standing.conversation
    known = turn.store.catalogue.many([*talk.basket.skus, *anchors])
    basket = Basket(tuple(line for line in talk.basket.lines if line.sku in known))
    return Situation(
        conversation_id=turn.id,
        now=turn.now,
        moment=moment,
        anchors=tuple(sku for sku in anchors if sku in known),
        basket=basket,
        products=known,
        mood=talk.mood,
        owner=talk.owner.value,
        opted_out=talk.opted_out,
        asked_for=asked_for,
        open_cases=standing.open_cases,
        case_solved=standing.case_solved,
        handed_back_at=standing.handed_back_at,
        no_offers=standing.no_offers,
        customer=read_customer(turn),
        history=turn.store.offers.history(turn.id, turn.now),
        need=(turn.offer_about or {}).get("problem") or talk.need,
        age=stated_age(said_in(turn)),
        limits=bootstrap.limits(),
        tastes=read_tastes(turn),
        prices=turn.store.catalogue.price_book([*known, *anchors]),
    )


def said_in(turn: Turn) -> Iterator[str]:
    """All that the customer has written in this conversation, as far as the dialogue remembers."""
    return (str(event.get("text") or "") for event in turn.tracker.events if event.get("event") == "user")


def read_candidates(turn: Turn, situation: Situation) -> tuple[Candidate, ...]:
    """What the shop's relations propose for the situation's anchors, best first."""
    shelf = turn.store.catalogue.shelf(situation.anchors)
    return complements.candidates(situation, shelf.relations, {**shelf.products, **situation.products}, shelf.rules)


def read_tastes(turn: Turn) -> tuple[Taste, ...]:
    """What the customer said they like, then what their purchases suggest."""
    return (*turn.store.preferences.stated(turn.id), *guessed(turn.store, turn.conversation.customer_id))


def read_customer(turn: Turn) -> Customer | None:
    """The proven customer of this conversation, or None."""
    customer_id = turn.conversation.customer_id
    if customer_id is None:
        return None
    try:
        return turn.store.customers.get(customer_id)
    except NotFoundError:
        return None

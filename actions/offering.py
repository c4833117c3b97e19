"""Making an offer, and taking its answer: what several actions share."""

import bootstrap
from actions.situation import read_candidates, read_situation
from actions.turn import Turn
from sales import advisor, mentions
from sales.conversation import StoredOffer
from sales.customer import Mood
from sales.errors import ConflictError
from sales.offer import Candidate, Decision, Offer, OfferKind
from sales.situation import Moment, Situation
from sales.wording import listed

_RESPONSES = {
    OfferKind.COMPLEMENT: "utter_offer_complement",
    OfferKind.SERVICE: "utter_offer_service",
    OfferKind.REFILL: "utter_offer_refill",
    OfferKind.UPGRADE: "utter_offer_upgrade",
    OfferKind.PARTNER: "utter_offer_partner",
}


def consider(
    turn: Turn, moment: Moment, anchors: tuple[str, ...], *, asked_for: bool = False, named: str = ""
) -> Decision:
    """Decide, record, and speak the offer if there is one; the decision for silence is recorded too.

    `named` is what the customer asked for by name: where such a thing is proposed, nothing else is looked at.
    """
    situation = read_situation(turn, moment, anchors, asked_for=asked_for)
    candidates = read_candidates(turn, situation)
    such = [each for each in candidates if named and mentions.named(named, [each.product])]
    such = such or [each for each in candidates if named and mentions.called(named, each.product)]
    decision = advisor.decide(situation, such or candidates)
    if decision.offer is None:
        turn.store.offers.record(situation, decision, None)
        return decision
    reasons = {item.product.sku: reason_of(item) for item in decision.offer.items}
    saved = turn.store.offers.save(turn.id, decision, reasons, turn.now)
    turn.store.offers.record(situation, decision, saved.id)
    _speak(turn, situation, decision, saved)
    return decision


def reason_of(item: Candidate) -> str:
    """What the item does for the buyer: the relation's reason, else the first benefit, else what buyers before did."""
    told = item.relation.reason or next(iter(item.product.benefits), "")
    evidence = item.relation.evidence
    if told or evidence.together is None or evidence.out_of is None:
        return told
    return bootstrap.shop().bought_together.format(together=evidence.together, out_of=evidence.out_of)


def accept(turn: Turn, offer: StoredOffer, words: str) -> bool:
    """Put the offer's items into the basket and repeat what was agreed; False where it was answered before."""
    products = turn.store.catalogue.many(sku for sku, _, _ in offer.items)
    gone = [product.name for product in products.values() if not product.in_stock]
    if gone:
        turn.say("utter_offer_gone", names=listed(gone))
        return True
    try:
        turn.store.offers.answer(turn.id, offer.id, "accept", turn.now, words)
    except ConflictError:
        turn.say("utter_offer_answered_before")
        return False
    basket = turn.fresh().basket
    before = turn.store.catalogue.priced(basket).total
    for sku, _, _ in offer.items:
        basket = basket.add(sku)
    turn.store.conversations.set_basket(turn.id, basket)
    total = turn.store.catalogue.priced(basket).total
    names = listed([products[sku].name for sku, _, _ in offer.items if sku in products])
    turn.say(
        "utter_offer_accepted",
        names=names,
        price=turn.money(total - before, offer.currency),
        total=turn.money(total, offer.currency),
    )
    return True


def decline(turn: Turn, offer: StoredOffer, words: str, *, answer: str = "decline") -> bool:
    """Record the no; False where the offer was answered before. Nothing else changes."""
    try:
        turn.store.offers.answer(turn.id, offer.id, answer, turn.now, words)
    except ConflictError:
        return False
    return True


def offer_just_made(turn: Turn, offer: StoredOffer) -> bool:
    """Say whether the offer was spoken in the assistant's last turn, so that a plain yes can only mean it."""
    messages = 0
    for event in reversed(turn.tracker.events):
        if event.get("event") == "user":
            messages += 1
        elif event.get("event") == "bot" and messages == 1:
            custom = (event.get("data") or {}).get("custom") or {}
            if custom.get("offer") == offer.id:
                return True
        if messages > 1:
            return False
    return False


def is_upset(turn: Turn) -> bool:
    """Say whether the customer is unhappy now."""
    return turn.conversation.mood is Mood.UNHAPPY


def _reason_of_set(situation: Situation, offer: Offer) -> str:
    """What the set as a whole does, in the shop's words."""
    skus = {item.product.sku for item in offer.items}
    return next((each.reason for each in situation.prices.bundles if skus <= {sku for sku, _ in each.pieces}), "")


def _speak(turn: Turn, situation: Situation, decision: Decision, saved: StoredOffer) -> None:
    offer = decision.offer
    assert offer is not None
    first = offer.items[0]
    anchor = situation.products[first.relation.source]
    values = {
        "anchor": anchor.name,
        "name": first.product.name,
        "reason": reason_of(first),
        "price": turn.money(first.product.price if len(offer.items) > 1 else offer.price, offer.currency),
        "total": turn.money(offer.total_after, offer.currency),
        "supplier": first.product.partner or "",
        "more": turn.money(first.product.price - anchor.price, offer.currency),
    }
    if offer.kind is OfferKind.BUNDLE:
        values |= {
            "names": listed([item.product.name for item in offer.items]),
            "reason": _reason_of_set(situation, offer) or reason_of(first),
            "price": turn.money(offer.price, offer.currency),
            "before": turn.money(offer.price_before, offer.currency),
            "saving": turn.money(offer.price_before - offer.price, offer.currency),
        }
        turn.say("utter_offer_bundle", offer=saved.id, **values)
    elif first.service is not None:
        values |= {"service": first.service.name, "price": turn.money(offer.price, offer.currency)}
        turn.say("utter_offer_solution", offer=saved.id, **values)
    elif len(offer.items) > 1:
        second = offer.items[1]
        values |= {
            "second": second.product.name,
            "second_reason": reason_of(second),
            "second_price": turn.money(second.product.price, offer.currency),
        }
        turn.say("utter_offer_two", offer=saved.id, **values)
    elif first.relation.essential:
        turn.say("utter_offer_essential", offer=saved.id, **values)
    elif first.product.partner:
        turn.say("utter_offer_partner", offer=saved.id, **values)
    else:
        turn.say(_RESPONSES[offer.kind], offer=saved.id, **values)

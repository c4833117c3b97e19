"""Making an offer, and taking its answer: what several actions share."""

import re
from dataclasses import replace

import bootstrap
from actions.situation import read_candidates, read_situation
from actions.turn import Turn
from sales import advisor, mentions
from sales.catalogue import Origin, RelationKind
from sales.conversation import StoredOffer
from sales.customer import Mood
from sales.errors import ConflictError
from sales.naming import short_name
from sales.offer import Candidate, Decision, Offer, OfferKind, Reason
from sales.situation import Moment, Situation
from sales.wording import listed

_INCLUDED = re.compile(r"\b(?:comes? with|included?|includes?|in the box|part of it|as well)\b", re.I)
_RESPONSES = {
    OfferKind.COMPLEMENT: "utter_offer_complement",
    OfferKind.SERVICE: "utter_offer_service",
    OfferKind.REFILL: "utter_offer_refill",
    OfferKind.UPGRADE: "utter_offer_upgrade",
    OfferKind.PARTNER: "utter_offer_partner",
}


def consider(
    turn: Turn,
    moment: Moment,
    anchors: tuple[str, ...],
    *,
    asked_for: bool = False,
    named: str = "",
    kind: RelationKind | None = None,
    needed_only: bool = False,
    nothing_else: bool = False,
) -> Decision:
    """Decide, record, and speak the offer if there is one; the decision for silence is recorded too.

    `named` is what the customer asked for by name, `kind` by kind: where such a thing is proposed, nothing else is
    looked at, and with `nothing_else` never. `needed_only` offers nothing but what the device does not work without.
    """
    situation = read_situation(turn, moment, anchors, asked_for=asked_for)
    candidates = read_candidates(turn, situation)
    such = [each for each in candidates if named and mentions.named(named, [each.product])]
    # Of "wall mount" the last word is the thing.
    such = such or [
        each for each in candidates if named and mentions.called(named.rsplit(maxsplit=1)[-1], each.product)
    ]
    such = such or [each for each in candidates if kind is not None and each.relation.kind is kind]
    held = turn.offers_closed
    situation = replace(situation, held=held, needed_only=needed_only)
    decision = advisor.decide(situation, such if nothing_else else such or candidates)
    if decision.offer is None or held:
        # The door's own word counts even where no rule here would keep quiet.
        decision = replace(decision, offer=None, reason=decision.reason or Reason.HELD_BY_DIALOGUE)
        turn.store.offers.record(situation, decision, None)
        return decision
    reasons = {item.product.sku: reason_of(item) for item in decision.offer.items}
    saved = turn.store.offers.save(turn.id, decision, reasons, turn.now)
    turn.store.offers.record(situation, decision, saved.id)
    _speak(turn, situation, decision, saved, separate=bool(named and such and _INCLUDED.search(turn.text)))
    return decision


def reason_of(item: Candidate) -> str:
    """What the item does for the buyer: the relation's reason, else the first benefit, else what speaks for it."""
    told = item.relation.reason or next(iter(item.product.benefits), "")
    evidence = item.relation.evidence
    if not told and evidence.origin in (Origin.ATTRIBUTE, Origin.TEXT):
        return bootstrap.shop().made_for
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
        "utter_offer_accepted" if len(offer.items) == 1 else "utter_offer_accepted_two",
        names=names,
        price=turn.money(total - before, offer.currency),
        total=turn.money(total, offer.currency),
    )
    _ask_about_the_device(turn, offer)
    return True


def anchor_of(turn: Turn, offer: StoredOffer) -> str | None:
    """The SKU of what the offer was made for, from its recorded decision."""
    decision = turn.store.offers.last_decision(turn.id)
    if decision is None or decision["offer_id"] != offer.id:
        return None
    return next((each["anchor"] for each in decision["candidates"] if each["reason"] is None), None)


def _ask_about_the_device(turn: Turn, offer: StoredOffer) -> None:
    """What the addition is for may not be in the basket yet: the customer may want it, or have one at home."""
    device = next(iter(turn.products([anchor_of(turn, offer)])), None)
    if device is None or device.sku in turn.conversation.basket.skus or not device.in_stock:
        return
    turn.focus(device)
    turn.say("utter_device_too", name=short_name(device), price=turn.price(device))
    turn.ask("add_focus")


def named_items(turn: Turn, offer: StoredOffer | None) -> str:
    """The names of what is offered, as a sentence lists them; empty without an offer."""
    if offer is None:
        return ""
    found = turn.store.catalogue.many(sku for sku, _, _ in offer.items)
    return listed([found[sku].name for sku, _, _ in offer.items if sku in found])


def decline(turn: Turn, offer: StoredOffer, words: str, *, answer: str = "decline") -> bool:
    """Record the no; False where the offer was answered before. Nothing else changes."""
    try:
        turn.store.offers.answer(turn.id, offer.id, answer, turn.now, words)
    except ConflictError:
        return False
    return True


def offer_just_made(turn: Turn, offer: StoredOffer) -> bool:
    """Say whether the offer was spoken in the assistant's last turn, so that a plain yes can only mean it."""
    return offer.id in _offers_spoken(turn, 1)


def offered_lately(turn: Turn) -> bool:
    """Say whether one of the assistant's last two turns made an offer: another one would be pushing."""
    return bool(_offers_spoken(turn, 2))


def _offers_spoken(turn: Turn, turns: int) -> list[str]:
    """The offers made in the assistant's last so many turns before this message."""
    messages, found = 0, []
    for event in reversed(turn.tracker.events):
        if event.get("event") == "user":
            messages += 1
        elif event.get("event") == "bot" and messages >= 1:
            custom = (event.get("data") or {}).get("custom") or {}
            found += [custom["offer"]] if custom.get("offer") else []
        if messages > turns:
            break
    return found


def is_upset(turn: Turn) -> bool:
    """Say whether the customer is unhappy now."""
    return turn.conversation.mood is Mood.UNHAPPY


def _reason_of_set(situation: Situation, offer: Offer) -> str:
    """What the set as a whole does, in the shop's words."""
    skus = {item.product.sku for item in offer.items}
    return next((each.reason for each in situation.prices.bundles if skus <= {sku for sku, _ in each.pieces}), "")


def _speak(turn: Turn, situation: Situation, decision: Decision, saved: StoredOffer, *, separate: bool = False) -> None:
    """One short sentence; the card beside it has the rest. `separate` answers whether it comes with the device."""
    offer = decision.offer
    assert offer is not None
    first, second = offer.items[0], offer.items[-1]
    anchor = situation.products[first.relation.source]
    values = {
        "anchor": short_name(anchor),
        "name": short_name(first.product),
        "second": short_name(second.product),
        "reason": reason_of(first),
        "price": turn.money(offer.price, offer.currency),
        "total": turn.money(offer.total_after, offer.currency),
        "supplier": first.product.partner or "",
        "more": turn.money(first.product.price - anchor.price, offer.currency),
    }
    if offer.kind is OfferKind.BUNDLE:
        values |= {
            "names": listed([short_name(item.product) for item in offer.items]),
            "reason": _reason_of_set(situation, offer) or reason_of(first),
            "before": turn.money(offer.price_before, offer.currency),
            "saving": turn.money(offer.price_before - offer.price, offer.currency),
        }
    elif first.service is not None:
        values |= {"service": first.service.name}
    told = "utter_offer_separate" if separate and len(offer.items) == 1 else _response_for(situation, offer)
    turn.say(told, offer=saved.id, **values)


def _response_for(situation: Situation, offer: Offer) -> str:
    """The response for the offer: a total is only spoken of where the device is in the basket too."""
    first = offer.items[0]
    if offer.kind is OfferKind.BUNDLE:
        return "utter_offer_bundle"
    if first.service is not None:
        return "utter_offer_solution"
    if len(offer.items) > 1 and first.relation.source not in situation.basket.skus:
        return "utter_offer_two_alone"
    if len(offer.items) > 1:
        return "utter_offer_two_essential" if first.relation.essential else "utter_offer_two"
    if offer.kind is OfferKind.UPGRADE:
        return _RESPONSES[offer.kind]
    if first.product.partner:
        return "utter_offer_partner"
    if first.relation.source not in situation.basket.skus:
        return "utter_offer_alone"
    return "utter_offer_essential" if first.relation.essential else _RESPONSES[offer.kind]

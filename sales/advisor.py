"""The decision: an offer of one or two things, or silence, with every reason kept."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import chain

from sales.catalogue import RelationKind
from sales.offer import Candidate, Decision, Offer, OfferKind, Reason, Verdict
from sales.pricing import Priced, price
from sales.rules import CANDIDATE, SILENCE
from sales.situation import Situation

_KINDS = {
    RelationKind.COMPLEMENT: OfferKind.COMPLEMENT,
    RelationKind.SERVICE: OfferKind.SERVICE,
    RelationKind.REFILL: OfferKind.REFILL,
    RelationKind.UPGRADE: OfferKind.UPGRADE,
    RelationKind.BUNDLE: OfferKind.COMPLEMENT,
    RelationKind.PARTNER: OfferKind.PARTNER,
}


def decide(situation: Situation, ranked: Iterable[Candidate]) -> Decision:
    """Judge `ranked` candidates (best first) in `situation`; never raises for lack of anything to offer."""
    candidates = tuple(ranked)
    for rule in SILENCE:
        if reason := rule(situation):
            verdicts = tuple(_verdict(candidate, reason) for candidate in candidates)
            return Decision(None, reason, verdicts, candidates)
    reasons = [_dropped_for(situation, candidate) for candidate in candidates]
    passed = [candidate for candidate, reason in zip(candidates, reasons, strict=True) if reason is None]
    chosen = _choose(situation, passed)
    # By place: of two candidates that are alike in everything, one was chosen.
    taken = {candidates.index(each) for each in chosen}
    verdicts = tuple(
        _verdict(candidate, reason or (None if place in taken else Reason.OVER_LIMIT))
        for place, (candidate, reason) in enumerate(zip(candidates, reasons, strict=True))
    )
    if not chosen:
        return Decision(None, Reason.NOTHING_QUALIFIES, verdicts, candidates)
    return Decision(_offer(situation, chosen), None, verdicts, candidates)


def _dropped_for(situation: Situation, candidate: Candidate) -> Reason | None:
    return next((reason for rule in CANDIDATE if (reason := rule(situation, candidate))), None)


def _items_at_most(situation: Situation) -> int:
    """Two things may be offered once, and whenever the customer asks; after that one at a time, or it is pushing."""
    if situation.asked_for or not situation.history.in_conversation:
        return situation.limits.items_per_offer
    return min(1, situation.limits.items_per_offer)


def _choose(situation: Situation, passed: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The best, with what fills a bundle with it, or with the next one that goes beside it."""
    if not passed:
        return ()
    most = _items_at_most(situation)
    chosen = _filling_a_bundle(situation, passed, most) or list(passed[:1])
    for candidate in passed:
        if len(chosen) < most and _goes_beside(candidate, chosen):
            chosen.append(candidate)
    return tuple(chosen)


def _filling_a_bundle(situation: Situation, passed: Sequence[Candidate], most: int) -> list[Candidate]:
    """The best candidate and whatever else its bundle still lacks, where one offer can fill it; else nothing."""
    by_sku = {candidate.product.sku: candidate for candidate in reversed(passed) if _may_stand_beside(candidate)}
    for bundle in situation.prices.bundles:
        lacking = {sku: count - situation.basket.quantity(sku) for sku, count in bundle.pieces}
        wanted = [sku for sku, count in lacking.items() if count > 0]
        if passed[0].product.sku not in wanted or len(wanted) > most or max(lacking.values()) > 1:
            continue
        if all(sku in by_sku for sku in wanted):
            found = sorted((by_sku[sku] for sku in wanted), key=passed.index)
            if bundle in _priced(situation, found).bundles:
                return found
    return []


def _goes_beside(candidate: Candidate, chosen: Sequence[Candidate]) -> bool:
    if not all(map(_may_stand_beside, (candidate, *chosen))):
        return False
    return all(
        candidate.product.sku != other.product.sku
        and candidate.product.category != other.product.category
        and other.product.sku not in candidate.apart
        for other in chosen
    )


def _may_stand_beside(candidate: Candidate) -> bool:
    """An upgrade is never mixed, a partner's item is disclosed by itself, a solution is two things already."""
    alone = candidate.relation.kind is RelationKind.UPGRADE or candidate.product.partner or candidate.service
    return not alone


def _offer(situation: Situation, chosen: tuple[Candidate, ...]) -> Offer:
    items = tuple(chain.from_iterable(_with_service(candidate) for candidate in chosen))
    before, after = _priced(situation, ()), _priced(situation, items)
    filled = len(after.bundles) > len(before.bundles)
    kinds = {_KINDS[candidate.relation.kind] for candidate in chosen}
    # Brushes and a second vacuum are no refill: what they have in common is that they go with it.
    kind = kinds.pop() if len(kinds) == 1 else OfferKind.COMPLEMENT
    return Offer(
        kind=OfferKind.BUNDLE if filled else kind,
        items=items,
        price=after.total - before.total,
        price_before=sum((item.product.price_before or item.product.price for item in items), Decimal(0)),
        total_after=after.total,
        currency=chosen[0].product.currency,
    )


def _with_service(candidate: Candidate) -> tuple[Candidate, ...]:
    """The candidate, and the service it is inseparable from as an item of its own (R14)."""
    service = candidate.service
    if service is None:
        return (candidate,)
    reason = next(iter(service.benefits), "")
    relation = replace(candidate.relation, kind=RelationKind.SERVICE, target=service.sku, essential=True, reason=reason)
    return candidate, Candidate(service, relation, candidate.fits, candidate.relevance)


def _priced(situation: Situation, items: Iterable[Candidate]) -> Priced:
    basket, products = situation.basket, dict(situation.products)
    for item in items:
        basket = basket.add(item.product.sku)
        products[item.product.sku] = item.product
    return price(basket, products, situation.prices)


def _verdict(candidate: Candidate, reason: Reason | None) -> Verdict:
    return Verdict(candidate.product.sku, candidate.relation.source, reason, candidate.relevance)

"""The decision: an offer of one or two things, or silence, with every reason kept."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from sales.catalogue import RelationKind
from sales.offer import Candidate, Decision, Offer, OfferKind, Reason, Verdict
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
    chosen = _choose(passed, situation.limits.items_per_offer)
    verdicts = tuple(
        _verdict(candidate, reason or (None if candidate in chosen else Reason.OVER_LIMIT))
        for candidate, reason in zip(candidates, reasons, strict=True)
    )
    if not chosen:
        return Decision(None, Reason.NOTHING_QUALIFIES, verdicts, candidates)
    return Decision(_offer(situation, chosen), None, verdicts, candidates)


def _dropped_for(situation: Situation, candidate: Candidate) -> Reason | None:
    return next((reason for rule in CANDIDATE if (reason := rule(situation, candidate))), None)


def _choose(passed: Sequence[Candidate], most: int) -> tuple[Candidate, ...]:
    """The best, and behind it the next ones that differ in product and category and do not mix with an upgrade."""
    chosen: list[Candidate] = []
    for candidate in passed:
        if len(chosen) == most:
            break
        if not chosen or _goes_beside(candidate, chosen):
            chosen.append(candidate)
    return tuple(chosen)


def _goes_beside(candidate: Candidate, chosen: Sequence[Candidate]) -> bool:
    if RelationKind.UPGRADE in {candidate.relation.kind, *(other.relation.kind for other in chosen)}:
        return False
    return all(
        candidate.product.sku != other.product.sku and candidate.product.category != other.product.category
        for other in chosen
    )


def _offer(situation: Situation, chosen: tuple[Candidate, ...]) -> Offer:
    price = sum((candidate.product.price for candidate in chosen), Decimal(0))
    return Offer(
        kind=_KINDS[chosen[0].relation.kind],
        items=chosen,
        price=price,
        price_before=price,
        total_after=situation.basket.total(situation.products) + price,
        currency=chosen[0].product.currency,
    )


def _verdict(candidate: Candidate, reason: Reason | None) -> Verdict:
    return Verdict(candidate.product.sku, candidate.relation.source, reason, candidate.relevance)

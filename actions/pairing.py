"""Which two things a question of fit is about: an accessory and the device that it has to suit."""

from collections.abc import Sequence

from actions.situation import read_customer
from actions.turn import Turn
from sales.catalogue import Product
from sales.compatibility import Fit, FitRule, judge

Judged = tuple[Product, Product, Fit]


def among_named(rules: Sequence[FitRule], named: Sequence[tuple[Product, ...]]) -> Judged | None:
    """The two that were named; a name that several products bear means the one of them that fits."""
    pairs = [
        (accessory, device)
        for ours in named
        for theirs in named
        if ours is not theirs
        for accessory in ours
        for device in theirs[:1]
    ]
    judged = [(*pair, judge(rules, *pair)) for pair in pairs if _ruled(rules, *pair)]
    return next((each for each in judged if each[2] is Fit.FITS), judged[0] if judged else None)


def with_around(rules: Sequence[FitRule], named: Sequence[Product], around: Sequence[Product]) -> Judged | None:
    """The named one with the first thing at hand that it can be for, or two things at hand.

    Of several of a kind it is the one that fits.
    """
    known = [*named, *around]
    pairs = [(one, other) for one in known for other in known if one.sku != other.sku]
    judged = [(*pair, judge(rules, *pair)) for pair in pairs if _ruled(rules, *pair)]
    first = [each for each in judged if each[1].sku == judged[0][1].sku]
    return next((each for each in first if each[2] is Fit.FITS), judged[0] if judged else None)


def _ruled(rules: Sequence[FitRule], accessory: Product, device: Product) -> bool:
    return any(rule.products == accessory.category and rule.fit == device.category for rule in rules)


def at_hand(turn: Turn) -> list[Product]:
    """What the conversation is about beside the words: focus, page, basket, shown, owned."""
    talk = turn.conversation
    customer = read_customer(turn)
    owned = list(customer.owned)[-20:] if customer else []
    offer = turn.store.offers.waiting(turn.id)
    offered = [sku for sku, _, _ in offer.items] if offer else []
    skus = [*offered, talk.focus, talk.page_sku, *(line.sku for line in talk.basket.lines), *talk.shown, *owned]
    return turn.products(skus)

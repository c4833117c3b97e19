"""Makes of things: another make of what fits a device, and makes that a customer weighs against each other."""

import re
from collections.abc import Sequence

from actions.judging import kinds_around
from actions.looking import CARDS, INTEREST
from actions.suiting import called, kind_beside, suiting, tell_none_fits, wanted_and_devices
from actions.turn import Turn
from sales import mentions
from sales.catalogue import Product
from sales.features import described
from sales.naming import kind_name, short_name
from sales.ports import Query
from sales.sides import sides_in
from sales.wording import listed

_OTHER_MAKE = re.compile(
    r"\b(?:(?:third|3rd)[- ]?party|no[- ]?name|off[- ]?brand|generic|aftermarket|non[- ]?(?:original|oem|genuine)"
    r"|(?:an)?other (?:brand|make|manufacturer)s?|different (?:brand|make|manufacturer)s?|knock[- ]?offs?"
    r"|refilled|remanufactured|compatible (?:inks?|toners?|cartridges?|batter(?:y|ies)|bags|filters?|capsules|pods))\b",
    re.I,
)
_A_CHOICE, _NEAREST = 6, 3
_PAGE = 200


def tell_other_makes(turn: Turn) -> bool:
    """Answer "ink from another brand that fits": by whom the things are that fit the device; False where not asked."""
    if not _OTHER_MAKE.search(turn.text):
        return False
    wanted, devices = wanted_and_devices(turn)
    device = _device(turn, [*devices, *wanted])
    said = next((each for each in wanted if device is None or device not in called(turn, each)), "")
    if not said or device is None:
        return False
    kind = kind_beside(turn, said, [device.category.replace("-", " ")])
    things = turn.store.catalogue.browse(kind, limit=_PAGE) if kind else called(turn, said)
    near = turn.store.catalogue.search(Query(f"{said} {device.name}", limit=_PAGE))
    kinds = {product.category for product in things}
    things = [*things, *(hit.product for hit in near if hit.product.category in kinds)]
    fitting = list({each.sku: each for each in suiting(turn, things, [device]) if each.in_stock}.values())
    if not fitting:
        tell_none_fits(turn, said, things, device)
        return True
    fitting.sort(key=lambda product: (product.brand == device.brand, product.price))
    _tell_makes(turn, fitting[:CARDS], device)
    return True


def _tell_makes(turn: Turn, cards: list[Product], device: Product) -> None:
    turn.show(cards)
    foreign = [product for product in cards if product.brand != device.brand]
    values = {"device": short_name(device), "name": cards[0].name, "price": turn.price(cards[0])}
    if foreign:
        turn.say("utter_other_makes", products=foreign, brands=listed(_brands(foreign)), **values)
    else:
        turn.say("utter_own_make_only", products=cards, brand=device.brand, **values)


def _device(turn: Turn, said: Sequence[str]) -> Product | None:
    """The device that the thing is for: named, talked about, looked at, or in the basket."""
    fitted = {rule.fit for rule in turn.store.catalogue.fit_rules()}
    talk = turn.conversation
    around = turn.products([talk.focus, talk.page_sku, *(line.sku for line in reversed(talk.basket.lines))])
    named = [product for each in said if mentions.with_figures(each) for product in called(turn, each)[:1]]
    return next((each for each in [*named, *around] if each.category in fitted), None)


def tell_makes_weighed(turn: Turn) -> bool:
    """Answer "sony or canon?" where one or both are no make of this shop; False where no such choice is named."""
    sides = sides_in(turn.text)
    if sides is None or len(turn.text.split()) > _A_CHOICE:
        return False
    names = [next((word for word in said[::-1] if not _kind(turn, word)), "") for said in sides]
    if not all(names) or any(any(char.isdigit() for char in name) for name in names):
        return False
    near = {name: [hit.product for hit in turn.store.catalogue.search(Query(name, limit=_NEAREST))] for name in names}
    known = [name for name in names if any(_said(name) <= described(each) for each in near[name])]
    kind = next(iter(kinds_around(turn)), None) or next((_kind(turn, word) for word in turn.text.split()), None)
    makes = [name for name in known if any(_said(name) <= _said(each.brand) for each in near[name])]
    if len(makes) < len(known) or len(known) == len(names) or (known and kind is None):
        return False
    if kind is None:
        turn.say("utter_makes_unknown", first=names[0], second=names[1])
        turn.ask(INTEREST)
        return True
    sold = [product for product in turn.store.catalogue.browse(kind, limit=_PAGE) if product.in_stock]
    ours = [each for each in sold if known and _said(known[0]) <= _said(each.brand)]
    _tell_ours(turn, ours or sold, [name for name in names if name not in known or not ours])
    return True


def _tell_ours(turn: Turn, sold: list[Product], missing: list[str]) -> None:
    each_make = {product.brand: product for product in sorted(sold, key=lambda each: each.price, reverse=True)}
    cards = list(each_make.values()) if len(each_make) > 1 else sorted(sold, key=lambda each: each.price)
    cards = cards[:CARDS]
    turn.show(cards)
    kind = kind_name(sold[0].category)
    turn.store.conversations.set_need(turn.id, kind)
    told = "utter_makes_neither" if len(missing) > 1 else "utter_make_missing"
    turn.say(told, products=cards, missing=missing[0], thing=kind, brands=listed(_brands(sold)))


def _said(text: str) -> set[str]:
    return set(mentions.words(text))


def _kind(turn: Turn, word: str) -> str | None:
    return mentions.category_called(word.strip("?.!,"), turn.kinds)


def _brands(products: Sequence[Product]) -> list[str]:
    return list(dict.fromkeys(product.brand for product in products))

"""What suits the thing that the customer has already: "a case for my X2"."""

import re
from collections.abc import Sequence

from actions.before import named_before
from actions.saying import in_shop_words
from actions.turn import Turn
from sales import mentions
from sales.catalogue import Product
from sales.compatibility import Fit, judge
from sales.naming import kind_name, kind_of, short_name
from sales.ports import Query
from sales.wording import listed

ARRIVAL = "arrival"
_SEARCHED = 30
_A_STORY = 14
_WISHES = re.compile(
    r"\b(?:look(?:ing)? for|search(?:ing)? for|(?:i|we)(?:'d| would)? (?:need|want|like)|in need of)\b", re.I
)
_OTHERS = 3
_NAME_AT_MOST = 3
_MINE = re.compile(r"\b(?:my|our)\s+(?P<thing>[\w-]+(?:\s+[\w-]+)?)", re.I)
_OWN = re.compile(r"\b(?:my|our|his|her|their)\s+(?:[\w-]+\s+)?$", re.I)
# "Pictures from my phone": the phone is there already.
_ON_OWN = re.compile(
    r"\b(?:from|with|on|in|into|onto|to|behind|under)\s+(?:my|our|his|her|their)\s+(?:[\w-]+\s+)?$", re.I
)
_OWN_KIND = re.compile(r"\b(?:my|our)\s+([\w-]+)", re.I)
_LACKS = re.compile(
    r"\s+(?:is|are|was|has|have|had|ran|runs?|needs?|lost|keeps?|takes?|dies|died|never lasts?|always)\b", re.I
)
# "For my camera, a Vanta Z3".
_BY_ITS_NAME = re.compile(
    r"\bfor\s+(?:my|our|his|her|their)\s+(?:[\w-]+\s+)?[\w-]+\s*,\s*(?:(?:an?|the|it'?s an?)\s+)?$", re.I
)
# "Looking for a television" is no case for one.
_SEEK = "".join(rf"(?<!{verb} )" for verb in ("look", "looking", "search", "searching", "shopping", "ask", "asking"))
_FOR = re.compile(_SEEK + r"\bfor\s+(?:(?:my|the|an?|our|his|her|their|this|that|your)\s+)?(?:[\w-]+\s+)?$", re.I)


def wanted_and_devices(turn: Turn) -> tuple[list[str], list[str]]:
    """The named products, apart: those that are wanted, and the devices that they have to suit.

    A device stands behind "for", or is the customer's own and in want of something: "my printer is out of ink".
    """
    wanted: list[str] = []
    devices: list[str] = []
    begins = wish_begins(turn.text)
    for each in turn.entities:
        if each.get("entity") == "product" and each.get("start", begins) >= begins:
            start = each.get("start")
            before, after = (turn.text[:start], turn.text[each.get("end", 0) :]) if isinstance(start, int) else ("", "")
            lacks = _OWN.search(before) and _LACKS.match(after)
            is_device = lacks or any(cue.search(before) for cue in (_FOR, _ON_OWN, _BY_ITS_NAME))
            (devices if is_device else wanted).append(str(each["value"]))
    if not wanted and not devices:
        devices = _unmarked_device(turn)
    elif not wanted:
        wanted = _unmarked_wish(turn, devices[0])
    return list(dict.fromkeys(wanted)), list(dict.fromkeys(devices))


def wish_begins(text: str) -> int:
    """Where the wish stands in a long story, right behind "I was looking for"; 0 where it is no such story."""
    cues = list(_WISHES.finditer(text)) if len(text.split()) > _A_STORY else []
    return cues[-1].end() if cues and text[cues[-1].end() :].split() else 0


def _unmarked_wish(turn: Turn, device: str) -> list[str]:
    """The thing right before "for", where extraction marked the device alone: "cover for aurora x2"."""
    behind = rf"\s+for\s+(?:(?:my|the|an?|our|his|her|their)\s+)?{re.escape(device)}"
    found = re.search(rf"([\w-]+){behind}", turn.text, re.I)
    return [found[1]] if found and mentions.words(found[1]) and called(turn, found[1]) else []


def _unmarked_device(turn: Turn) -> list[str]:
    """The kind of thing behind "my" that lacks something, where extraction marked none: "my phone dies when hiking"."""
    own = _OWN_KIND.search(turn.text)
    kind = own and _LACKS.match(turn.text[own.end() :]) and mentions.category_called(own[1], turn.kinds)
    return [own[1]] if own and kind else []


def owned_devices(turn: Turn) -> list[Product]:
    """The products behind "for", where something else is wanted for them."""
    wanted, devices = wanted_and_devices(turn)
    kinds = {mentions.category_called(in_shop_words(turn, said), turn.kinds) for said in wanted}
    found = [product for said in (devices if wanted else ()) for product in called(turn, said)]
    # "Pods for the capso" are for the machine of that name, and for no pods.
    return [product for product in found if product.category not in kinds]


def for_devices(turn: Turn) -> str:
    """ "For the Aurora X2", or "for your phone" where no model is told; empty where nothing is wanted for a device."""
    own = owned_devices(turn)
    if not own:
        return ""
    said = wanted_and_devices(turn)[1][0]
    if not mentions.category_called(said, turn.kinds):
        return f"for the {short_name(own[0])}"
    return "" if turn.slips & set(mentions.spoken(said)) else f"for your {said}"


def kind_beside(turn: Turn, said: str, beside: Sequence[str]) -> str | None:
    """The kind that a bare name means beside other things: with a camera "a bag" is a camera bag; None where none is.

    A name that is a kind by itself stays what it is, unless there is a kind of it for those: camera batteries.
    """
    if not said:
        return None
    if own := mentions.category_called(said, turn.kinds):
        models = [other for other in beside if mentions.with_figures(other)]
        beside = [*beside, *(each.category.replace("-", " ") for other in models for each in called(turn, other)[:1])]
        found = [mentions.category_called(f"{other} {said}", turn.kinds) for other in _apart(beside)]
        # With a bag beside it, a camera is no camera bag.
        return next((kind for kind in found if kind and kind != own and kind.endswith(f"-{own}")), None)
    # Whole first, then word by word: beside a coffee machine "a filter" is a coffee filter.
    found = (mentions.category_called(f"{other} {said}", turn.kinds) for other in _apart(beside))
    return next(filter(None, found), None)


def _apart(beside: Sequence[str]) -> list[str]:
    return list(dict.fromkeys([*beside, *(word for other in beside for word in mentions.words(other))]))


def called(turn: Turn, said: str) -> tuple[Product, ...]:
    """The catalogue's products of that name, the closest only."""
    hits = turn.store.catalogue.search(Query(said, limit=_SEARCHED))
    return mentions.named(in_shop_words(turn, said), [hit.product for hit in hits])


def suiting(turn: Turn, found: Sequence[Product], devices: Sequence[Product]) -> list[Product]:
    """Those of the found that surely fit one of the devices, which are left out themselves; all without devices.

    What is made for such devices comes first: a network cable fits no phone less than a lamp does, but is not for one.
    """
    if not devices:
        return list(found)
    rules = turn.store.catalogue.fit_rules()
    own = {product.category for product in devices}
    made = {rule.products for rule in rules if rule.fit in own}
    fitting = [
        product
        for product in found
        if product.category not in own and any(judge(rules, product, device) is Fit.FITS for device in devices)
    ]
    return sorted(fitting, key=lambda product: product.category not in made)


def suiting_at_hand(turn: Turn, found: Sequence[Product], said: str) -> list[Product]:
    """Without a device named: of what is made for such as the one talked about or looked at, only what fits it.

    "And a case", after the Aurora X2 or on its page, is one for the X2.
    """
    named = [said for said in named_before(turn) if mentions.with_figures(said)]
    models = [product for said in named[:1] for product in called(turn, said)[:1]]
    at_hand = [*turn.products([turn.conversation.focus, turn.conversation.page_sku]), *models]
    device = next((each for each in at_hand if made_to_fit(turn, found, each)), None)
    if device is None:
        own = _of_its_own(turn, said, at_hand[:1])
        return [*own, *(each for each in found if not mentions.named(said, [each]))] if own else list(found)
    things = made_to_fit(turn, found, device)
    kinds = {product.category for product in things}
    more = turn.store.catalogue.search(Query(f"{said} {device.name}", limit=_SEARCHED, only_in_stock=True))
    fitting = suiting(turn, [*(hit.product for hit in more if hit.product.category in kinds), *things], [device])
    # A headphone case is another reading of the word, and not meant beside a phone.
    others = [each for each in found if each.category not in kinds and not mentions.named(said, [each])]
    return [*fitting, *others] if fitting else list(found)


def _of_its_own(turn: Turn, said: str, devices: Sequence[Product]) -> list[Product]:
    """What is called so and fits the device talked about: beside an air conditioner "the filter" is no purifier's."""
    if not turn.values("product") or mentions.with_figures(said) or mentions.category_called(said, turn.kinds):
        return []
    near = [
        hit.product
        for device in devices
        for hit in turn.store.catalogue.search(Query(f"{said} {device.name}", limit=_SEARCHED, only_in_stock=True))
        if mentions.named(said, [hit.product])
    ]
    return (
        suiting(turn, [each for device in devices for each in made_to_fit(turn, near, device)], devices) if near else []
    )


def kinds_owned(turn: Turn) -> set[str]:
    """The kinds of what a purpose calls the customer's own: "for cleaning my coffee machine" wants none."""
    found = (words["thing"] for purpose in turn.values("purpose") for words in _MINE.finditer(purpose))
    return {kind for said in found if (kind := mentions.category_called(said, turn.kinds))}


def made_to_fit(turn: Turn, things: Sequence[Product], device: Product) -> list[Product]:
    """Those of the things whose fit with such devices is declared: phone cases for a phone, not headphone cases."""
    ruled = {rule.products for rule in turn.store.catalogue.fit_rules() if rule.fit == device.category}
    return [product for product in things if product.category in ruled]


def narrow_to_device(turn: Turn) -> bool:
    """After things of a kind were shown, "it's the Odra P3" names what they have to fit: show those that do.

    False where no device is named, what was shown is not made for such devices, or none fits.
    """
    said = " ".join(turn.values("product") or mentions.with_figures(turn.text))
    if re.search(rf"(?<!\bis )(?<!\bits )(?<!\bit's )\ban?\s+(?:[\w-]+\s+)?{re.escape(said)}", turn.text, re.I):
        # "And a motion sensor" wants one, "it's a Study 15" has one.
        return False
    device = next(iter(called(turn, said)), None) if said and turn.shown else None
    if device is None or device.sku in turn.conversation.shown:
        return False
    things = made_to_fit(turn, turn.shown, device)
    if not things:
        return False
    hits = turn.store.catalogue.search(
        Query(f"{turn.conversation.need or things[0].category} {device.name}", limit=_SEARCHED, only_in_stock=True)
    )
    kinds = {product.category for product in things}
    candidates = [*(hit.product for hit in hits if hit.product.category in kinds), *things]
    fitting = list({product.sku: product for product in suiting(turn, candidates, [device])}.values())[:_OTHERS]
    if not fitting:
        return False
    turn.show(fitting)
    turn.say("utter_these_fit", products=fitting, device=short_name(device))
    return True


def tell_not_in_shop(turn: Turn, said: str) -> None:
    """Say that there is no such thing; its name is repeated where it is short and spelt right."""
    spoken = mentions.spoken(said)
    owner = re.search(rf"{re.escape(said)}(?:['’]s?|s['’])(?!\w)", turn.text, re.I)  # noqa: RUF001
    if spoken and not owner and len(spoken) <= _NAME_AT_MOST and not turn.slips & set(spoken):
        turn.say("utter_not_in_shop", said=said)
    else:
        turn.say("utter_not_in_shop_unnamed")


def tell_none_fits(turn: Turn, said: str, things: Sequence[Product], device: Product) -> None:
    """Say that none of the `things` (called `said`) fits, what they are for, and offer to have the customer told."""
    kind, name = kind_of(said, things) or kind_name(things[0].category), short_name(device)
    others = _made_for(things, device)
    if others:
        turn.say("utter_none_fits", kind=kind, device=name, others=listed(others))
    else:
        turn.say("utter_none_fits_short", kind=kind, device=name)
    turn.focus(device)
    turn.ask(f"{ARRIVAL} {kind} for the {name}")


def _made_for(things: Sequence[Product], device: Product) -> list[str]:
    """The models that the things are made for, those of the device's own brand where there are any; three at most."""
    brand = device.brand
    near = sorted(things, key=lambda product: not any(brand in value for value in _models(product)))
    models = list(dict.fromkeys(value for product in near for value in _models(product)))
    own = [model for model in models if brand and model.startswith(brand)]
    mine = set(mentions.words(next(iter(device.attributes.get("model", ())), device.name)))
    chosen = sorted(own or models, key=lambda model: -len(set(mentions.words(model)) & mine))[:_OTHERS]
    return [f"the {chosen[0]}", *(model.removeprefix(f"{brand} ") for model in chosen[1:])] if chosen else []


def _models(product: Product) -> tuple[str, ...]:
    return tuple(product.attributes.get("fits_model", ()))

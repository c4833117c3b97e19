"""What a customer says they have already: it is noted for what comes next, and never put into a basket."""

import re
from collections.abc import Sequence

from actions.suiting import called, narrow_to_device, wanted_and_devices
from actions.turn import Turn
from sales import mentions
from sales.catalogue import Product
from sales.naming import short_name

_OPENS = r"^\W*(?:(?:ok(?:ay)?|well|so|and|but|yes|yeah|yep|no|hi|hello|hey|sorry|btw|actually)\W+)*"
_HAS = re.compile(
    _OPENS + r"(?:i|we|he|she|they|(?:my|our) [\w-]+)(?:['’]?ve| have| has|['’]s)?(?: just| already| only| also)?"  # noqa: RUF001
    r"\s+(?:got|have|has|hav|own|owns|use|uses)\s+(?:an?|the|my|our|this|that|your|one of your)\s",
    re.I,
)
_WAS_GIVEN = re.compile(
    _OPENS + r"(?:i |we |he |she )?(?:just )?(?:got|was given|received)\b.*\b"
    r"(?:for (?:christmas|x-?mas|(?:my|his|her) birthday)"
    r"|as a (?:gift|present)|from (?:my|our|santa|mum|dad|gran|grandma|grandpa|nan)\b)",
    re.I,
)
_MORE = re.compile(
    r"\?|\b(?:need|want|look(?:ing)?|search(?:ing)?|find|after|buy|add|take|order|problem|issue|question|trouble|idea|mind"
    r"|basket|cart|broken?|lost|wrong|damaged|defect\w*|faulty|instead|should|would|could|can)\b|n['’]?t\b",  # noqa: RUF001
    re.I,
)


def tell_owned(turn: Turn) -> bool:
    """Take "I have the Odra P3" as what they have, and ask what for; False where more is said, or nothing like it."""
    owns = _HAS.search(turn.text) or _WAS_GIVEN.search(turn.text)
    wanted, devices = wanted_and_devices(turn)
    said = [*wanted, *devices]
    if not owns or not said or _MORE.search(turn.text) or turn.is_in_trouble:
        return False
    if narrow_to_device(turn):
        return True
    named, found = _closest(turn, said)
    if not found:
        return False
    models = {next(iter(product.attributes.get("model", ())), product.sku) for product in found}
    if len(models) > 1:
        turn.say("utter_owned", device=f"the {named}")
    else:
        turn.focus(found[0])
        turn.say("utter_owned", device=f"the {short_name(found[0])}")
    return True


def _closest(turn: Turn, said: Sequence[str]) -> tuple[str, tuple[Product, ...]]:
    """The words that say most closely what it is, a clause of the message too, and the products of that name."""
    clauses = [" ".join(mentions.words(clause)) for clause in turn.text.split(",")]
    each = [(name, called(turn, name)) for name in [*clauses, *said] if name]
    known = [(name, products) for name, products in each if products]
    return min(known, key=lambda one: len(one[1]), default=("", ()))

"""What "it" means in a question for a feature."""

import re

from actions.before import shown_before
from actions.turn import Turn
from sales.catalogue import Product
from sales.features import ASKED_ABOUT, Feature, find_feature
from sales.spelling import put_right

_OF_IT = re.compile(r"\b(?:does|has)\s+(?:it|this|that)\s+(?:have|got|come with|include)\b", re.I)


def asked_of_it(turn: Turn) -> Product | None:
    """What is talked about, where "does it have a camera" asks for a part of it."""
    return next(iter(turn.products([turn.conversation.focus])), None) if _OF_IT.search(turn.text) else None


def with_such_a_feature(turn: Turn, product: Product) -> Product:
    """What "it" means: the device that a case was shown for, where the case has no such feature and the device does."""
    question = put_right(turn.text, turn.slips, ASKED_ABOUT)
    if find_feature(product, question) is not None:
        return product
    fitted = {rule.fit for rule in turn.store.catalogue.fit_rules() if rule.products == product.category}
    talk = turn.conversation
    lines = [line.sku for line in reversed(talk.basket.lines)]
    devices = [each for each in turn.products([talk.page_sku, *shown_before(turn), *lines]) if each.category in fitted]
    return next((each for each in devices if isinstance(find_feature(each, question), Feature)), product)

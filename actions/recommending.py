"""Which of several to take."""

import re

from actions.looking import meant
from actions.turn import Turn
from sales import mentions
from sales.catalogue import Product
from sales.features import find_feature

# "Which is easiest to clean" asks for a quality; best, cheapest and newest are judged elsewhere.
_SUPERLATIVE = re.compile(
    r"\b(?:(?!best|cheapest|dearest|newest|latest|smartest|honest|interest|test|guest|request|suggest)[a-z]{3,}est"
    r"|(?:most|least)\s+(?!expensive|popular|of|people)[a-z]+)\b",
    re.I,
)


def recommend(turn: Turn, shown: list[Product], need: str) -> None:
    """Say which of those shown answers most words of the need; without a need, ask for it."""
    if not need:
        turn.say("utter_advice_ask_use", products=shown)
        return
    quality = _SUPERLATIVE.search(turn.text)
    asked = " ".join(mentions.words(turn.text)) if quality else ""
    if asked and not any(_answers(product, asked) or find_feature(product, asked) for product in shown):
        turn.say("utter_advice_not_known", products=shown)
        return
    close = {hit.product.sku: hit.score for hit in meant(turn, turn.value("purpose") or need, _kind(shown), least=0.0)}
    best = max(
        shown,
        key=lambda each: (
            _answers(each, asked),
            close.get(each.sku, 0.0),
            _answers(each, need),
            each.in_stock,
            -each.price,
        ),
    )
    turn.focus(best)
    turn.say(
        "utter_recommended",
        products=[best],
        name=best.name,
        price=turn.price(best),
        why=", ".join(_told_first(best, asked)) or best.description.rstrip(" ."),
    )
    turn.ask("add_focus")


def _kind(shown: list[Product]) -> str | None:
    kinds = {product.category for product in shown}
    return kinds.pop() if len(kinds) == 1 else None


def _told_first(product: Product, asked: str) -> list[str]:
    """Two benefits, those that speak of what was asked before the others."""
    said = set(mentions.words(asked))
    return sorted(product.benefits, key=lambda benefit: -len(said & set(mentions.words(benefit))))[:2]


def _answers(product: Product, need: str) -> int:
    return len(_text(product) & set(mentions.words(need)))


def _text(product: Product) -> set[str]:
    text = set(mentions.words(f"{product.name} {product.description} {' '.join(product.benefits)}"))
    text |= {word for values in product.attributes.values() for value in values for word in mentions.words(value)}
    return text

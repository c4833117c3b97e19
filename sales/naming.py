"""How kinds and products are called in a sentence: from the shop's own names, never from what was typed."""

import re
from collections.abc import Sequence

from sales.catalogue import Product
from sales.mentions import spelled, stem, words

# Categories are written small with dashes; these words are spoken as letters.
_LETTERS = frozenset({"ac", "dvd", "hdmi", "led", "nas", "oled", "pc", "sd", "ssd", "tv", "usb"})
_MORE_IN_THE_NAME = re.compile(r"\s+(?:with|for)\s.*|,\s.*")


def kind_name(category: str) -> str:
    """A category as it is spoken: `phone-cases` is "phone cases", `tvs` "TVs", `e-readers` "e-readers"."""
    return _hyphenated(" ".join(_spoken(word) for word in category.split("-")))


def kind_of(said: str, products: Sequence[Product]) -> str:
    """What all the products are, in plural: "robot vacuums" where that was said and is true of all, else "vacuums".

    Empty where they have nothing in common.
    """
    categories = list(dict.fromkeys(product.category for product in products))
    if len(categories) == 1:
        return _as_said(said, products) or kind_name(categories[0])
    heads = {category.rsplit("-", 1)[-1] for category in categories}
    return kind_name(heads.pop()) if len(heads) == 1 else ""


def short_name(product: Product) -> str:
    """The name without variant and equipment: the model where it has one of its own, else the name's first part."""
    model = next(iter(product.attributes.get("model", ())), "")
    return model if model and model in product.name else _MORE_IN_THE_NAME.sub("", product.name)


def _as_said(said: str, products: Sequence[Product]) -> str:
    """The words said, as the shop writes them, where each of them is true of every product; else empty."""
    stems = words(said)
    category = products[0].category.split("-")
    plural = {stem(word): word for word in category}
    if len(stems) < 2 or stems[-1] not in plural or any(any(sign.isdigit() for sign in word) for word in stems):
        return ""
    written = [spelled(product) for product in products]
    if any(word not in each for each in written for word in stems):
        return ""
    return _hyphenated(" ".join([*(written[0][word] for word in stems[:-1]), _spoken(plural[stems[-1]])]))


def _hyphenated(spoken: str) -> str:
    """A letter by itself belongs to the word behind it: "e-readers"."""
    return re.sub(r"\b([a-z]) ", r"\1-", spoken)


def _spoken(word: str) -> str:
    bare = word[:-1] if word.endswith("s") else word
    return bare.upper() + word[len(bare) :] if bare in _LETTERS else word

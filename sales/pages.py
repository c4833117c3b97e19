"""What a product says of itself: its kind, its names, the phrases of its text, and which words set it apart."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log, sqrt

from sales.catalogue import Product
from sales.mentions import spoken, stem

Phrase = tuple[str, ...]
_MADE_FOR = ("compat", "fit", "for_", "suit", "works_with")
_LONGEST = 6
_FAMILY = 0.15
_TOWARDS = frozenset({"any", "every", "fit", "for", "your"})


@dataclass(frozen=True)
class Page:
    """A product and its phrases, of up to six words each without plural s; `weights` is a unit vector over its words.

    `made_for` holds the values of attributes such as `fits_model`, in small letters, each with its attribute.
    """

    product: Product
    kind: frozenset[Phrase]
    name: frozenset[Phrase]
    text: frozenset[Phrase]
    weights: Mapping[str, float]
    made_for: Mapping[str, str]
    towards: frozenset[Phrase]
    """The phrases of the text that follow close behind "for", "fits", "your", "any", "every"."""

    def likeness(self, other: "Page") -> float:
        """The cosine of the two texts, 0 to 1; words that many products use hardly count."""
        return _cosine(self.weights, other.weights)


def read_pages(shelf: Sequence[Product]) -> list[Page]:
    """A page for each product of the shelf."""
    texts = {product.sku: _stems(_all_words(product)) for product in shelf}
    common = Counter(word for text in texts.values() for word in set(text))
    return [_page(product, _weights(texts[product.sku], common, len(shelf))) for product in shelf]


def names_of(product: Product) -> set[Phrase]:
    """What the product alone is called: its SKU, its name, and its model where that has two words or a figure."""
    said = {product.sku, product.name, *product.attributes.get("model", ())}
    found = {_stems(name) for name in said}
    return {name for name in found if len(name) > 1 or any(sign.isdigit() for word in name for sign in word)}


def kinds_of(categories: Mapping[str, Sequence[Page]]) -> dict[Phrase, list[str]]:
    """What the categories are called: by their whole name, else by its last word where several alike end on it.

    "Bike" means road bikes and mountain bikes; "machine" neither coffee machines nor rowing machines, for their texts
    have nothing in common.
    """
    found: dict[Phrase, list[str]] = {_stems(category.replace("-", " ")): [category] for category in categories}
    heads: dict[Phrase, list[str]] = defaultdict(list)
    for category in categories:
        heads[_stems(category.replace("-", " "))[-1:]].append(category)
    for head, several in heads.items():
        if len(several) > 1 and head not in found and _alike([categories[each] for each in several]):
            found[head] = several
    return found


def folded(values: Iterable[str]) -> set[str]:
    """The values in small letters, without what surrounds them."""
    return {value.strip().casefold() for value in values}


def _alike(groups: Sequence[Sequence[Page]]) -> bool:
    """Whether the groups' typical texts have words of weight in common, or half of their attributes, each with each."""
    read = [(_typical(group), {key for page in group for key in page.product.attributes}) for group in groups]
    return all(
        _cosine(words, other_words) >= _FAMILY or (keys and len(keys & other_keys) * 2 >= len(keys | other_keys))
        for (words, keys), (other_words, other_keys) in combinations(read, 2)
    )


def _typical(group: Sequence[Page]) -> dict[str, float]:
    total: Counter[str] = Counter()
    for page in group:
        total.update(page.weights)
    length = sqrt(sum(weight * weight for weight in total.values())) or 1.0
    return {word: weight / length for word, weight in total.items()}


def _cosine(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    few, many = sorted((one, other), key=len)
    return sum(weight * many.get(word, 0.0) for word, weight in few.items())


def _page(product: Product, weights: Mapping[str, float]) -> Page:
    made_for = {
        value: key
        for key, values in product.attributes.items()
        if key.startswith(_MADE_FOR)
        for value in folded(values)
    }
    text = _phrases([product.name, product.description, *product.benefits, *made_for])
    return Page(
        product,
        _phrases([product.category.replace("-", " ")]),
        _phrases([product.name]),
        text,
        weights,
        made_for,
        _towards(text),
    )


def _towards(text: Iterable[Phrase]) -> frozenset[Phrase]:
    led = (phrase for phrase in text if len(phrase) > 1 and phrase[0] in _TOWARDS)
    return frozenset(phrase[start:] for phrase in led for start in range(1, min(4, len(phrase))))


def _phrases(texts: Iterable[str]) -> frozenset[Phrase]:
    found: set[Phrase] = set()
    for text in texts:
        stems = _stems(text)
        for start in range(len(stems)):
            found.update(stems[start:stop] for stop in range(start + 1, min(start + _LONGEST, len(stems)) + 1))
    return frozenset(found)


def _stems(text: str) -> Phrase:
    return tuple(stem(word) for word in spoken(text))


def _all_words(product: Product) -> str:
    return " ".join((product.name, product.category.replace("-", " "), product.description, *product.benefits))


def _weights(text: Collection[str], common: Mapping[str, int], products: int) -> dict[str, float]:
    rare = {word: log(products / common[word]) for word in set(text) if len(word) > 2}
    length = sqrt(sum(weight * weight for weight in rare.values())) or 1.0
    return {word: weight / length for word, weight in rare.items() if weight}

"""What goes with what, read from the products themselves: for shops that have written no relations (R20).

An accessory tells what it is made for: by a declared rule of fit, by an attribute that names a device or shares a
value with one, or in its own words. Each gives a relation from the device to the accessory, with the rule, the
attribute or the words as evidence. Nothing is derived against a rule or an attribute, nor between two of one kind.

How sure a relation is, 0 to 1, always less than what people wrote down: a rule of fit 0.75 where the accessory's words
agree, else 0.45; an attribute that names the device 0.75, one that shares a value with it 0.65; a text that names the
model 0.65; the kind of device in the accessory's own kind 0.55, in its name 0.5, in its text behind "for" 0.4; and up
to 0.1 more for texts alike, 0.05 for values in common. Likeness alone is no relation: forks and saddles both absorb
shocks.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from sales.catalogue import Evidence, Origin, Product, ProductKind, Relation, RelationKind
from sales.compatibility import Fit, FitRule, governed, judge
from sales.pages import Page, Phrase, folded, kinds_of, names_of, read_pages

MOST_PRODUCTS = 3000
"""A larger shop is left to its orders and to people: each product is held against each kind it speaks of."""
_LOOKS = frozenset(
    {"brand", "collection", "color", "colour", "finish", "gender", "good_for", "material", "pattern", "season",
     "series", "style", "tags", "variant_of"}
)  # fmt: skip
_RULE, _RULE_ALONE, _NAMED, _VALUE, _MODEL = 0.75, 0.45, 0.75, 0.65, 0.65
_KIND, _NAME, _TEXT = 0.55, 0.5, 0.4
_LIKENESS, _SHARED = 0.1, 0.05
_AT_MOST = Decimal("0.7")
_OF_A_KIND, _OF_A_SOURCE = 3, 24
_KINDS = {ProductKind.SERVICE: RelationKind.SERVICE, ProductKind.REFILL: RelationKind.REFILL}
Tie = tuple[float, Origin, str]


def derive(products: Iterable[Product], rules: Sequence[FitRule]) -> list[Relation]:
    """The relations that attributes and texts of the active products speak for, best first of each source.

    At most 3 of a category and 24 in all for a source. More than `MOST_PRODUCTS` products give none.
    """
    shelf = [product for product in products if product.active]
    if len(shelf) > MOST_PRODUCTS:
        return []
    shop = _Shop(shelf, rules)
    found: dict[str, list[Relation]] = defaultdict(list)
    for page in shop.pages.values():
        for device, (score, origin, because) in shop.devices_of(page):
            kind = _KINDS.get(page.product.kind, RelationKind.COMPLEMENT)
            evidence = Evidence(origin, because)
            found[device.sku].append(Relation(device.sku, kind, page.product.sku, evidence, score=round(score, 4)))
    return [each for source in sorted(found) for each in _best(found[source], shop.pages)]


def _best(relations: Sequence[Relation], pages: Mapping[str, Page]) -> Iterator[Relation]:
    taken: Counter[str] = Counter()
    for relation in sorted(relations, key=lambda each: (-each.score, each.target)):
        category = pages[relation.target].product.category
        if taken[category] < _OF_A_KIND and taken.total() < _OF_A_SOURCE:
            taken[category] += 1
            yield relation


class _Shop:
    """All products by what they are called, what kind they are, and what their kinds have in common."""

    def __init__(self, shelf: Sequence[Product], rules: Sequence[FitRule]) -> None:
        self.pages = {page.product.sku: page for page in read_pages(shelf)}
        self._rules = tuple(rules)
        self._by_category: dict[str, list[Product]] = defaultdict(list)
        self._by_name: dict[Phrase, list[Product]] = defaultdict(list)
        self._by_value: dict[str, list[Product]] = defaultdict(list)
        self._values: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        self._fitting: dict[tuple[str, str], set[str]] = {}
        for product in shelf:
            self._by_category[product.category].append(product)
            for name in names_of(product):
                self._by_name[name].append(product)
            for key, values in product.attributes.items():
                self._values[product.category][key] |= folded(values)
                for value in folded(values) if key not in _LOOKS else ():
                    self._by_value[value].append(product)
        self._kinds = kinds_of(
            {category: [self.pages[each.sku] for each in group] for category, group in self._by_category.items()}
        )
        self._siblings: dict[str, set[str]] = defaultdict(set)
        for family in self._kinds.values():
            for category in family:
                self._siblings[category].update(family)

    def devices_of(self, page: Page) -> Iterator[tuple[Product, Tie]]:
        """The products that this one is made for, each with the strongest reason."""
        named = {product.sku: phrase for phrase in page.text for product in self._by_name.get(phrase, ())}
        named_kinds = {self.pages[sku].product.category for sku in named}
        for device in self._candidates(page, named):
            if device.category in named_kinds and device.sku not in named:
                continue
            if page.product.category in self._siblings[device.category]:
                continue
            if not _may_serve(page.product, device) or self._speaks_against(page, device):
                continue
            tie = self._tie(page, device, named.get(device.sku))
            likeness = page.likeness(self.pages[device.sku])
            if tie is not None:
                score, origin, because = tie
                shared = self._shared(page.product, device)
                yield device, (score + _LIKENESS * likeness + _SHARED * bool(shared), origin, because)

    def _candidates(self, page: Page, named: Iterable[str]) -> list[Product]:
        found = {sku: self.pages[sku].product for sku in named}
        kinds = {each for phrase in page.text | page.kind for each in self._kinds.get(phrase, ())}
        kinds |= {rule.fit for rule in self._rules if rule.products == page.product.category}
        for kind in kinds:
            found.update((product.sku, product) for product in self._by_category.get(kind, ()))
        for value in page.made_for:
            found.update((product.sku, product) for product in self._by_value.get(value, ()))
        return list(found.values())

    def _speaks_against(self, page: Page, device: Product) -> bool:
        accessory = page.product
        if governed(self._rules, accessory.category):
            return judge(self._rules, accessory, device) is not Fit.FITS
        return any(
            not folded(accessory.attributes[key]) & folded(device.attributes[key])
            for key in self._shared(accessory, device)
        )

    def _tie(self, page: Page, device: Product, named: Phrase | None) -> Tie | None:
        accessory = page.product
        if governed(self._rules, accessory.category):
            because = f"rule: {accessory.category} fit {device.category}"
            told = named or self._kind_named(device, page.kind | page.name | page.towards)
            return _RULE if told else _RULE_ALONE, Origin.ATTRIBUTE, because
        own = folded({device.sku, device.name, *device.attributes.get("model", ())})
        if met := own & set(page.made_for):
            value = min(met)
            return _NAMED, Origin.ATTRIBUTE, f"{page.made_for[value]} = {value}"
        values = {value for key, each in device.attributes.items() if key not in _LOOKS for value in folded(each)}
        if met := values & set(page.made_for):
            value = min(met)
            return _VALUE, Origin.ATTRIBUTE, f"{page.made_for[value]} = {value}"
        if page.made_for:
            return None
        if named is not None:
            return _MODEL, Origin.TEXT, f"names {' '.join(named)}"
        return self._tie_of_kind(page, device)

    def _tie_of_kind(self, page: Page, device: Product) -> Tie | None:
        for phrases, score, where in (
            (page.kind, _KIND, "kind"),
            (page.name, _NAME, "name"),
            (page.towards, _TEXT, "text"),
        ):
            if phrase := self._kind_named(device, phrases):
                return score, Origin.TEXT, f"{where} speaks of {' '.join(phrase)}"
        return None

    def _kind_named(self, device: Product, phrases: Iterable[Phrase]) -> Phrase | None:
        """The longest of the phrases that calls the device's kind; "mountain bike" calls no road bike a bike."""
        kinds = [phrase for phrase in phrases if phrase in self._kinds]
        found = [
            phrase
            for phrase in kinds
            if device.category in self._kinds[phrase]
            and not any(len(other) > len(phrase) and other[-len(phrase) :] == phrase for other in kinds)
        ]
        return max(found, key=lambda phrase: (len(phrase), phrase), default=None)

    def _shared(self, accessory: Product, device: Product) -> set[str]:
        """The attributes of both in which the accessory has to agree: a wheel's size, a socket; not how it looks."""
        pair = (accessory.category, device.category)
        if pair not in self._fitting:
            family = [self._values[category] for category in self._siblings[device.category] | {device.category}]
            self._fitting[pair] = {
                key
                for key, values in self._values[accessory.category].items()
                if key not in _LOOKS and 2 * len(values & set().union(*(each[key] for each in family))) >= len(values)
            }
        return self._fitting[pair] & accessory.attributes.keys() & device.attributes.keys()


def _may_serve(accessory: Product, device: Product) -> bool:
    """Cheaper by a good part unless it is a service or used up; a service is no device."""
    if device.kind is not ProductKind.GOOD:
        return False
    return accessory.kind is not ProductKind.GOOD or accessory.price <= device.price * _AT_MOST

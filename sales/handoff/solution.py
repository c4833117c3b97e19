"""What could be proposed: goods and services that fit together, from the catalogue, with price and margin."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from sales.basket import MOST_PER_LINE, Basket, Line
from sales.catalogue import Product, ProductKind, Relation, RelationKind, RelationState
from sales.compatibility import Fit, FitRule, judge
from sales.handoff.wants import is_installed

_AMOUNT = re.compile(r"\d[\d.,\u00a0 ]*\s*k?", re.IGNORECASE)
_WHOLE = re.compile(r"\d+")
_BESIDE = (RelationKind.SERVICE, RelationKind.COMPLEMENT)
_MOST_BESIDE = 3
_QUALIFIED = "asked for; needs a qualified colleague"


@dataclass(frozen=True)
class Part:
    """One line of a solution and why it is in it: asked for, in the cart, needed, or the relation's reason."""

    product: Product
    quantity: int
    why: str


@dataclass(frozen=True)
class Solution:
    """`margin` is None where a cost is not known, `over_budget` where there is no budget or it is kept."""

    parts: tuple[Part, ...]
    price: Decimal
    margin: Decimal | None
    currency: str
    over_budget: Decimal | None = None


@dataclass(frozen=True)
class Wish:
    """What the customer needs, as far as it can be counted with."""

    quantity: int = 1
    budget: Decimal | None = None
    installed: bool = False


@dataclass(frozen=True)
class Choice:
    """What would do for one of the wanted things, best first; `quantity` is None where none was named."""

    products: tuple[Product, ...]
    quantity: int | None = None


def wish_of(need: Mapping[str, str]) -> Wish:
    """Quantity, budget and whether it is to be installed, from a handoff's collected facts."""
    found = _WHOLE.search(need.get("how many", ""))
    quantity = min(max(int(found.group()), 1), MOST_PER_LINE) if found else 1
    return Wish(quantity, amount_in(need.get("budget", "")), is_installed(" ".join(need.values())))


def amount_in(text: str) -> Decimal | None:
    """The largest amount in the text: "€25,000", "about 25k", "1.200,50 €"; None where there is none."""
    amounts = [_amount(found.group()) for found in _AMOUNT.finditer(text)]
    return max(amounts, default=None)


def suggest(
    wish: Wish,
    cart: Basket,
    found: Sequence[Choice],
    relations: Sequence[Relation],
    *,
    products: Mapping[str, Product],
    fit_rules: Sequence[FitRule],
) -> Solution | None:
    """The cart, else of each wanted thing the best that can be delivered and paid, with what belongs to them.

    None for nothing. `relations` are those of the cart and of `found`; `products` holds all of them and their targets.
    """
    base = [Part(products[line.sku], line.quantity, "in the cart") for line in cart.lines if line.sku in products]
    if not base:
        base = _chosen(wish, found)
        if not base:
            return None
    parts = list(base)
    # Beside several things only what they need or was asked for: extras to each would bury them.
    most = _MOST_BESIDE if len(base) == 1 else 0
    for part in base:
        parts += _beside(part, parts, wish, relations, products=products, fit_rules=fit_rules, most=most)
    return _summed(parts, wish)


def _chosen(wish: Wish, found: Sequence[Choice]) -> list[Part]:
    parts: list[Part] = []
    for choice in found:
        # A number beside a single thing is meant for it, wherever it was said.
        quantity = choice.quantity or (wish.quantity if len(found) == 1 else 1)
        left = None if wish.budget is None else wish.budget - _price(parts)
        had = [each for each in choice.products if _can_be_had(each, Wish(quantity, left))]
        if wish.installed:
            had.sort(key=lambda each: each.installation is None)
        taken = {part.product.sku for part in parts}
        first = next((each for each in had if each.sku not in taken), None)
        if first is not None:
            parts.append(Part(first, quantity, _QUALIFIED if first.regulated else "asked for"))
    return parts


def _beside(
    part: Part,
    chosen: Sequence[Part],
    wish: Wish,
    relations: Sequence[Relation],
    *,
    products: Mapping[str, Product],
    fit_rules: Sequence[FitRule],
    most: int,
) -> list[Part]:
    """Its installation, what it does not work without, then at most so many things in all, one of each kind."""
    taken = {each.product.sku for each in chosen}
    kinds = {each.product.category for each in chosen}
    added: list[Part] = []
    spent = _price(chosen)
    installation = products.get(part.product.installation or "")
    if installation and installation.sku not in taken and installation.active:
        added.append(Part(installation, part.quantity, "needed"))
    mine = [each for each in relations if each.source == part.product.sku and each.kind in _BESIDE]
    mine = [each for each in mine if each.state in (RelationState.LIVE, RelationState.PINNED)]
    services = wish.installed and part.product.installation is None
    for relation in sorted(mine, key=lambda each: _turn(each, products, services=services)):
        product = products.get(relation.target)
        if product is None or product.sku in {*taken, *(one.product.sku for one in added)} or product.regulated:
            continue
        # A service is done to the thing itself; goods must fit for sure.
        fits = product.kind is ProductKind.SERVICE or judge(fit_rules, product, part.product) is Fit.FITS
        quantity = part.quantity if relation.essential or product.kind is ProductKind.SERVICE else 1
        asked_for = services and _installs(product)
        extra = not relation.essential and not asked_for and (len(added) >= most or product.category in kinds)
        if not fits or not _in_stock(product, quantity) or extra:
            continue
        cost = product.price * quantity
        if not relation.essential and wish.budget is not None and spent + _price(added) + cost > wish.budget:
            continue
        kinds.add(product.category)
        services = services and not asked_for
        added.append(Part(product, quantity, "needed" if relation.essential else relation.reason or "goes with it"))
    return added


def _installs(product: Product) -> bool:
    return product.kind is ProductKind.SERVICE and is_installed(f"{product.name} {product.category}")


def _turn(relation: Relation, products: Mapping[str, Product], *, services: bool) -> tuple[object, ...]:
    """The needed first; where it is to be installed, services before goods; then by how sure they are."""
    product = products.get(relation.target)
    installs = product is not None and _installs(product)
    return (not relation.essential, services and not installs, -relation.score, relation.target)


def _summed(parts: Sequence[Part], wish: Wish) -> Solution:
    price = _price(parts)
    margins = [part.product.margin for part in parts]
    known = [margin * part.quantity for margin, part in zip(margins, parts, strict=True) if margin is not None]
    return Solution(
        parts=tuple(parts),
        price=price,
        margin=sum(known, Decimal(0)) if len(known) == len(parts) else None,
        currency=parts[0].product.currency,
        over_budget=price - wish.budget if wish.budget is not None and price > wish.budget else None,
    )


def as_basket(solution: Solution) -> Basket:
    """The solution's lines, to begin a quote with."""
    return Basket(tuple(Line(part.product.sku, part.quantity) for part in solution.parts))


def _can_be_had(product: Product, wish: Wish) -> bool:
    affordable = wish.budget is None or product.price * wish.quantity <= wish.budget
    return affordable and _in_stock(product, wish.quantity)


def _in_stock(product: Product, quantity: int) -> bool:
    return product.active and (product.stock is None or product.stock >= quantity)


def _price(parts: Sequence[Part]) -> Decimal:
    return sum((part.product.price * part.quantity for part in parts), Decimal(0))


def _amount(text: str) -> Decimal:
    thousands = text.strip().lower().endswith("k")
    digits = re.sub(r"[^\d.,]", "", text).rstrip(".,")
    last = max(digits.rfind("."), digits.rfind(","))
    if last >= 0 and len(digits) - last - 1 in (1, 2):
        whole, cents = re.sub(r"\D", "", digits[:last]), digits[last + 1 :]
        amount = Decimal(f"{whole or 0}.{cents}")
    else:
        amount = Decimal(re.sub(r"\D", "", digits) or 0)
    return amount * 1000 if thousands else amount

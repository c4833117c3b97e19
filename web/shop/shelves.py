"""What a shop page shows: products found, a page of them, variants."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sales.basket import Basket
from sales.catalogue import Product
from sales.ports import Catalogue, Query, Store
from sales.pricing import PricedLine
from sales.solutions import complete
from web.shop.departments import Department

PAGE = 24
_MOST_FOUND = 240
_SIGNS = {"EUR": "€", "USD": "$", "GBP": "£"}


@dataclass(frozen=True)
class Shelf:
    """One page of products; `page` counts from 1."""

    products: Sequence[Product]
    page: int
    more: bool


def money(amount: Decimal, currency: str) -> str:
    """`Decimal("749")` and EUR as `€749.00`; the code behind the amount where the sign is not known."""
    sign = _SIGNS.get(currency)
    return f"{sign}{amount:,.2f}" if sign else f"{amount:,.2f} {currency}"


def picture_url(product: Product) -> str:
    """Where the browser finds the product's picture; a stand-in where it has none."""
    image = product.image
    return image if image.startswith(("/", "https://", "http://")) else f"/pictures/{image or 'none'}"


def page_url(product: Product) -> str:
    """The product's own page."""
    return product.url or f"/p/{product.sku}"


def as_priced(store: Store, wanted: Basket) -> dict[str, Any]:
    """What the basket page needs: whole solutions, every line with its price, what bundles save, and the total."""
    known = store.catalogue.many(wanted.skus)
    services = store.catalogue.many(product.installation for product in known.values() if product.installation)
    products = {**services, **known}
    basket = complete(Basket(tuple(line for line in wanted.lines if line.sku in known)), products)
    priced = store.catalogue.priced(basket)
    return {
        "lines": [{**_as_line(products[line.sku]), **_as_price(line)} for line in priced.lines],
        "bundles": [bundle.name for bundle in priced.bundles],
        "saved": str(sum((line.saved for line in priced.lines), Decimal(0))),
        "total": str(priced.total),
    }


def _as_price(line: PricedLine) -> dict[str, Any]:
    return {
        "quantity": line.quantity,
        "price": str(line.unit_price),
        "sum": str(line.unit_price * line.quantity),
    }


def _as_line(product: Product) -> dict[str, Any]:
    return {
        "sku": product.sku,
        "only_with": product.installation,
        "name": product.name,
        "currency": product.currency,
        "in_stock": product.in_stock,
        "stock": product.stock,
        "url": page_url(product),
        "image": picture_url(product),
    }


def found(catalogue: Catalogue, words: str, category: str | None, page: int) -> Shelf:
    """Products that match the words, best first."""
    hits = catalogue.search(Query(text=words, category=category, limit=_MOST_FOUND))
    return _page([hit.product for hit in hits], page)


def browsed(catalogue: Catalogue, categories: Iterable[str], page: int) -> Shelf:
    """The products of these categories, category by category."""
    return _page([p for category in categories for p in catalogue.browse(category, limit=_MOST_FOUND)], page)


def shop_window(catalogue: Catalogue, departments: Sequence[Department]) -> list[tuple[Department, Product]]:
    """The best-equipped product in stock of each department's first category."""
    shown = []
    for department in departments:
        first = next(iter(department.categories))
        offered = [product for product in catalogue.browse(first, limit=50) if product.in_stock]
        if offered:
            shown.append((department, max(offered, key=lambda product: (product.price, product.sku))))
    return shown


def variants(catalogue: Catalogue, product: Product) -> list[Product]:
    """The other colours and sizes of the same model, in order of name."""
    family = product.attributes.get("variant_of")
    if not family:
        return []
    kin = catalogue.browse(product.category, limit=_MOST_FOUND)
    return [other for other in kin if other.sku != product.sku and other.attributes.get("variant_of") == family]


def _page(products: Sequence[Product], page: int) -> Shelf:
    start = (page - 1) * PAGE
    return Shelf(products[start : start + PAGE], page, len(products) > start + PAGE)

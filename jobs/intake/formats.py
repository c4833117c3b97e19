"""Whose columns are these? A file is recognised by its header alone."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from jobs.intake import adventureworks, own, prices, shopify
from jobs.intake.values import slug

Reader = Callable[[own.Cells, own.Context], Mapping[str, Any] | None]


@dataclass(frozen=True)
class Format:
    """A kind of file: the columns it must have, where its rows go, and what makes a row one of a kind."""

    name: str
    kind: str
    needed: frozenset[str]
    key: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    known: frozenset[str] = frozenset()
    reads: Reader | str | None = None


def _own(kind: str, key: str, columns: str, reads: Reader, *, numbers: tuple[str, ...] = ()) -> Format:
    needed, _, rest = columns.partition("|")
    every = frozenset(f"{needed} {rest}".split())
    return Format(kind, kind, frozenset(needed.split()), tuple(key.split()), numbers, every, reads)


def _bikes(name: str, kind: str, key: str, columns: str, reads: str) -> Format:
    return Format(f"AdventureWorks {name}", kind, frozenset(columns.split()), tuple(key.split()), reads=reads)


PRODUCTS = _own(
    "products",
    "sku",
    "sku name price | brand category kind cost currency stock description benefits attributes image url regulated "
    "partner reorder_days installation active",
    own.product,
    numbers=("price", "cost"),
)
SHOPIFY = Format("Shopify products", "products", shopify.NEEDED, ("sku",), shopify.NUMBERS)
FORMATS = (
    SHOPIFY,
    _bikes("categories", "", "", "ProductCategoryKey CategoryName", "category"),
    _bikes("subcategories", "", "", "ProductSubcategoryKey SubcategoryName ProductCategoryKey", "subcategory"),
    _bikes(
        "products", "products", "sku", "ProductKey ProductSubcategoryKey ProductSKU ProductName ProductPrice", "product"
    ),
    PRODUCTS,
    _own(
        "relations",
        "source kind target",
        "source_sku kind target_sku | essential after_days strength reason evidence",
        own.relation,
    ),
    _bikes("customers", "customers", "id", "CustomerKey FirstName LastName EmailAddress", "customer"),
    _own("customers", "id", "customer_id email | name locale marketing_consent created_at", own.customer),
    _bikes("sales", "orders", "order_number sku", "OrderDate OrderNumber ProductKey CustomerKey OrderQuantity", "sale"),
    _own(
        "orders",
        "order_number sku",
        "order_number date sku quantity | customer_id email status unit_price delivery_date currency",
        own.order_line,
        numbers=("unit_price",),
    ),
    _bikes("returns", "returns", "order_number sku", "ReturnDate ProductKey ReturnQuantity", "returned"),
    _own("returns", "order_number sku", "order_number sku quantity date | reason", own.returned),
    _own(
        "discounts",
        "code target",
        "discount target percent from until owner reason",
        prices.discount,
        numbers=("percent",),
    ),
    _own("tiers", "sku from_quantity", "sku from_quantity unit_price", prices.tier, numbers=("unit_price",)),
    _own("bundles", "bundle sku", "bundle sku percent | name quantity reason", prices.bundle, numbers=("percent",)),
    _own(
        "service_contacts",
        "customer_id at topic",
        "customer_id date topic minutes | order_number",
        own.contact,
    ),
    _own("synonyms", "word means", "word means", own.synonym),
)
"""In the order in which files are taken in: what others point to comes first."""
KINDS = (
    "products",
    "relations",
    "discounts",
    "tiers",
    "bundles",
    "customers",
    "orders",
    "returns",
    "service_contacts",
    "synonyms",
)


def recognise(columns: tuple[str, ...]) -> Format | None:
    """The format whose needed columns are all there, the one that knows most of the columns first; or None."""
    there = frozenset(columns)
    fitting = [form for form in FORMATS if form.needed <= there]
    return max(fitting, key=lambda form: (len(form.needed), len(form.known & there)), default=None)


def settle(columns: tuple[str, ...]) -> tuple[str, ...]:
    """The columns, in our spelling where only that is known: "Unit Price" becomes unit_price."""
    spelt = tuple(slug(name).replace("-", "_") for name in columns)
    return spelt if recognise(columns) is None and recognise(spelt) else columns


def reader_of(form: Format, bikes: adventureworks.Bikes) -> Reader:
    """The function that reads one row of this format."""
    if isinstance(form.reads, str):
        reads: Reader = getattr(bikes, form.reads)
        return reads
    if form.reads is None:
        raise TypeError(f"{form.name} is not read row by row.")
    return form.reads

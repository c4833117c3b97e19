"""The AdventureWorks sample bike shop: its own column names, numbers instead of SKUs, returns that name no order."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from jobs.intake import own
from jobs.intake.values import RowError, count, moment, slug, words

CURRENCY = "USD"
_RETURN_WITHIN = timedelta(days=60)
_NONE = {"", "0", "NA"}
_STYLES = {"M": "men", "W": "women", "U": "unisex"}
Cells = Mapping[str, str]


@dataclass
class Bikes:
    """What the files tell about each other, in the order they are read; small, whatever the number of customers."""

    categories: dict[str, str] = field(default_factory=dict)
    subcategories: dict[str, tuple[str, str]] = field(default_factory=dict)
    skus: dict[str, str] = field(default_factory=dict)
    sold: dict[tuple[str, str], list[tuple[datetime, str, int]]] = field(default_factory=lambda: defaultdict(list))
    matched: set[tuple[str, str]] = field(default_factory=set)

    def category(self, cells: Cells, context: own.Context) -> None:
        """Learn a category's name; it is no row of ours."""
        self.categories[cells["ProductCategoryKey"]] = cells["CategoryName"]

    def subcategory(self, cells: Cells, context: own.Context) -> None:
        """Learn a subcategory's name and category; it is no row of ours."""
        self.subcategories[cells["ProductSubcategoryKey"]] = (cells["SubcategoryName"], cells["ProductCategoryKey"])

    def product(self, cells: Cells, context: own.Context) -> dict[str, Any]:
        """A product; its category is the subcategory, the wider category an attribute."""
        name, wider = self.subcategories.get(cells["ProductSubcategoryKey"], ("", ""))
        row = own.product(
            {
                "sku": cells["ProductSKU"],
                "name": cells["ProductName"],
                "category": slug(name),
                "price": cells["ProductPrice"],
                "cost": cells.get("ProductCost", ""),
                "currency": CURRENCY,
                "description": cells.get("ProductDescription", ""),
            },
            context,
        )
        told = {
            "model": cells.get("ModelName", ""),
            "variant_of": cells.get("ModelName", ""),
            "colour": cells.get("ProductColor", "").casefold(),
            "size": cells.get("ProductSize", ""),
            "style": _STYLES.get(cells.get("ProductStyle", "").strip(), ""),
            "department": self.categories.get(wider, ""),
        }
        row["attributes"] = {key: [words(value, key, 200)] for key, value in told.items() if value not in _NONE}
        self.skus[cells["ProductKey"]] = row["sku"]
        return row

    def customer(self, cells: Cells, context: own.Context) -> dict[str, Any]:
        """A customer by name and e-mail; income, children and birthday are nobody's business here."""
        name = f"{cells.get('FirstName', '')} {cells.get('LastName', '')}".title()
        return own.customer(
            {"customer_id": cells["CustomerKey"], "name": name, "email": cells.get("EmailAddress", "")}, context
        )

    def sale(self, cells: Cells, context: own.Context) -> dict[str, Any]:
        """One line of an order; price and e-mail stand in the other files and are filled in later."""
        sku = self._sku(cells)
        placed = moment(cells["OrderDate"], "OrderDate", month_first=True)
        number, many = own.key(cells, "OrderNumber", 40), count(cells["OrderQuantity"], "OrderQuantity", least=1)
        row = {
            "order_number": number,
            "placed_at": placed,
            "customer_id": own.key(cells, "CustomerKey", 80),
            "email": "",
            "status": "delivered",
            "delivery_on": placed,
            "currency": CURRENCY,
            "sku": sku,
            "quantity": many,
            "unit_price": None,
        }
        self.sold[sku, cells.get("TerritoryKey", "")].append((placed, number, many))
        return row

    def returned(self, cells: Cells, context: own.Context) -> dict[str, Any]:
        """A return, put to the latest sale of that product in that territory in the 60 days before it."""
        sku = self._sku(cells)
        day = moment(cells["ReturnDate"], "ReturnDate", month_first=True)
        many = count(cells["ReturnQuantity"], "ReturnQuantity", least=1)
        candidates = [
            (placed, number)
            for placed, number, quantity in self.sold[sku, cells.get("TerritoryKey", "")]
            if day - _RETURN_WITHIN <= placed <= day and quantity >= many and (number, sku) not in self.matched
        ]
        if not candidates:
            raise RowError(f"No sale of {sku} in that territory in the 60 days before; the return names no order.")
        number = max(candidates)[1]
        self.matched.add((number, sku))
        context.note("The return names no order and was put to the latest sale of that product in that territory.")
        return {"order_number": number, "sku": sku, "quantity": many, "returned_at": day, "reason": ""}

    def _sku(self, cells: Cells) -> str:
        found = self.skus.get(cells["ProductKey"])
        if found is None:
            raise RowError(f"ProductKey {cells['ProductKey']} is in no products file of this import; give it along.")
        return found

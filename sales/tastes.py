"""What a customer likes: stated in their own words, or inferred from what they bought, and marked as such (R16)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sales.catalogue import Product
from sales.errors import NotFoundError

if TYPE_CHECKING:
    from sales.ports import Store

_LOOKED_BACK = 50
_BOUGHT_AT_LEAST = 3
_SHARE_AT_LEAST = 0.5


@dataclass(frozen=True)
class Taste:
    """A liking: `name` is brand, colour or attribute; `stated` is false where nobody said it."""

    name: str
    value: str
    stated: bool = True

    def met_by(self, product: Product) -> bool:
        """Whether the product is of that brand, or has that value among its attributes."""
        wanted = self.value.casefold()
        if self.name == "brand":
            return product.brand.casefold() == wanted
        return any(wanted == value.casefold() for values in product.attributes.values() for value in values)


def inferred(owned: Iterable[Product]) -> tuple[Taste, ...]:
    """The brand of at least half of three or more things bought; less than that says nothing."""
    brands = Counter(product.brand for product in owned if product.brand)
    if brands.total() < _BOUGHT_AT_LEAST:
        return ()
    brand, count = brands.most_common(1)[0]
    return (Taste("brand", brand, stated=False),) if count >= _SHARE_AT_LEAST * brands.total() else ()


def guessed(store: "Store", customer_id: str | None) -> tuple[Taste, ...]:
    """What the latest 50 things suggest that the customer owns; () for one who is not known."""
    if customer_id is None:
        return ()
    try:
        owned = store.customers.get(customer_id).owned
    except NotFoundError:
        return ()
    latest = sorted(owned, key=lambda sku: owned[sku])[-_LOOKED_BACK:]
    return inferred(store.catalogue.many(latest).values())

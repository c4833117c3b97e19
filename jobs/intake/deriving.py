"""After an import: what goes with what, from the products themselves, where nobody has written it down (R20)."""

from sqlalchemy import Connection

from database.catalogue import read_fit_rules
from database.derived import active_products, curated_kinds, replace_derived
from sales.deriving import MOST_PRODUCTS, derive

SPEAKS_OF = frozenset({"products", "relations", "fit_rules"})
"""The kinds of file after which it has to be done again."""


def derive_relations(connection: Connection) -> int:
    """Derive again for the kinds that no relation of a person speaks of; answers how many changed."""
    shelf = active_products(connection, MOST_PRODUCTS)
    if shelf is None:
        return replace_derived(connection, ())
    written = curated_kinds(connection)
    category = {product.sku: product.category for product in shelf}
    found = derive(shelf, read_fit_rules(connection))
    return replace_derived(connection, [each for each in found if category[each.source] not in written])

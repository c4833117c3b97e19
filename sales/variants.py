"""The same thing in another colour or size."""

from collections.abc import Iterable

from sales.catalogue import Product


def model_of(product: Product) -> str | None:
    """What all variants of one model share, or None where there is only one."""
    return next(iter(product.attributes.get("variant_of", ())), None)


def variants(product: Product, others: Iterable[Product]) -> tuple[Product, ...]:
    """The other variants of `product` among `others`."""
    model = model_of(product)
    if model is None:
        return ()
    return tuple(other for other in others if other.sku != product.sku and model_of(other) == model)

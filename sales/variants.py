"""The same thing in another colour or size."""

from collections.abc import Iterable, Sequence

from sales.catalogue import Product

_SPOKEN = {"s": "small", "m": "medium", "l": "large"}


def model_of(product: Product) -> str | None:
    """What all variants of one model share, or None where there is only one."""
    return next(iter(product.attributes.get("variant_of", ())), None)


def nearest_to(product: Product, others: Sequence[Product]) -> list[Product]:
    """Those of the `others` that share the most facts with `product`: beside the blue 128 GB the black 128 GB."""
    shared = [sum(other.attributes.get(key) == value for key, value in product.attributes.items()) for other in others]
    return [other for other, count in zip(others, shared, strict=True) if count == max(shared)]


def size_words(product: Product) -> set[str]:
    """Its size as it is spoken: M is medium."""
    return {_SPOKEN[size] for value in product.attributes.get("size", ()) if (size := value.casefold()) in _SPOKEN}


def variants(product: Product, others: Iterable[Product]) -> tuple[Product, ...]:
    """The other variants of `product` among `others`."""
    model = model_of(product)
    if model is None:
        return ()
    return tuple(other for other in others if other.sku != product.sku and model_of(other) == model)

"""Goods and the service they are inseparable from, sold as one (R14)."""

from collections.abc import Mapping

from sales.basket import Basket
from sales.catalogue import Product


def complete(basket: Basket, products: Mapping[str, Product]) -> Basket:
    """The basket with at least one service for each piece that is only sold with it; unknown services are left out."""
    for sku, needed in _needed(basket, products).items():
        if sku in products and basket.quantity(sku) < needed:
            basket = basket.set(sku, needed)
    return basket


def missing(basket: Basket, products: Mapping[str, Product]) -> tuple[Product, ...]:
    """What is in the basket without the service it is only sold with."""
    needed = _needed(basket, products)
    lines = (products[line.sku] for line in basket.lines if line.sku in products)
    return tuple(
        product
        for product in lines
        if product.installation and basket.quantity(product.installation) < needed[product.installation]
    )


def set_quantity(basket: Basket, product: Product, quantity: int, products: Mapping[str, Product]) -> Basket:
    """The basket with `quantity` of `product`, its service along with it: 0 takes both out."""
    service = product.installation
    if service and service in basket.skus:
        spare = basket.quantity(service) - _needed(basket, products).get(service, 0)
        basket = basket.set(product.sku, quantity)
        return basket.set(service, max(0, spare) + _needed(basket, products).get(service, 0))
    return complete(basket.set(product.sku, quantity), products)


def _needed(basket: Basket, products: Mapping[str, Product]) -> dict[str, int]:
    needed: dict[str, int] = {}
    for line in basket.lines:
        service = products[line.sku].installation if line.sku in products else None
        if service:
            needed[service] = needed.get(service, 0) + line.quantity
    return needed

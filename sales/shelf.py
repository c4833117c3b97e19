"""All that complements are chosen from, read at once."""

from collections.abc import Mapping
from dataclasses import dataclass

from sales.catalogue import Product, Relation
from sales.compatibility import FitRule


@dataclass(frozen=True)
class Shelf:
    """The relations of some products, strongest first for each, and every product that has a part in them.

    `products` holds the sources, the targets, and the services that a target is only sold with, at today's prices;
    `rules` are the shop's rules of fit.
    """

    relations: tuple[Relation, ...]
    products: Mapping[str, Product]
    rules: tuple[FitRule, ...]

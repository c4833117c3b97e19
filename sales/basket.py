"""What the customer is about to buy."""

from dataclasses import dataclass, replace
from functools import cached_property

from sales.errors import InvalidError

MOST_PER_LINE = 999


@dataclass(frozen=True)
class Line:
    """`quantity` pieces of one product; at least 1, at most 999."""

    sku: str
    quantity: int = 1

    def __post_init__(self) -> None:
        if not 1 <= self.quantity <= MOST_PER_LINE:
            raise InvalidError(f"A quantity is a whole number from 1 to {MOST_PER_LINE}, not {self.quantity}.")


@dataclass(frozen=True)
class Basket:
    """The lines in the order they were put in; each SKU stands once."""

    lines: tuple[Line, ...] = ()

    @cached_property
    def skus(self) -> frozenset[str]:
        """Every SKU in the basket."""
        return frozenset(line.sku for line in self.lines)

    def quantity(self, sku: str) -> int:
        """How many of `sku` are in the basket; 0 when none."""
        return next((line.quantity for line in self.lines if line.sku == sku), 0)

    def add(self, sku: str, quantity: int = 1) -> "Basket":
        """The basket with `quantity` more of `sku`."""
        if sku in self.skus:
            return self.set(sku, self.quantity(sku) + quantity)
        return Basket((*self.lines, Line(sku, quantity)))

    def set(self, sku: str, quantity: int) -> "Basket":
        """The basket with exactly `quantity` of `sku`; 0 takes it out."""
        if quantity <= 0:
            return self.remove(sku)
        if sku not in self.skus:
            return self.add(sku, quantity)
        return Basket(tuple(replace(line, quantity=quantity) if line.sku == sku else line for line in self.lines))

    def remove(self, sku: str) -> "Basket":
        """The basket without `sku`."""
        return Basket(tuple(line for line in self.lines if line.sku != sku))

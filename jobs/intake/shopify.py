"""Shopify's product export: a product spans several rows, one per variant, and only its first row tells about it."""

from collections.abc import Callable, Iterable, Iterator
from html.parser import HTMLParser
from typing import Any

from jobs.intake import own
from jobs.intake.text import Line
from jobs.intake.values import RowError, money, slug, words

NEEDED = frozenset({"Handle", "Title", "Variant Price"})
NUMBERS = ("Variant Price", "Cost per item")
_OPTIONS = ("Option1", "Option2", "Option3")
_ONLY_ONE = "Default Title"
_TOLD_ONCE = ("Title", "Body (HTML)", "Vendor", "Type", "Product Category", "Tags", "Published", "Status", "Image Src")
Refuse = Callable[[int, str], None]


def rows(lines: Iterable[Line], context: own.Context, refuse: Refuse) -> Iterator[tuple[Line, dict[str, Any] | None]]:
    """Each line with its product row, or None where it only brings another picture; what is wrong is refused."""
    about: dict[str, str] = {}
    for line in lines:
        if line.broken:
            refuse(line.number, line.broken)
            continue
        cells = line.cells
        if cells.get("Handle") != about.get("Handle"):
            about = {"Handle": cells.get("Handle", "")}
        about |= {
            name: cells[name] for name in (*_TOLD_ONCE, *_option_names()) if cells.get(name) and name not in about
        }
        try:
            if not cells.get("Handle"):
                raise RowError("The Handle is missing.")
            has_variant = any(cells.get(name) for name in ("Variant SKU", "Variant Price", "Option1 Value"))
            yield line, _product(cells, about, context) if has_variant else None
        except RowError as error:
            refuse(line.number, str(error))


def _product(cells: own.Cells, about: dict[str, str], context: own.Context) -> dict[str, Any]:
    options = {
        about.get(f"{option} Name", option): cells[f"{option} Value"]
        for option in _OPTIONS
        if cells.get(f"{option} Value") and cells[f"{option} Value"] != _ONLY_ONE
    }
    if not about.get("Title"):
        raise RowError("The Title is missing.")
    sku = cells.get("Variant SKU", "").lstrip("'") or "-".join([about["Handle"], *map(slug, options.values())])
    row = own.product(
        {
            "sku": sku,
            "name": ", ".join([about["Title"], *options.values()]),
            "brand": about.get("Vendor", ""),
            "category": slug(about.get("Type") or about.get("Product Category", "").rpartition(">")[2]),
            "price": cells.get("Variant Price", ""),
            "stock": _stock(cells),
            "description": text_of(about.get("Body (HTML)", "")),
            "image": cells.get("Variant Image") or about.get("Image Src", ""),
            "active": "yes" if _is_sold(about) else "no",
        },
        context,
    )
    cost = cells.get("Cost per item", "")
    row["cost"] = money(cost, context.mark, "cost") if cost else None
    row["attributes"] = _attributes(cells, about, options)
    return row


def _attributes(cells: own.Cells, about: dict[str, str], options: dict[str, str]) -> dict[str, list[str]]:
    found = {slug(name).replace("-", "_"): [words(value, name, 200)] for name, value in options.items()}
    if options:
        found["variant_of"] = [about["Handle"]]
    if tags := [tag.strip() for tag in about.get("Tags", "").split(",") if tag.strip()]:
        found["tags"] = tags
    if cells.get("Variant Grams", "").strip("0."):
        found["weight_g"] = [cells["Variant Grams"]]
    return found


def _stock(cells: own.Cells) -> str:
    # Untracked, or sold on when empty: such a variant cannot run out.
    tracked = cells.get("Variant Inventory Tracker", "shopify")
    if not tracked or cells.get("Variant Inventory Policy", "").casefold() == "continue":
        return ""
    return cells.get("Variant Inventory Qty", "")


def _is_sold(about: dict[str, str]) -> bool:
    status = about.get("Status", "").casefold() or "active"
    return status == "active" and about.get("Published", "").casefold() != "false"


def _option_names() -> Iterator[str]:
    return (f"{option} Name" for option in _OPTIONS)


def text_of(html: str) -> str:
    """The words of a piece of HTML, without scripts and styles, each block on a line of its own."""
    reader = _Words()
    reader.feed(html)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.parts).splitlines())
    return "\n".join(line for line in lines if line)


class _Words(HTMLParser):
    _SILENT = frozenset({"script", "style", "template"})
    _BLOCKS = frozenset({"p", "br", "li", "div", "tr", "h1", "h2", "h3", "h4", "ul", "ol"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in self._SILENT
        if tag in self._BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._silent = max(0, self._silent - (tag in self._SILENT))
        if tag in self._BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(data)

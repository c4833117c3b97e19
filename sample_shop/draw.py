"""Draw the sample shop's product pictures: one flat motif per kind of product, coloured like the product.

`python -m sample_shop.draw` rewrites `sample_shop/pictures/*.svg` from `motifs.yml` and `products.csv`.
"""

import csv
from pathlib import Path

from ruamel.yaml import YAML

HERE = Path(__file__).parent
PICTURES = HERE / "pictures"
INK, PAPER = "#2f3447", "#fffdf8"
COLOURS = {  # main, shade, light
    "black": ("#4a5064", "#363b4d", "#6d7590"),
    "white": ("#f4f1ea", "#d8d2c6", "#e6e1d7"),
    "blue": ("#4f86c6", "#3a69a3", "#8fb5e2"),
    "red": ("#d9604f", "#b3473a", "#eb9385"),
    "green": ("#5f9f77", "#467d5b", "#98c6a9"),
    "grey": ("#9aa3b0", "#7a8392", "#bdc4ce"),
    "silver": ("#ccd3db", "#a9b2bd", "#e3e8ed"),
    "graphite": ("#5c6270", "#444955", "#838a9a"),
    "orange": ("#e8924a", "#c37331", "#f3b886"),
    "yellow": ("#efc050", "#cc9c30", "#f7da90"),
    "sand": ("#dcc7a3", "#bda57d", "#ece0c8"),
    "brown": ("#a5714b", "#835636", "#c89a78"),
    "clear": ("#cfe3ec", "#a9c6d4", "#e6f2f7"),
    "oak": ("#c79a62", "#a37b47", "#dfbf95"),
    "multicolour": ("#b78bd0", "#8f66a8", "#efa6b8"),
}
TILES = {  # background, main, shade, light, glow for things without a colour of their own
    "mint": ("#e3f2ec", "#57a68d", "#3f8470", "#94cdb9", "#f2b84b"),
    "sky": ("#e4eef9", "#5b8fc9", "#4371a6", "#9dc0e6", "#f4a259"),
    "sand": ("#f8efdf", "#d29a55", "#ac7a3c", "#e8c596", "#5aa89a"),
    "rose": ("#fae8e6", "#d67a74", "#b05b56", "#ebaaa5", "#f0c04f"),
    "lilac": ("#eeeaf8", "#8c7cc4", "#6b5ca1", "#bab0e0", "#f2b84b"),
}
DEPARTMENTS = {
    "sky": "phone screen-protector wireless charg power-bank laptop mice keyboard dock memory external monitor webcam",
    "rose": "camera lens tripod action instant leather game console controller headset",
    "lilac": "tv soundbar hdmi streaming projector headphone ear-tip audio speaker e-reader pen-tip reading",
    "sand": "printer ink toner paper usb coffee milk water capsule tamper vacuum mop",
    "mint": "",
}


def main() -> None:
    """Write every picture that `products.csv` names; pictures nobody names any more are removed."""
    motifs = YAML(typ="safe").load((HERE / "motifs.yml").read_text(encoding="utf-8"))
    with (HERE / "products.csv").open(encoding="utf-8", newline="") as lines:
        names = {row["image"]: row["category"] for row in csv.DictReader(lines)}
    PICTURES.mkdir(exist_ok=True)
    for old in PICTURES.glob("*.svg"):
        if old.name not in names:
            old.unlink()
    for name, category in names.items():
        stem, _, colour = name.removesuffix(".svg").rpartition("-")
        motif, colour = (stem, colour) if colour in COLOURS else (name.removesuffix(".svg"), "")
        (PICTURES / name).write_text(draw(motifs[motif], category, colour), encoding="utf-8")


def draw(motif: str, category: str, colour: str = "") -> str:
    """Return one SVG of 200 x 200 units: a tinted tile, a soft shadow, the motif in `colour`."""
    tile, main_, shade, light, glow = TILES[_department(category)]
    if colour:
        main_, shade, light = COLOURS[colour]
    fills = {"m": main_, "s": shade, "l": light, "k": INK, "w": PAPER, "g": glow, "t": tile}
    shapes = "".join(_shape(part.split(), fills) for part in motif.split(";") if part.strip())
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 200">'
        f'<rect width="200" height="200" rx="28" fill="{tile}"/>'
        f'<ellipse cx="100" cy="174" rx="58" ry="8" fill="{INK}" opacity=".1"/>{shapes}</svg>\n'
    )


def _department(category: str) -> str:
    for tile, words in DEPARTMENTS.items():
        if any(category.startswith(word) for word in words.split()):
            return tile
    return "mint"


def _shape(words: list[str], fills: dict[str, str]) -> str:
    kind, rest = words[0], words[1:]
    if kind == "r":
        x, y, width, height, radius, fill = rest
        box = f'x="{x}" y="{y}" width="{width}" height="{height}" rx="{radius}"'
        return f'<rect {box} fill="{fills[fill]}"/>'
    if kind == "c":
        x, y, radius, fill = rest
        return f'<circle cx="{x}" cy="{y}" r="{radius}" fill="{fills[fill]}"/>'
    if kind == "e":
        x, y, wide, high, fill = rest
        return f'<ellipse cx="{x}" cy="{y}" rx="{wide}" ry="{high}" fill="{fills[fill]}"/>'
    if kind == "p":
        return f'<path d="{" ".join(rest[1:])}" fill="{fills[rest[0]]}"/>'
    if kind == "l":
        stroke, width = fills[rest[0]], rest[1]
        line = f'stroke="{stroke}" stroke-width="{width}" stroke-linecap="round" stroke-linejoin="round"'
        return f'<path d="{" ".join(rest[2:])}" fill="none" {line}/>'
    raise ValueError(f"A motif names the shape {kind!r}; known are r, c, e, p and l.")


if __name__ == "__main__":
    main()

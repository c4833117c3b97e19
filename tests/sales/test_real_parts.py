"""Thousands of real computer parts against declared rules: no wrong pair, and a fair share of the right ones.

The truth is worked out here, part by part, without the rules: from the socket, the number in a chipset's name, the
memory's kind and length, slots and lanes. Parts alike in all of that count as often as there are of them.
"""

import gzip
import json
import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from jobs.intake.fit_rules import read_fit_rules
from sales.advisor import decide
from sales.basket import Basket
from sales.catalogue import Evidence, Origin, Product, Relation, RelationKind
from sales.compatibility import Fit, judge
from sales.complements import candidates
from tests.sales.make import situation

RULES = tuple(read_fit_rules(Path(__file__).with_name("parts.yml")))
FAIR_SHARE = {"boards": 0.75, "memory": 0.95, "cards": 0.95, "memory and processor": 0.9}
Parts = Mapping[str, Counter[Product]]
Truth = Callable[[Product, Product], bool | None]


class Part(Product):
    """A product that is told apart by its attributes, so that parts alike are judged once."""

    def __hash__(self) -> int:
        return hash((self.category, json.dumps(self.attributes, sort_keys=True)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Part) and (self.category, self.attributes) == (other.category, other.attributes)


@pytest.fixture(scope="module")
def parts(shared_data: Path) -> Parts:
    """The parts as a shop would enter them: what is missing or makes no sense is left out."""
    read = {
        "processors": ("CPU", _processor),
        "motherboards": ("Motherboard", _board),
        "memory": ("RAM", _memory),
        "graphics-cards": ("GPU", _card),
    }
    return {
        category: Counter(_part(category, facts_of(row)) for row in _rows(shared_data, name))
        for category, (name, facts_of) in read.items()
    }


def _rows(folder: Path, name: str) -> Iterable[dict[str, Any]]:
    with gzip.open(folder / "compatibility" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _part(category: str, facts: Mapping[str, Any]) -> Part:
    kept = {
        name: tuple(str(each) for each in (value if isinstance(value, list) else [value]))
        for name, value in facts.items()
        if value not in (None, "", [])
    }
    return Part(category + json.dumps(kept), category, "", category, Decimal(100), stock=3, attributes=kept)


def _sensible(gigabytes: int | None) -> int | None:
    return gigabytes if gigabytes and gigabytes >= 4 else None


def _processor(row: dict[str, Any]) -> dict[str, Any]:
    memory = row["specifications"].get("memory") or {}
    named = f"{row.get('series')} {row['metadata']['name']}"
    return {
        "socket": row.get("socket"),
        "generation": row.get("microarchitecture"),
        "line": "Xeon" if "Xeon" in named or "E5-" in named else "desktop",
        "memory_types": memory.get("types"),
        "max_gb": _sensible(memory.get("maxSupport")),
    }


def _board(row: dict[str, Any]) -> dict[str, Any]:
    memory = row.get("memory") or {}
    lanes = [slot["lanes"] for slot in row.get("pcie_slots") or [] if slot.get("lanes")]
    return {
        "socket": row.get("socket"),
        "chipset": row.get("chipset"),
        "form_factor": row.get("form_factor"),
        "memory_type": memory.get("ram_type"),
        "slots": memory.get("slots"),
        "max_gb": _sensible(memory.get("max")),
        "widest_slot": max(lanes, default=None),
    }


def _memory(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "memory_type": row.get("ram_type"),
        "form": row.get("form_factor"),
        "ecc": row.get("ecc"),
        "registered": row.get("registered"),
        "sticks": (row.get("modules") or {}).get("quantity"),
        "capacity_gb": row.get("capacity"),
    }


def _card(row: dict[str, Any]) -> dict[str, Any]:
    width = re.search(r"x(\d+)$", row.get("interface") or "")
    return {"edge_lanes": width and int(width[1])}


# The truth, without the rules


def _one(product: Product, name: str) -> str:
    return next(iter(product.attributes.get(name, ())), "")


def board_takes(board: Product, processor: Product) -> bool | None:
    """Whether the board takes the processor; None where that depends on more than these facts."""
    sockets = [_one(part, "socket").replace("sTR4", "TR4") for part in (board, processor)]
    if sockets == ["FM2+", "FM2"]:
        return True
    if sockets[0] != sockets[1]:
        return False
    if (types := processor.attributes.get("memory_types")) and _one(board, "memory_type") not in types:
        return False
    series = re.search(r"(\d)\d\d?[A-Z]?$", _one(board, "chipset"))
    hundreds = int(series[1]) if series else None
    generation, server = _one(processor, "generation"), _one(processor, "line") == "Xeon"
    if sockets[0] == "LGA 1151":
        older = generation in ("Skylake", "Kaby Lake")
        if server or hundreds is None or "Intel C" in _one(board, "chipset"):
            return False if server and not _one(board, "chipset").startswith("Intel C") else None
        return hundreds in (1, 2) if older else hundreds == 3
    if sockets[0] == "AM4":
        return _on_am4(_one(board, "chipset"), generation)
    if sockets[0] == "LGA 1150" and generation == "Broadwell":
        return _one(board, "chipset").endswith("97")
    if sockets[0] == "LGA 1200" and generation == "Rocket Lake":
        return _one(board, "chipset") not in ("Intel B460", "Intel H410")
    return None if server else True


def _on_am4(chipset: str, generation: str) -> bool | None:
    age = ("Excavator", "Zen", "Zen+", "Zen 2", "Zen 3").index(generation)
    if chipset in ("AMD B550", "AMD A520"):
        return age >= 3
    if chipset == "AMD X570":
        return age >= 2
    if chipset in ("AMD B450", "AMD X470"):
        return True if 1 <= age <= 3 else None
    return True if 1 <= age <= 2 else None


def memory_goes_in(kit: Product, board: Product) -> bool | None:
    """Whether the kit goes into the empty board."""
    if "SO-DIMM" in _one(kit, "form") or _one(kit, "memory_type") != _one(board, "memory_type"):
        return False
    if int(_one(kit, "sticks") or 0) > int(_one(board, "slots") or 0):
        return False
    if not _one(board, "max_gb") or _one(board, "form_factor").startswith("Thin"):
        return None
    if _one(kit, "registered") != "Unbuffered" or _one(kit, "ecc") != "Non-ECC" or "DIMM" not in _one(kit, "form"):
        return None
    return int(_one(kit, "capacity_gb")) <= int(_one(board, "max_gb"))


def card_goes_in(card: Product, board: Product) -> bool | None:
    """Whether one of the board's slots is wide enough for the card."""
    if not _one(card, "edge_lanes") or not _one(board, "widest_slot"):
        return None
    return int(_one(card, "edge_lanes")) <= int(_one(board, "widest_slot"))


def processor_drives(kit: Product, processor: Product) -> bool | None:
    """Whether the processor's own memory controller drives the kit."""
    types = processor.attributes.get("memory_types")
    if "SO-DIMM" in _one(kit, "form") or (types and _one(kit, "memory_type") not in types):
        return False
    if not types or not _one(processor, "max_gb") or _one(kit, "registered") != "Unbuffered":
        return None
    if "DIMM" not in _one(kit, "form"):
        return None
    return int(_one(kit, "capacity_gb")) <= int(_one(processor, "max_gb"))


PAIRS: Mapping[str, tuple[str, str, Truth, tuple[str, ...]]] = {
    "boards": ("motherboards", "processors", board_takes, ("socket", "chipset", "memory_type")),
    "memory": ("memory", "motherboards", memory_goes_in, ("memory_type", "form_factor", "slots", "max_gb")),
    "cards": ("graphics-cards", "motherboards", card_goes_in, ("widest_slot",)),
    "memory and processor": ("memory", "processors", processor_drives, ("memory_types", "max_gb")),
}


def _told_apart(counted: Counter[Product], names: tuple[str, ...]) -> Counter[Product]:
    alike: Counter[Product] = Counter()
    for part, times in counted.items():
        facts = {name: list(part.attributes[name]) for name in names if name in part.attributes}
        alike[_part(part.category, facts)] += times
    return alike


def _judged(parts: Parts, pair: str) -> Counter[tuple[Fit, bool | None]]:
    accessories, devices, truth, names = PAIRS[pair]
    ours, theirs = parts[accessories], parts[devices]
    if pair == "boards":
        ours = _told_apart(ours, names)
    else:
        theirs = _told_apart(theirs, names)
    found: Counter[tuple[Fit, bool | None]] = Counter()
    for accessory, many in ours.items():
        for device, times in theirs.items():
            found[judge(RULES, accessory, device), truth(accessory, device)] += many * times
    return found


@pytest.mark.slow
@pytest.mark.parametrize("pair", PAIRS)
def test_no_wrong_pair_of_real_parts_fits_and_a_fair_share_of_the_right_ones_does(parts: Parts, pair: str) -> None:
    found = _judged(parts, pair)
    wrong = found[Fit.FITS, False]
    right = sum(times for (_, true), times in found.items() if true)
    share = found[Fit.FITS, True] / right
    print(f"{pair}: {right:,} right pairs, {share:.1%} found, {wrong} wrong, {found[Fit.FITS, None]:,} fit of doubt")
    assert wrong == 0
    assert found[Fit.FITS, None] == 0
    assert share >= FAIR_SHARE[pair]


def test_no_memory_is_offered_that_any_part_of_the_half_built_computer_cannot_use(parts: Parts) -> None:
    random_ = random.Random(4)
    processors, boards, kits = (sorted(parts[name], key=lambda part: part.sku) for name in list(parts)[:3])
    pairs = [(processor, board) for processor in processors for board in random_.sample(boards, 40)]
    built = [pair for pair in pairs if judge(RULES, pair[1], pair[0]) is Fit.FITS]
    offered = 0
    for processor, board in random_.sample(built, min(120, len(built))):
        shelf = {part.sku: part for part in (processor, board, *random_.sample(kits, 25))}
        basket = Basket().add(processor.sku).add(board.sku)
        relations = [
            Relation(processor.sku, RelationKind.COMPLEMENT, sku, Evidence(Origin.ATTRIBUTE))
            for sku, part in shelf.items()
            if part.category == "memory"
        ]
        talk = situation(basket=basket, products=shelf, anchors=(processor.sku,))
        for item in getattr(decide(talk, candidates(talk, relations, shelf, RULES)).offer, "items", ()):
            offered += 1
            assert processor_drives(item.product, processor)
            assert memory_goes_in(item.product, board)
    assert offered >= 40

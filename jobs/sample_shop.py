"""Filling an empty database with the sample shop, so that the first start has something to sell."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine

import bootstrap
from jobs.import_shop import import_files
from sample_shop.generate import generate
from settings import ROOT

FOLDER = ROOT / "sample_shop"
_TABLES = ("products", "relations", "discounts", "tiers", "bundles", "synonyms")


def take_in_sample_shop(opened: Engine, home: Path, say: Callable[[str], None]) -> bool:
    """Import the sample shop where the catalogue is still empty; says whether it did."""
    if bootstrap.build_store(opened).catalogue.categories():
        return False
    say("Making up the sample shop's customers and orders")
    made = home / "sample"
    generate(made)
    say("Taking in the sample shop")
    files = [*(FOLDER / f"{name}.csv" for name in _TABLES), FOLDER / "compatibility.yml"] + sorted(made.glob("*.csv"))
    import_files(opened, files, now=datetime.now(UTC), say=lambda step: say(f"  {step}"))
    return True

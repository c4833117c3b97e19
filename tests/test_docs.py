"""What is documented exists, and what exists is documented."""

import re
import subprocess
from pathlib import Path

import pytest
from pydantic import ValidationError

from settings import DeskSettings, OfferSettings, Settings, WebhookSettings, read_limits, read_receivers

ROOT = Path(__file__).parent.parent
SETTINGS = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "name", [*OfferSettings.model_fields, *WebhookSettings.model_fields, *DeskSettings.model_fields]
)
def test_every_setting_of_offers_webhooks_and_desk_has_its_heading(name) -> None:
    assert re.search(rf"^### {name}$", SETTINGS, re.MULTILINE)


@pytest.mark.parametrize("name", re.findall(r"`GOESWITH_([A-Z_]+)`", SETTINGS))
def test_every_documented_variable_is_a_setting(name) -> None:
    assert name.lower() in Settings.model_fields


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("items = 3", "items"),
        ("margin_floor = 2", "margin_floor"),
        ("per_dya = 4", "per_dya"),
        ('forbidden_pairs = [["cards", "cards"]]', "two different things"),
    ],
)
def test_an_impossible_setting_stops_the_start_by_name(tmp_path, line, told) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(f"[offers]\n{line}\n", encoding="utf-8")
    with pytest.raises(ValidationError, match=told):
        read_limits(file)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('url = "tickets.example"', "url"),
        ('url = "https://tickets.example"\nevents = ["case.eaten"]', "events"),
        ('url = "https://tickets.example"\nsecret = "here"', "secret"),
    ],
)
def test_an_impossible_webhook_stops_the_start_by_name(tmp_path, line, told) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(f"[[webhooks]]\n{line}\n", encoding="utf-8")
    with pytest.raises(ValidationError, match=told):
        read_receivers(file)


def test_the_shipped_settings_are_the_documented_defaults() -> None:
    assert read_limits(ROOT / "settings.toml") == OfferSettings().limits()


def test_the_readme_is_short() -> None:
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= 140


def test_every_path_that_the_readme_names_exists() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!http|#)([^)]+)\)", text)
    missing = [link for link in links if not (ROOT / link.split("#")[0]).exists()]
    assert not missing


def test_every_make_target_that_the_docs_name_exists() -> None:
    offered = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    targets = set(re.findall(r"make ([a-z%-]+)", offered))
    for page in (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))):
        for target in re.findall(r"`(?:[A-Z_]+=\S+ )?make ([a-z-]+)", page.read_text(encoding="utf-8")):
            assert target in targets or re.match(r"bench-", target), f"{page.name} names make {target}"

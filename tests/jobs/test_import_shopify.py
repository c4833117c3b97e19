"""Shopify's product export: variants become products that know each other."""

import csv
import io
from decimal import Decimal

import pytest

from jobs.intake.shopify import text_of
from sales.errors import NotFoundError

MUG = {
    "Handle": "mug",
    "Title": "Mug",
    "Body (HTML)": "<p>Holds <b>300&nbsp;ml</b>.</p><script>alert(1)</script><ul><li>dishwasher-safe</li></ul>",
    "Vendor": "Tonwerk",
    "Type": "Cups & Mugs",
    "Tags": "kitchen, gift",
    "Published": "true",
    "Option1 Name": "Colour",
    "Option1 Value": "Blue",
    "Variant SKU": "MUG-BLU",
    "Variant Inventory Tracker": "shopify",
    "Variant Inventory Qty": "12",
    "Variant Inventory Policy": "deny",
    "Variant Price": "14.50",
    "Image Src": "https://shop.example/mug.jpg",
    "Cost per item": "6.10",
    "Status": "active",
}
RED = {
    "Handle": "mug",
    "Option1 Value": "Red",
    "Variant SKU": "MUG-RED",
    "Variant Inventory Tracker": "shopify",
    "Variant Inventory Qty": "-2",
    "Variant Price": "15.00",
}


def export(*rows: dict[str, str]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(MUG), restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def test_a_variant_without_a_price_is_refused_and_its_sisters_are_kept(write, take, store, reasons) -> None:
    report = take(write("export.csv", export(MUG, {**RED, "Variant Price": ""})))
    assert reasons(report) == {3: "The price is missing."}
    assert store.catalogue.get("MUG-BLU")
    with pytest.raises(NotFoundError):
        store.catalogue.get("MUG-RED")


def test_a_row_without_a_handle_or_a_first_title_is_refused(write, take, reasons) -> None:
    report = take(write("export.csv", export({**MUG, "Handle": ""}, {**RED, "Handle": "cup"})))
    assert reasons(report) == {2: "The Handle is missing.", 3: "The Title is missing."}


def test_a_draft_is_kept_but_not_sold(write, take, store) -> None:
    take(write("export.csv", export({**MUG, "Status": "draft"}, RED)))
    assert not store.catalogue.get("MUG-BLU").in_stock
    assert not store.catalogue.browse()


def test_a_row_that_only_brings_a_picture_is_no_product(write, take, store, reasons) -> None:
    picture = {"Handle": "mug", "Image Src": "https://shop.example/mug-2.jpg"}
    report = take(write("export.csv", export(MUG, RED, picture)))
    assert not reasons(report)
    assert report.files[0].kept == 3
    assert len(store.catalogue.browse()) == 2


def test_variants_become_products_with_their_options_as_attributes(write, take, store) -> None:
    take(write("export.csv", export(MUG, RED)))
    blue, red = store.catalogue.get("MUG-BLU"), store.catalogue.get("MUG-RED")
    assert (blue.name, red.name) == ("Mug, Blue", "Mug, Red")
    assert blue.attributes["colour"] == ("Blue",) and red.attributes["variant_of"] == ("mug",)
    assert blue.category == red.category == "cups-mugs"
    assert (blue.price, blue.cost, red.price) == (Decimal("14.50"), Decimal("6.10"), Decimal("15.00"))
    assert blue.description == "Holds 300 ml.\ndishwasher-safe"
    assert red.brand == "Tonwerk" and red.image == "https://shop.example/mug.jpg"
    assert blue.in_stock and not red.in_stock


def test_a_product_without_variants_or_sku_goes_by_its_handle(write, take, store) -> None:
    plain = {**MUG, "Option1 Name": "Title", "Option1 Value": "Default Title", "Variant SKU": ""}
    take(write("export.csv", export(plain)))
    assert store.catalogue.get("mug").name == "Mug"
    assert "variant_of" not in store.catalogue.get("mug").attributes


def test_what_is_not_counted_or_sold_on_when_empty_cannot_run_out(write, take, store) -> None:
    untracked = {**MUG, "Variant Inventory Tracker": "", "Variant Inventory Qty": "0"}
    ordered = {**RED, "Variant Inventory Policy": "continue"}
    take(write("export.csv", export(untracked, ordered)))
    assert store.catalogue.get("MUG-BLU").in_stock and store.catalogue.get("MUG-RED").in_stock


def test_a_second_run_changes_nothing(write, take) -> None:
    path = write("export.csv", export(MUG, RED))
    take(path)
    assert take(path).changed == 0


def test_html_becomes_its_words() -> None:
    assert text_of("<style>p{}</style><p>One<br>two &amp; <i>three</i></p>") == "One\ntwo & three"
    assert text_of("no markup, 3 < 4") == "no markup, 3 < 4"

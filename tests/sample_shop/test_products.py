"""The sample shop's catalogue holds together."""

import re
from decimal import Decimal

import pytest

from sales.compatibility import Fit, governed, judge
from tests.sample_shop.shop_files import FOLDER, fit_rules, judged, products, rows

HAS_TO_FIT = {"complement", "service", "refill", "bundle", "partner"}
PICTURES = FOLDER / "pictures"


def test_no_sku_stands_twice() -> None:
    assert len(products()) == len(rows("products.csv"))


def test_no_product_is_sold_below_its_cost() -> None:
    assert not [sku for sku, product in products().items() if product.margin is None or product.margin <= 0]


def test_no_text_is_used_for_two_products() -> None:
    texts = [row["description"] for row in rows("products.csv")]
    assert len(set(texts)) == len(texts)


def test_no_relation_points_to_nothing() -> None:
    categories = {f"category:{product.category}" for product in products().values()}
    loose = [
        row
        for row in rows("relations.csv")
        if row["source_sku"] not in products().keys() | categories or row["target_sku"] not in products()
    ]
    assert not loose


def test_no_curated_pair_is_wrong_or_undecided_by_the_rules() -> None:
    wrong = [
        (row["source_sku"], row["target_sku"], fit.value)
        for row in rows("relations.csv")
        if row["kind"] in HAS_TO_FIT and row["source_sku"] in products()
        for fit in [judge(fit_rules(), products()[row["target_sku"]], products()[row["source_sku"]])]
        if fit is not Fit.FITS
    ]
    assert not wrong


def test_no_rule_names_a_category_or_attribute_that_no_product_has() -> None:
    has = {(product.category, name) for product in products().values() for name in product.attributes}
    unknown = [
        (rule.products, rule.fit, part)
        for rule in fit_rules()
        for part in rule.when
        if (rule.products, part.left) not in has or (rule.fit, part.right) not in has
    ]
    assert not unknown


@pytest.mark.parametrize(
    ("accessory", "device", "fit"),
    [
        ("CASE-AUR-X2-SIL-BLK", "PH-AUR-X1M-128-BLK", Fit.DOES_NOT),
        ("CASE-AUR-X2-SIL-BLK", "PH-AUR-X2X-256-BLK", Fit.DOES_NOT),
        ("CASE-AUR-X2-SIL-BLK", "PH-AUR-X2-128-BLU", Fit.FITS),
        ("BAT-VAN-VB3", "CAM-VAN-Z5-KIT", Fit.DOES_NOT),
        ("BAT-VAN-VB5", "CAM-VAN-Z6-BODY", Fit.FITS),
        ("LEN-VAN-50", "CAM-FER-K1-KIT", Fit.DOES_NOT),
        ("LEN-VAN-50", "CAM-VAN-C2-BLU", Fit.DOES_NOT),
        ("MEM-RAM-DT5-32", "LAP-KOR-P14-1T-GRA", Fit.DOES_NOT),
        ("MEM-RAM-D5-16", "LAP-KOR-A14-512-SLV", Fit.DOES_NOT),
        ("MEM-RAM-D4-16", "LAP-KOR-S15-256-BLU", Fit.FITS),
        ("MNT-MUR-M", "TV-LUM-75Q", Fit.DOES_NOT),
        ("MNT-MUR-XL", "TV-LUM-75Q", Fit.FITS),
        ("PAP-PHOTO-50", "PRN-ODR-L2", Fit.DOES_NOT),
        ("INK-ODR-P1-BK", "PRN-ODR-P3", Fit.DOES_NOT),
        ("FIL-STA-67", "CAM-VAN-Z6-BODY", Fit.UNKNOWN),
        ("CHG-AMP-20-WHT", "PH-SEN-EASY-BLK", Fit.FITS),
    ],
)
def test_what_fits_can_be_decided(accessory, device, fit) -> None:
    assert judge(fit_rules(), products()[accessory], products()[device]) is fit


def test_there_are_at_least_250_products_of_which_some_are_out_of_stock() -> None:
    assert len(products()) >= 250
    assert not products()["CASE-AUR-X2-CLR"].in_stock


def test_every_product_has_two_to_four_benefits_and_a_readable_sku() -> None:
    for row in rows("products.csv"):
        assert 2 <= len(row["benefits"].split(" | ")) <= 4, row["sku"]
        assert re.fullmatch(r"[A-Z0-9]+(-[A-Z0-9]+)+", row["sku"]), row["sku"]


def test_every_picture_exists_is_small_and_loads_nothing() -> None:
    named = {product.image for product in products().values()}
    assert named == {path.name for path in PICTURES.glob("*.svg")}
    for path in PICTURES.glob("*.svg"):
        picture = path.read_text(encoding="utf-8")
        assert len(picture) < 4_000, path.name
        assert "http" not in picture.replace("http://www.w3.org/2000/svg", ""), path.name
        assert "<script" not in picture, path.name
    assert sum(path.stat().st_size for path in PICTURES.glob("*.svg")) < 400_000


def test_what_has_to_be_installed_names_its_installation() -> None:
    for row in rows("products.csv"):
        if row["installation"]:
            assert products()[row["installation"]].category == "installation"
    assert {row["installation"] for row in rows("products.csv")} >= {"SVC-AC-INST", "SVC-AC-INST-MULTI"}


def test_every_kind_of_relation_is_there_and_says_why() -> None:
    assert {row["kind"] for row in rows("relations.csv")} == HAS_TO_FIT | {"upgrade", "alternative"}
    for row in rows("relations.csv"):
        assert len(row["reason"]) >= 12 and row["evidence"].startswith("curated: "), row


def test_upgrades_cost_more_than_what_they_replace() -> None:
    for row in rows("relations.csv"):
        if row["kind"] == "upgrade":
            assert products()[row["target_sku"]].price > products()[row["source_sku"]].price, row


def test_every_device_has_two_things_that_go_with_it() -> None:
    with_it: dict[str, set[str]] = {}
    for row in rows("relations.csv"):
        if row["kind"] in HAS_TO_FIT - {"bundle"}:
            with_it.setdefault(row["source_sku"], set()).add(row["target_sku"])
    poor = [row["device_sku"] for row in judged() if len(with_it.get(row["device_sku"], ())) < 2]
    assert not poor


def test_refills_and_care_say_when_they_are_due() -> None:
    due = {row["sku"] for row in rows("products.csv") if row["reorder_days"]}
    assert not {sku for sku, product in products().items() if product.kind.value == "refill"} - due


def test_the_two_partner_suppliers_are_named_on_what_they_supply() -> None:
    suppliers = {row["partner"] for row in rows("products.csv")} - {""}
    assert suppliers == {"Rosteria Lenta", "Blendwerk Atelier"}
    for row in rows("relations.csv"):
        if row["kind"] == "partner":
            target = next(product for product in rows("products.csv") if product["sku"] == row["target_sku"])
            assert target["partner"], row


def test_prices_are_in_cents() -> None:
    assert all(product.price == product.price.quantize(Decimal("0.01")) for product in products().values())


def test_accessories_that_have_to_fit_are_governed_by_a_rule() -> None:
    for category in ("phone-cases", "memory", "lenses", "ink-cartridges", "tv-mounts", "vacuum-bags", "capsules"):
        assert governed(fit_rules(), category)


def test_every_curated_complement_of_a_device_was_judged_sensible_by_a_person() -> None:
    good = {row["device_sku"]: set(row["good"].split()) for row in judged()}
    doubtful = [
        (row["source_sku"], row["target_sku"])
        for row in rows("relations.csv")
        if row["source_sku"] in good
        and row["kind"] in HAS_TO_FIT
        and not {row["target_sku"], products()[row["target_sku"]].category} & good[row["source_sku"]]
    ]
    assert not doubtful


def test_colour_and_storage_in_a_name_are_those_of_the_attributes() -> None:
    colours = {value for product in products().values() for value in product.attributes.get("colour", ())}
    for product in products().values():
        said = {word for word in re.findall(r"\w+", product.name) if word in colours}
        if "colour" in product.attributes and len(said) == 1:
            assert product.attributes["colour"] == tuple(said), product.sku
        if product.category in ("phones", "laptops") and (size := re.search(r"(\d+) (GB|TB)", product.name)):
            gigabytes = int(size[1]) * (1000 if size[2] == "TB" else 1)
            assert product.attributes["storage_gb"] == (str(gigabytes),), product.sku

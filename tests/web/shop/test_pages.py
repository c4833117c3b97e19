"""The shop's pages say what the catalogue says."""

from decimal import Decimal

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine

from tests.web.shop.conftest import MARKUP, stocked


def test_an_unknown_product_has_a_page_that_says_so(shop: TestClient) -> None:
    answer = shop.get("/p/NOPE")
    assert answer.status_code == 404
    assert "There is no such product." in answer.text


def test_a_search_without_hits_offers_the_assistant(shop: TestClient) -> None:
    answer = shop.get("/", params={"q": "xylophone"})
    assert "Nothing here by that name." in answer.text
    assert "data-open-chat" in answer.text


@pytest.mark.parametrize("name", ["../products.csv", "..%2f..%2fsettings.toml", "none", "x.svg"])
def test_a_picture_the_shop_does_not_have_is_a_plain_box(shop: TestClient, name: str) -> None:
    answer = shop.get(f"/pictures/{name}")
    assert "sku,name" not in answer.text
    assert answer.status_code == 404 or answer.text.startswith("<svg")


def test_a_file_that_is_not_the_pages_own_is_not_served(shop: TestClient) -> None:
    assert shop.get("/shop/files/none.svg").status_code == 404
    assert shop.get("/shop/files/..%2fpages.py").status_code == 404


def test_markup_in_a_name_stays_text(shop: TestClient) -> None:
    answer = shop.get("/p/BIKE")
    assert MARKUP not in answer.text
    assert "&lt;script&gt;" in answer.text


def test_what_is_out_of_stock_cannot_be_added(shop: TestClient) -> None:
    answer = shop.get("/p/OLD")
    assert "Out of stock" in answer.text
    assert "data-add=" not in answer.text


def test_every_page_says_that_all_is_made_up_and_runs_only_its_own_scripts(shop: TestClient) -> None:
    for path in ("/", "/?department=cameras", "/?q=vanta", "/p/VZ5", "/cart", "/checkout", "/p/NOPE"):
        answer = shop.get(path)
        assert "Everything here is made up." in answer.text, path
        assert '<script src="/widget.js"' in answer.text, path
        assert "script-src 'self'" in answer.headers["content-security-policy"], path
        assert " style=" not in answer.text, path
        assert "onclick" not in answer.text, path


def test_a_department_shows_its_categories_and_products(shop: TestClient) -> None:
    answer = shop.get("/", params={"department": "cameras"})
    assert "Vanta Z5" in answer.text
    assert "Vanta B5 battery" in answer.text
    assert "Camera course" not in answer.text
    only = shop.get("/", params={"category": "camera-batteries"})
    assert "Vanta B5 battery" in only.text
    assert "Vanta Z5" not in only.text


def test_a_category_that_no_department_knows_stands_alone(shop: TestClient) -> None:
    assert "Mountain bikes" in shop.get("/").text
    assert "&lt;script&gt;" in shop.get("/", params={"department": "mountain-bikes"}).text


def test_a_search_finds_by_name(shop: TestClient) -> None:
    answer = shop.get("/", params={"q": "battery"})
    assert "Vanta B5 battery" in answer.text
    assert "Case red" not in answer.text


def test_a_product_page_shows_price_and_the_other_colours(shop: TestClient) -> None:
    answer = shop.get("/p/CASE-R")
    assert "€19.90" in answer.text
    assert 'href="/p/CASE-B"' in answer.text
    assert "variant" not in answer.text.lower()


def test_the_basket_is_priced_by_the_shop_and_unknown_products_are_left_out(shop: TestClient) -> None:
    lines = [{"sku": "VB5", "quantity": 2}, {"sku": "NOPE", "quantity": 1}, {"sku": "VZ5", "quantity": 1}]
    answer = shop.post("/shop/price", json={"lines": lines}).json()
    assert [(line["sku"], line["price"], line["sum"]) for line in answer["lines"]] == [
        ("VB5", "39.00", "78.00"),
        ("VZ5", "749.00", "749.00"),
    ]
    assert (answer["total"], answer["saved"], answer["bundles"]) == ("827.00", "0", [])


def test_a_basket_over_the_limit_is_refused(shop: TestClient) -> None:
    lines = [{"sku": "VB5", "quantity": 999}, {"sku": "VB5", "quantity": 1}]
    assert shop.post("/shop/price", json={"lines": lines}).status_code == 422


def test_a_product_brings_the_service_it_is_only_sold_with(shop: TestClient, engine: Engine) -> None:
    stocked(
        engine,
        {
            "sku": "AC",
            "name": "Cooler",
            "category": "coolers",
            "price": Decimal("849"),
            "stock": 3,
            "installation": "FIT",
        },
        {"sku": "FIT", "name": "Fitting", "category": "fitting", "price": Decimal("690"), "kind": "service"},
    )
    person = {"name": "Tom Beech", "email": "tom@beech.example"}
    torn = shop.post("/shop/orders", json={**person, "lines": [{"sku": "AC", "quantity": 2}]})
    assert torn.status_code == 422
    assert "only sold with" in torn.json()["detail"]
    whole = shop.post("/shop/price", json={"lines": [{"sku": "AC", "quantity": 2}]}).json()
    assert [(line["sku"], line["quantity"]) for line in whole["lines"]] == [("AC", 2), ("FIT", 2)]
    lines = [{"sku": line["sku"], "quantity": line["quantity"]} for line in whole["lines"]]
    placed = shop.post("/shop/orders", json={**person, "lines": lines}).json()
    assert placed["total"] == whole["total"] == "3078.00"

"""Importing over HTTP."""

import httpx
import pytest
from sqlalchemy import Engine

from tests.web.test_conversations import is_problem

HEAD = "sku,name,brand,category,kind,price,cost,currency,stock,description,benefits,attributes,image,url,regulated,"
HEAD += "partner,reorder_days,installation\n"


@pytest.fixture(autouse=True)
def into_this_database(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Imports go where the test looks."""
    monkeypatch.setattr("bootstrap.engine", lambda: engine)


def upload(*files: tuple[str, str]) -> list[tuple[str, tuple[str, bytes, str]]]:
    """A form with these files."""
    return [("file", (name, text.encode(), "text/csv")) for name, text in files]


async def test_a_form_without_a_file_and_a_file_that_is_no_table_are_refused(
    api: httpx.AsyncClient, staff: dict[str, dict[str, str]]
):
    assert is_problem(await api.post("/imports", headers=staff["admin"]), 422)
    photo = upload(("photo.jpg", "no table at all"))
    assert is_problem(await api.post("/imports", files=photo, headers=staff["admin"]), 422)


async def test_a_path_in_a_files_name_leads_nowhere(api: httpx.AsyncClient, staff: dict[str, dict[str, str]]):
    rows = HEAD + "LAMP,A lamp,Lumo,lamps,good,19.90,8.00,EUR,4,,,,,,,,,\n"
    sent = upload(("../../products.csv", rows))
    report = (await api.post("/imports", files=sent, headers=staff["admin"])).json()
    assert [one["file"] for one in report["files"]] == ["products.csv"]


async def test_the_report_counts_what_was_kept_and_names_what_was_refused(
    api: httpx.AsyncClient, staff: dict[str, dict[str, str]]
):
    rows = HEAD + "LAMP,A lamp,Lumo,lamps,good,19.90,8.00,EUR,4,,,,,,,,,\n"
    rows += "FREE,No price,Lumo,lamps,good,,,EUR,4,,,,,,,,,\n"
    answer = await api.post("/imports", files=upload(("products.csv", rows)), headers=staff["admin"])
    report = answer.json()
    assert (answer.status_code, report["read"], report["kept"], report["refused_count"]) == (200, 2, 1, 1)
    assert report["refused"][0]["line"] == 3
    assert [one["sku"] for one in (await api.get("/products?query=lamp")).json()["products"]] == ["LAMP"]

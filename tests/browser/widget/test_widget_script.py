"""The script itself: small, whole, cached."""

import gzip
import re

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from web.widget.bundle import ORDER, PREVIEW, SOURCE, bundle
from web.widget.pages import router

MOST_BYTES = 15_000
MOST_LINES = 300


def client() -> TestClient:
    app = FastAPI()
    app.include_router(router)
    return TestClient(app)


def test_the_script_is_at_most_fifteen_kilobytes_packed() -> None:
    assert len(gzip.compress(bundle().encode(), 9)) <= MOST_BYTES


def test_every_module_is_in_the_script_and_none_is_too_long() -> None:
    modules = {path.stem: path.read_text(encoding="utf-8") for path in SOURCE.glob("*.js")}
    assert set(modules) == {*ORDER, *PREVIEW, "more"}
    assert [name for name, text in modules.items() if text.count("\n") > MOST_LINES] == []


@pytest.mark.parametrize("order", [ORDER, PREVIEW])
def test_modules_import_only_from_modules_before_them(order: tuple[str, ...]) -> None:
    for at, name in enumerate(order):
        wanted = re.findall(r'from "\./(\w+)\.js"', (SOURCE / f"{name}.js").read_text(encoding="utf-8"))
        assert set(wanted) <= set(order[:at]), name


@pytest.mark.parametrize("order", [ORDER, PREVIEW])
def test_data_is_never_read_as_markup_and_nothing_is_fetched_from_elsewhere(order: tuple[str, ...]) -> None:
    text = bundle(order)
    for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function"):
        assert word not in text
    assert set(re.findall(r"https?://[\w.]+", text)) <= {"http://www.w3.org"}


def test_a_browser_that_has_the_script_is_not_sent_it_again() -> None:
    with client() as shop:
        first = shop.get("/widget.js", headers={"Accept-Encoding": "gzip"})
        assert first.status_code == 200
        assert first.headers["content-encoding"] == "gzip"
        assert first.headers["content-type"].startswith("text/javascript")
        again = shop.get("/widget.js", headers={"If-None-Match": first.headers["etag"]})
        assert again.status_code == 304
        assert again.content == b""


@pytest.mark.parametrize("name", ["widget.js", "widget-more.js", "widget-preview.js"])
def test_each_script_is_served_as_a_script(name: str) -> None:
    with client() as shop:
        answer = shop.get(f"/{name}")
        assert answer.status_code == 200
        assert answer.headers["content-type"].startswith("text/javascript")


def test_a_browser_that_takes_no_gzip_gets_it_plain() -> None:
    with client() as shop:
        answer = shop.get("/widget.js", headers={"Accept-Encoding": "identity"})
        assert "content-encoding" not in answer.headers
        assert answer.text == bundle()


def test_everything_a_page_can_set_call_or_hear_is_documented() -> None:
    page = (SOURCE.parents[2] / "docs" / "widget.md").read_text(encoding="utf-8")
    source = {name: (SOURCE / f"{name}.js").read_text(encoding="utf-8") for name in ORDER}
    settings = re.findall(r"\bset\.(\w+)", source["main"])
    attributes = {"data-" + re.sub(r"[A-Z]", lambda big: "-" + big[0].lower(), name) for name in settings}
    calls = re.findall(r"^    (?:get )?(\w+)(?:: \(|\()", source["main"].split("function handle")[1], re.MULTILINE)
    events = re.findall(r'(?:emit|tell)\("([\w-]+)"', source["chat"] + source["talk"] + source["context"])
    inner = {"change", "held", "ended"}
    assert {"data-api", "data-on-accent"} <= attributes
    assert {"open", "conversation", "on"} <= set(calls)
    assert {"ready", "offer", "remove-from-cart"} <= set(events)
    for name in [*attributes, *calls, *(set(events) - inner)]:
        assert re.search(rf"`{name}[`(]", page), f"{name} is not in docs/widget.md"

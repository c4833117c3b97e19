"""A shop that nobody here has written: AdventureWorks is imported and mined, then the assistant sells its bikes."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

import bootstrap
from database.session import migrate, open_engine
from jobs.import_shop import import_files
from jobs.mine import AcceptRule, mine_orders
from sales.ports import Store
from tests.running_app import RunningApp, home_with_model

pytestmark = pytest.mark.slow
NOW = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)
RULE = AcceptRule(together=30, sureness=0.5)


@pytest.fixture(scope="module")
def bikes(tmp_path_factory: pytest.TempPathFactory, shared_data: Path) -> Iterator[tuple[RunningApp, Store]]:
    """The bike shop, imported with its 2019-20 sales, mined, and served."""
    home = home_with_model(tmp_path_factory.mktemp("bikes") / "home")
    engine = open_engine(f"sqlite:///{home / 'goeswith.db'}")
    migrate(engine)
    import_files(engine, [shared_data / "baskets"], now=NOW)
    mined = mine_orders(engine, now=NOW, rule=RULE)
    assert mined.accepted > 0
    app = RunningApp(home, GOESWITH_MESSAGES_PER_MINUTE="100000").wait_until_ready()
    yield app, bootstrap.build_store(engine)
    app.stop()


def test_a_customer_finds_a_bike_buys_it_and_is_offered_what_others_bought_with_it(bikes) -> None:
    app, store = bikes
    with httpx.Client(base_url=f"{app.url}/api/v1", timeout=30) as client:
        begun = client.post("/conversations", json={}).json()
        client.headers["Authorization"] = f"Bearer {begun['token']}"

        def say(text: str) -> dict:
            said = {"text": text, "client_id": str(uuid4())}
            answer = client.post(f"/conversations/{begun['id']}/messages", json=said)
            assert answer.status_code == 200, answer.text
            return answer.json()

        found = shown(say("do you have mountain bikes?"))
        assert found
        categories = {store.catalogue.get(sku).category for sku in found}
        assert categories == {"mountain-bikes"}

        added = say("put the first one in my basket")
        assert [line["sku"] for line in added["conversation"]["cart"]] == [found[0]]
        offer = next(message["offer"] for message in added["messages"] if message["offer"])
        assert 1 <= len(offer["items"]) <= 2
        for item in offer["items"]:
            assert store.catalogue.get(item["sku"]).category != "mountain-bikes"
            assert item["reason"]

        taken = say("yes please")
        assert {item["sku"] for item in offer["items"]} <= {line["sku"] for line in taken["conversation"]["cart"]}


def shown(said: dict) -> list[str]:
    """The SKUs of all product cards in an answer."""
    return [product["sku"] for message in said["messages"] for product in message["products"]]

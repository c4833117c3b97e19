"""One customer in front of one action: the sample shop's products in a real database, Rasa's side as plain values."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

import bootstrap
from actions.base import ShopAction
from actions.turn import Turn
from database.session import migrate, open_engine
from jobs.import_shop import import_files
from sales.conversation import Order
from sales.customer import Mood
from sales.ports import Store

SHOP = Path(__file__).parents[2] / "sample_shop"
X2 = "PH-AUR-X2-128-BLK"
X2_CASE = "CASE-AUR-X2-SIL-BLK"
SOLD_OUT = "CASE-AUR-X2-CLR"
CAMERA = "CAM-VAN-Z5-KIT"


@dataclass
class Heard:
    """What an action said and left behind in one turn."""

    responses: list[str] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)
    products: list[str] = field(default_factory=list)
    offer: str | None = None
    slots: dict[str, Any] = field(default_factory=dict)
    followups: list[str] = field(default_factory=list)
    left_form: bool = False


class Customer:
    """One conversation; `says` puts a message before an action, and its events and words into the tracker."""

    def __init__(self, store: Store, now: datetime, customer_id: str | None = None) -> None:
        self.store, self.now = store, now
        self.id = store.conversations.create(now=now, token_hash="-", customer_id=customer_id, locale="en").id
        self.slots: dict[str, Any] = {}
        self.events: list[dict[str, Any]] = []
        self.loop: str | None = None
        self.metadata: dict[str, Any] = {}
        self.slips: list[str] = []

    def says(self, action: ShopAction, text: str = "", *, intent: str = "", **entities: Any) -> Heard:
        """A new message, answered by `action`."""
        self.message = {
            "text": text,
            "intent": {"name": intent, "confidence": 0.9},
            "entities": _entities(text, entities),
            "metadata": self.metadata,
            "slips": self.slips,
        }
        self.events.append({"event": "user", "text": text, "parse_data": self.message})
        return self.then(action)

    def then(self, action: ShopAction) -> Heard:
        """A further action of the same turn."""
        dispatcher = CollectingDispatcher()
        loop = {"name": self.loop} if self.loop else {}
        tracker = Tracker(self.id, dict(self.slots), self.message, list(self.events), False, None, loop, None)
        turn = Turn(self.store, self.now, dispatcher, tracker)
        action.answer(turn)
        return self._note(dispatcher, turn.events)

    def _note(self, dispatcher: CollectingDispatcher, events: list[dict[str, Any]]) -> Heard:
        heard = Heard()
        for said in dispatcher.messages:
            heard.responses.append(said["response"])
            heard.values |= {key: value for key, value in said.items() if value is not None}
            custom = said.get("custom") or {}
            heard.products += custom.get("products", [])
            heard.offer = custom.get("offer") or heard.offer
            self.events.append({"event": "bot", "data": {"custom": custom}})
        for event in events:
            if event["event"] == "slot":
                heard.slots[event["name"]] = self.slots[event["name"]] = event["value"]
            elif event["event"] == "followup":
                heard.followups.append(event["name"])
            elif event["event"] == "active_loop":
                heard.left_form = event["name"] is None
            self.events.append(event)
        return heard

    @property
    def basket(self) -> dict[str, int]:
        """The basket as SKU → quantity."""
        return {line.sku: line.quantity for line in self.store.conversations.get(self.id).basket.lines}

    def puts(self, sku: str, quantity: int = 1) -> None:
        """Have something in the basket."""
        basket = self.store.conversations.get(self.id).basket.add(sku, quantity)
        self.store.conversations.set_basket(self.id, basket)

    def sees(self, *skus: str, focus: str | None = None) -> None:
        """Have been shown products."""
        self.store.conversations.set_shown(self.id, skus, focus)

    def is_unhappy(self) -> None:
        """Be unhappy from now on."""
        self.store.conversations.record_mood(self.id, Mood.UNHAPPY, now=self.now, cause="test")

    def ordered(self, sku: str = X2, email: str = "tom@weber.example") -> Order:
        """Have ordered before, in another conversation."""
        basket = self.store.conversations.get(self.id).basket.add(sku)
        return self.store.orders.place(
            basket=basket, name="Tom Weber", email=email, now=self.now, conversation_id=None, customer_id=None
        )


def _entities(text: str, entities: dict[str, Any]) -> list[dict[str, Any]]:
    """Entities as the extractors give them: with their place, where the value stands in the text."""
    found = []
    for name, values in entities.items():
        for value in values if isinstance(values, list) else [values]:
            start = text.lower().find(str(value).lower())
            place = {"start": start, "end": start + len(str(value)), "text": str(value)} if start >= 0 else {}
            found.append({"entity": name, "value": value, **place})
    return found


@pytest.fixture(scope="session")
def filled_shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file that holds the sample shop's products and relations."""
    file = tmp_path_factory.mktemp("shop") / "shop.db"
    opened = open_engine(f"sqlite:///{file}")
    migrate(opened)
    tables = ("products.csv", "relations.csv", "bundles.csv", "tiers.csv", "compatibility.yml", "synonyms.csv")
    written = [*(SHOP / name for name in tables), SHOP.parent / "data" / "synonyms.csv"]
    import_files(opened, written, now=datetime.fromisoformat("2026-11-01T00:00:00+00:00"))
    opened.dispose()
    return file


@pytest.fixture
def store(filled_shop: Path, tmp_path: Path) -> Iterator[Store]:
    """Every port, answered by a fresh copy of the sample shop."""
    for part in filled_shop.parent.glob("shop.db*"):
        shutil.copy(part, tmp_path / part.name)
    opened = open_engine(f"sqlite:///{tmp_path / 'shop.db'}")
    yield bootstrap.build_store(opened)
    opened.dispose()


@pytest.fixture
def customer(store: Store, now: datetime) -> Customer:
    """A customer nobody knows yet."""
    return Customer(store, now)

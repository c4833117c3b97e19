"""The demo shop's real pages in front of a fake door."""

from collections.abc import Iterator
from datetime import datetime
from types import SimpleNamespace

import pytest

from sales.ports import Store
from tests.browser.widget.fake_door import FakeDoor
from tests.web.shop.conftest import small_shop
from web.shop import pages

__all__ = ["small_shop"]


@pytest.fixture
def door(small_shop: Store, now: datetime) -> Iterator[FakeDoor]:
    """Pages and products are real, the conversation is arranged."""
    fake = FakeDoor(pages.router)
    fake.app.state.parts = SimpleNamespace(store=small_shop, clock=lambda: now)
    fake.start()
    yield fake
    fake.stop()

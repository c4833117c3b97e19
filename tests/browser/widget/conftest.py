"""A fake shop to look at the widget alone."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.chat import Chat
from tests.browser.widget.fake_door import FakeDoor


@pytest.fixture
def door() -> Iterator[FakeDoor]:
    """A shop of its own for each test."""
    fake = FakeDoor()
    fake.start()
    yield fake
    fake.stop()


@pytest.fixture
def chat(door: FakeDoor, customer: BrowserContext) -> Callable[..., Chat]:
    """Opens the shop page in a new tab."""

    def opened(*, closed: bool = False) -> Chat:
        page = customer.new_page()
        page.goto(door.url)
        found = Chat(page)
        if not closed:
            found.open()
        return found

    return opened

"""What customers read of a message."""

from datetime import datetime

import pytest

from chat.views import message_views
from sales.conversation import Author
from sales.ports import NewMessage, Store


def viewed(store: Store, talk: str, new: NewMessage, now: datetime) -> dict[str, object]:
    return message_views(store, talk, store.conversations.append(talk, [new], now))[0]


@pytest.mark.parametrize("author", [Author.CUSTOMER, Author.ASSISTANT, Author.SYSTEM])
def test_only_an_agents_message_names_an_agent(store: Store, talk: str, now: datetime, author: Author) -> None:
    assert "agent" not in viewed(store, talk, NewMessage(author, "hello", agent="ada"), now)


@pytest.mark.parametrize(("account", "name"), [("ada", "Ada"), ("ada.berg", "Ada Berg"), ("ada@shop.example", "Ada")])
def test_an_agent_speaks_under_a_name_a_customer_can_read(
    store: Store, talk: str, now: datetime, account: str, name: str
) -> None:
    assert viewed(store, talk, NewMessage(Author.AGENT, "hello", agent=account), now)["agent"] == name

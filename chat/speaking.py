"""From what the assistant says over its line to messages of the log."""

from collections.abc import Mapping, Sequence
from typing import Any

from sales.conversation import Author
from sales.ports import Answer, NewMessage


def messages(answer: Answer, answers: int) -> tuple[NewMessage, ...]:
    """One message for each entry that has words or cards; `answers` is the id of the customer's message."""
    return tuple(said for entry in answer.messages if (said := _message(entry, answers)))


def _message(entry: Mapping[str, Any], answers: int) -> NewMessage | None:
    custom = entry.get("custom")
    cards: Mapping[str, Any] = custom if isinstance(custom, Mapping) else {}
    text = str(entry.get("text") or "").strip()
    products = tuple(str(sku) for sku in cards.get("products") or ())
    offer = cards.get("offer")
    replies = (*_replies(cards.get("quick_replies")), *_replies(entry.get("buttons")))
    if not (text or products or offer or replies):
        return None
    return NewMessage(
        Author.ASSISTANT,
        text,
        products=products,
        offer_id=str(offer) if offer else None,
        quick_replies=replies,
        answers=answers,
    )


def _replies(entries: Sequence[Mapping[str, Any]] | None) -> tuple[tuple[str, str], ...]:
    """Titles with the words they say; a payload that is a command of Rasa's is never shown, its title is said."""
    replies = []
    for entry in entries or ():
        title = str(entry.get("title") or "").strip()
        said = str(entry.get("text") or entry.get("payload") or "").strip()
        if title:
            replies.append((title, title if not said or said.startswith("/") else said))
    return tuple(replies)

"""The contract's objects as plain data: Message, Product, Offer, Conversation. Money is a decimal string."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from chat.silence import paused
from sales.catalogue import Product
from sales.conversation import Author, Message, Standing, StoredOffer
from sales.handoff.quote import Quote
from sales.kept import TimelineEntry
from sales.ports import Store

Json = dict[str, Any]


def conversation_view(standing: Standing, now: datetime) -> Json:
    """A Conversation."""
    conversation, handoff, silence = standing.conversation, standing.handoff, paused(standing, now)
    return {
        "id": conversation.id,
        "owner": conversation.owner.value,
        "mood": conversation.mood.value,
        "offers_paused": silence and {"rule": silence.rule.value, "since": time_view(silence.since)},
        "cart": [{"sku": line.sku, "quantity": line.quantity} for line in conversation.basket.lines],
        "handoff": handoff
        and {"id": handoff.id, "reason": handoff.reason, "state": handoff.state.value, "topic": handoff.topic},
    }


def message_views(store: Store, conversation_id: str, messages: Sequence[Message]) -> list[Json]:
    """Messages with the cards that they show; reads the catalogue at most once."""
    # A tapped button is the customer's message about an offer; the card stands with the assistant's.
    cards = {message.offer_id for message in messages if message.offer_id and message.author is not Author.CUSTOMER}
    offers = {offer_id: store.offers.get(conversation_id, offer_id) for offer_id in cards}
    quotes = {one.quote_id: store.quotes.get(conversation_id, one.quote_id) for one in messages if one.quote_id}
    skus = {sku for message in messages for sku in message.products}
    skus |= {item[0] for offer in offers.values() for item in offer.items}
    products = store.catalogue.many(sorted(skus)) if skus else {}
    return [_message_view(message, offers, quotes, products) for message in messages]


def product_view(product: Product) -> Json:
    """A Product; `price_before` where a discount runs, `partner` where one delivers; all addresses whole."""
    view = {
        "sku": product.sku,
        "name": product.name,
        "price": str(product.price),
        "currency": product.currency,
        "in_stock": product.in_stock,
        "url": product.url or f"/p/{product.sku}",
        "image": _picture(product.image),
    }
    if product.price_before is not None:
        view["price_before"] = str(product.price_before)
    if product.partner:
        view["partner"] = product.partner
    return view


def timeline_view(entries: Iterable[TimelineEntry]) -> list[Json]:
    """How a customer's mood went, for agents and analysts."""
    return [
        {
            "at": time_view(entry.at),
            "what": entry.what,
            "state": entry.state,
            "cause": entry.cause,
            "conversation": entry.conversation_id,
            "case": entry.case_id,
        }
        for entry in entries
    ]


def time_view(moment: datetime) -> str:
    """ISO 8601 in UTC, always with microseconds, so that texts sort like times."""
    return moment.isoformat(timespec="microseconds").replace("+00:00", "Z")


def quote_view(quote: Quote) -> Json:
    """A Quote: what an agent offers to sell for how much, and the order it became."""
    return {
        "id": quote.id,
        "lines": [
            {
                "sku": line.sku,
                "name": line.name,
                "quantity": line.quantity,
                "price_before": str(line.price_before),
                "price": str(line.price),
            }
            for line in quote.lines
        ],
        "price": str(quote.price),
        "price_before": str(quote.price_before),
        "currency": quote.currency,
        "email": quote.email,
        "valid_until": time_view(quote.valid_until),
        "answer": quote.answer,
        "order_number": quote.order_number,
    }


def _message_view(
    message: Message, offers: Mapping[str, StoredOffer], quotes: Mapping[str, Quote], products: Mapping[str, Product]
) -> Json:
    offer = offers.get(message.offer_id) if message.offer_id else None
    view: Json = {
        "id": message.id,
        "author": message.author.value,
        "text": message.text,
        "products": [product_view(products[sku]) for sku in message.products if sku in products],
        "offer": offer and _offer_view(offer, products),
        "quick_replies": [{"title": title, "text": said} for title, said in message.quick_replies],
        "created_at": time_view(message.created_at),
    }
    if message.agent and message.author is Author.AGENT:
        view["agent"] = _display_name(message.agent)
    if message.quote_id:
        view["quote"] = quote_view(quotes[message.quote_id])
    if message.client_id and message.author is Author.CUSTOMER:
        view["client_id"] = message.client_id
    return view


def _display_name(username: str) -> str:
    """An agent as customers read it: `anna.weber` is Anna Weber; accounts have no other name."""
    return " ".join(re.split(r"[._\s-]+", username.partition("@")[0])).title()


def _offer_view(offer: StoredOffer, products: Mapping[str, Product]) -> Json:
    return {
        "id": offer.id,
        "kind": offer.kind,
        "items": list(_items(offer.items, products)),
        "price": str(offer.price),
        "price_before": str(offer.price_before),
        "total_after": str(offer.total_after),
        "currency": offer.currency,
        "answer": offer.answer,
    }


def _items(items: Iterable[tuple[str, str, bool]], products: Mapping[str, Product]) -> Iterable[Json]:
    for sku, reason, essential in items:
        if sku in products:
            yield {**product_view(products[sku]), "reason": reason, "essential": essential}


def _picture(image: str) -> str:
    return image if image.startswith(("/", "https://", "http://")) else f"/pictures/{image or 'none'}"

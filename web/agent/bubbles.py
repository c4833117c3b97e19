"""One message of the transcript as the agent reads it."""

from collections.abc import Mapping

from chat.briefing import Brief
from sales.catalogue import Product
from sales.conversation import Author, Message
from sales.handoff.quote import Quote
from sales.wording import money
from web.agent.covering import covered
from web.agent.elements import box, text
from web.agent.wording import AUTHORS


def bubble(message: Message, products: Mapping[str, Product], brief: Brief, *, bare: bool) -> None:
    """Draw it; addresses, phone and card numbers are covered unless `bare`."""
    name = message.agent if message.author is Author.AGENT else AUTHORS.get(message.author.value, "")
    with box("li", f"said {message.author.value}", data_id=str(message.id)):
        with box("p", "by"):
            text("span", name or "Agent")
            text("time", message.created_at.strftime("%H:%M"), datetime=message.created_at.isoformat())
        if message.text:
            text("p", message.text if bare else covered(message.text), "words", dir="auto")
        for sku in message.products:
            product = products.get(sku)
            text("p", f"{product.name}, {money(product.price, product.currency)}" if product else sku, "shown")
        if message.offer_id and message.author is Author.ASSISTANT:
            text("p", _offered(message.offer_id, brief, products), "shown")
        if message.quote_id:
            quote = next((one for one in brief.quotes if one.id == message.quote_id), None)
            text("p", quoted(quote) if quote else "a quote", "shown")


def quoted(quote: Quote) -> str:
    """One line on a quote and what came of it."""
    came = {None: "open", "accept": f"taken, order {quote.order_number}", "decline": "declined"}[quote.answer]
    lines = ", ".join(f"{line.quantity} x {line.name}" for line in quote.lines)
    return f"Quote: {lines}, {money(quote.price, quote.currency)} ({came})"


def _offered(offer_id: str, brief: Brief, products: Mapping[str, Product]) -> str:
    offer = next((one for one in brief.offers if one.id == offer_id), None)
    if offer is None:
        return "an offer"
    names = ", ".join(products[sku].name if sku in products else sku for sku, _, _ in offer.items)
    return f"Offered: {names} ({ANSWERS[offer.answer]})"


ANSWERS = {None: "no answer", "accept": "accepted", "decline": "refused", "stop": "wants no more"}

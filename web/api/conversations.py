"""Conversations: begin, say, read, show where the customer is, erase."""

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from chat.door import Reply
from chat.identity import new_secret, read_identity
from chat.knowledge import all_known
from chat.parts import Parts
from chat.text import without_controls
from chat.views import conversation_view, message_views
from sales.basket import MOST_PER_LINE, Basket
from sales.errors import InvalidError, NotFoundError
from web.api.access import Own, UsedParts, hold_address

router = APIRouter(prefix="/conversations", tags=["conversations"])


class Page(BaseModel):
    """Where in the shop the customer is."""

    sku: str | None = Field(None, max_length=80)
    url: str | None = Field(None, max_length=2000)


class CartLine(BaseModel):
    """So many pieces of one product."""

    sku: str = Field(min_length=1, max_length=80)
    quantity: int = Field(ge=1, le=MOST_PER_LINE)


class Context(BaseModel):
    """Page and cart as the shop sees them now; what is left out stays as it is."""

    page: Page | None = None
    cart: list[CartLine] | None = Field(None, max_length=200)


class NewConversation(Context):
    """How a conversation begins; `identity` is the shop's signed word for the customer."""

    identity: str | None = None
    locale: str | None = Field(None, max_length=20)


class Said(BaseModel):
    """One message of the customer; the same `client_id` again says nothing twice."""

    text: str
    client_id: str = Field(min_length=1, max_length=100)


class Tap(BaseModel):
    """What an offer card's button does; `words` is what stood on the button."""

    answer: str = Field(pattern="^(accept|decline|stop)$")
    words: str = Field("", max_length=100)


@router.post("", status_code=201, dependencies=[Depends(hold_address)])
async def begin(wanted: NewConversation, parts: UsedParts) -> JSONResponse:
    """Begin a conversation; the token opens this one and no other."""
    return JSONResponse(await asyncio.to_thread(_begin, parts, wanted), 201)


@router.post("/{conversation_id}/messages", dependencies=[Depends(hold_address)])
async def say(said: Said, conversation_id: Own, parts: UsedParts) -> JSONResponse:
    """Say something: all that is said in answer, or 202 while the assistant is down and the message is kept."""
    return await answered(parts, conversation_id, await parts.door.say(conversation_id, said.text, said.client_id))


@router.post("/{conversation_id}/offers/{offer_id}", dependencies=[Depends(hold_address)])
async def tap(
    tapped: Tap, conversation_id: Own, offer_id: Annotated[str, Path(max_length=80)], parts: UsedParts
) -> JSONResponse:
    """Answer an offer by its button; the same as saying it."""
    words = without_controls(tapped.words)
    reply = await parts.door.tap(conversation_id, offer_id, tapped.answer, words)
    return await answered(parts, conversation_id, reply)


@router.get("/{conversation_id}/messages")
async def history(
    conversation_id: Own, parts: UsedParts, after: Annotated[int, Query(ge=0, lt=2**62)] = 0
) -> dict[str, Any]:
    """What was said behind message `after`, oldest first, at most 500 at a time."""

    def read() -> list[dict[str, Any]]:
        found = parts.store.conversations.history(conversation_id, after=after)
        return message_views(parts.store, conversation_id, found)

    return {"messages": await asyncio.to_thread(read)}


@router.get("/{conversation_id}")
async def stands(conversation_id: Own, parts: UsedParts) -> dict[str, Any]:
    """How the conversation stands; `rate` names the handoff that may be rated once."""
    return await asyncio.to_thread(now_view, parts, conversation_id)


@router.get("/{conversation_id}/data")
async def data(conversation_id: Own, parts: UsedParts) -> JSONResponse:
    """All that is kept of this conversation and of its proven customer, as a file to take away."""
    known = await asyncio.to_thread(all_known, parts.store, conversation_id, parts.clock())
    name = f"what-we-know-{parts.clock():%Y-%m-%d}.json"
    return JSONResponse(known, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@router.put("/{conversation_id}/context")
async def show_context(shown: Context, conversation_id: Own, parts: UsedParts) -> dict[str, Any]:
    """Page and cart as the shop sees them now."""
    await asyncio.to_thread(_set_context, parts, conversation_id, shown)
    return await stands(conversation_id, parts)


@router.delete("/{conversation_id}", status_code=204)
async def erase(conversation_id: Own, parts: UsedParts) -> Response:
    """Erase the conversation everywhere."""
    await asyncio.to_thread(parts.erasure.conversation, conversation_id)
    parts.live.end(conversation_id)
    return Response(status_code=204)


async def answered(parts: Parts, conversation_id: str, reply: Reply) -> JSONResponse:
    """A reply as the contract's answer: 200 with messages, 202 while they are due."""
    if reply.queued or reply.standing is None:
        return JSONResponse({"queued": True}, 202)
    standing = reply.standing

    def view() -> dict[str, Any]:
        said = message_views(parts.store, conversation_id, reply.messages)
        return {"messages": said, "conversation": conversation_view(standing, parts.clock())}

    # Words alone need no look into the database.
    cards = any(message.products or message.offer_id for message in reply.messages)
    return JSONResponse(await asyncio.to_thread(view) if cards else view())


def now_view(parts: Parts, conversation_id: str) -> dict[str, Any]:
    """A Conversation as its customer's page reads it."""
    view = conversation_view(parts.store.turns.standing(conversation_id), parts.clock())
    asked = parts.store.handoffs.to_rate(conversation_id) if view["handoff"] is None else None
    return {**view, "rate": asked.id if asked else None}


def _begin(parts: Parts, wanted: NewConversation) -> dict[str, str]:
    now, store = parts.clock(), parts.store
    customer_id = _customer(parts, wanted.identity) if wanted.identity else None
    secret, kept = new_secret()
    locale = without_controls(wanted.locale or "en").strip() or "en"
    conversation = store.conversations.create(now=now, token_hash=kept, customer_id=customer_id, locale=locale)
    _set_context(parts, conversation.id, wanted)
    return {"id": conversation.id, "token": f"{conversation.id}.{secret}"}


def _customer(parts: Parts, token: str) -> str | None:
    """The customer the shop vouches for, by id or e-mail; None where the shop has told us of nobody such yet."""
    identity = read_identity(token, parts.settings.identity_secret, parts.clock())
    try:
        return parts.store.customers.get(identity.customer_id).id
    except NotFoundError:
        known = parts.store.customers.by_email(identity.email) if identity.email else None
        return known.id if known else None


def _set_context(parts: Parts, conversation_id: str, shown: Context) -> None:
    named = {line.sku for line in shown.cart or ()} | ({shown.page.sku} if shown.page and shown.page.sku else set())
    known = parts.store.catalogue.many(sorted(named)) if named else {}
    if shown.page is not None:
        sku = shown.page.sku if shown.page.sku in known else None
        url = without_controls(shown.page.url or "")[:500] or None
        parts.store.conversations.set_context(conversation_id, page_sku=sku, page_url=url)
    if shown.cart is not None:
        parts.store.conversations.set_basket(conversation_id, _basket(shown.cart, known))


def _basket(lines: list[CartLine], known: Any) -> Basket:
    """The cart's lines of products that we know; the shop may sell things that we have not been told of."""
    basket = Basket()
    for line in lines:
        if line.sku in known:
            if basket.quantity(line.sku) + line.quantity > MOST_PER_LINE:
                raise InvalidError(f"At most {MOST_PER_LINE} pieces of {line.sku}.")
            basket = basket.add(line.sku, line.quantity)
    return basket

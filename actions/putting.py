"""Putting things into the basket, told back with the price: what several actions share."""

import re

from actions.before import intent_before
from actions.turn import Turn
from sales import mentions
from sales.catalogue import Product
from sales.ports import Query
from sales.situation import Moment, moment_on
from sales.solutions import complete
from sales.wording import listed

_A_THING = re.compile(r"\b(?:the|an?)\s+([\w-]+)", re.I)
_TOLD_OF = ("ask_feature", "product_details", "ask_price", "ask_stock", "ask_fit", "ask_other_variant")
_BARE = re.compile(r"\W*(\d{1,2})\W*(?:pcs?|pieces?|x)?\W*", re.I)


def put_in_basket(turn: Turn, product: Product, quantity: int = 1) -> bool:
    """Add the product, with the service it cannot be sold without, and say so; False where that is not possible."""
    if product.regulated:
        turn.focus(product)
        turn.say("utter_needs_person", name=product.name)
        turn.ask("colleague")
        return False
    if not product.in_stock or _too_many(turn, product, quantity):
        turn.focus(product)
        _say_not_enough(turn, product)
        return False
    service = _service_of(turn, product)
    known = {each.sku: each for each in (product, service) if each is not None}
    basket = complete(turn.fresh().basket.add(product.sku, quantity), known)
    turn.store.conversations.set_basket(turn.id, basket)
    agreed_to_basket(turn, product, quantity, with_service=service.sku if service else None)
    turn.focus(product)
    total = turn.money(turn.store.catalogue.priced(basket).total, product.currency)
    if service is not None:
        turn.say(
            "utter_added_with_service",
            name=product.name,
            price=turn.price(product),
            service=service.name,
            service_price=turn.price(service),
            total=total,
        )
    elif basket.quantity(product.sku) > 1:
        count = basket.quantity(product.sku)
        turn.say("utter_added_several", name=product.name, count=count, price=turn.price(product), total=total)
    elif len(basket.lines) > 1:
        turn.say("utter_added_to_others", name=product.name, price=turn.price(product), total=total)
    else:
        turn.say("utter_added", name=product.name, price=turn.price(product))
    moment = moment_on(turn.conversation.page_url, Moment.CART)
    turn.occasion(moment.value, [product.sku])
    return True


def agreed_to_basket(turn: Turn, product: Product, quantity: int, **more: str | None) -> None:
    """Record the yes to so many of a product: what it was shown as, and the question where one was open (R44)."""
    shown = {"name": product.name, "price": str(product.price), "quantity": quantity, "asked": turn.open_question}
    known = {name: value for name, value in {**shown, **more}.items() if value is not None}
    turn.consent(f"basket {product.sku}", known, "accept")


def how_many(turn: Turn, product: Product) -> int:
    """The quantity said; a figure behind a word of the product's own name ("Run 2") is part of it."""
    said, name = turn.value("quantity"), mentions.words(product.name)
    before = re.search(rf"(\w+)\W+{re.escape(said)}\b", turn.text) if said in name and said else None
    if before and mentions.stem(before[1].casefold()) in name:
        return 1
    if (turn.open_question or "").startswith("add_focus") and (bare := _BARE.fullmatch(turn.text)):
        # "2", where a yes was asked for, is a yes to two.
        return max(int(bare[1]), 1)
    return turn.quantity() or 1


def names_other_than_focus(turn: Turn) -> bool:
    """Whether a yes to "into the basket?" names a thing that is not what was asked about."""
    focus = next(iter(turn.products([turn.conversation.focus])), None)
    if focus is None or not (turn.open_question or "").startswith("add_focus"):
        return False
    said = [*turn.values("product"), *(found[1] for found in _A_THING.finditer(turn.text))]
    hits = {each: turn.store.catalogue.search(Query(each, limit=1)) for each in said if mentions.words(each)}
    known = [each for each, found in hits.items() if found and mentions.called(each, found[0].product)]
    return bool(known) and not any(mentions.called(each, focus) for each in known)


def ask_to_add(turn: Turn) -> bool:
    """Ask whether what was told of in the last turn goes into the basket: "go on then, one please"; False without."""
    focus = next(iter(turn.products([turn.conversation.focus])), None)
    if focus is None or intent_before(turn) not in _TOLD_OF:
        return False
    count = turn.quantity() or 1
    turn.say("utter_into_the_basket", name=focus.name, price=turn.price(focus))
    turn.ask("add_focus" if count == 1 else f"add_focus {count}")
    return True


def add_asked_about(turn: Turn, question: str) -> None:
    """A yes to that question: what is talked about goes into the basket, as many as were said then or now."""
    count = question.partition(" ")[2]
    focus = turn.conversation.focus
    product = turn.store.catalogue.many([focus]).get(focus) if focus else None
    if product is None:
        turn.say("utter_which_product")
    else:
        put_in_basket(turn, product, turn.quantity(None) or int(count or 1))


def _too_many(turn: Turn, product: Product, quantity: int) -> bool:
    wanted = turn.conversation.basket.quantity(product.sku) + quantity
    return product.stock is not None and wanted > product.stock


def _say_not_enough(turn: Turn, product: Product) -> None:
    if product.in_stock:
        turn.say("utter_only_so_many", name=product.name, stock=product.stock)
    else:
        turn.say("utter_out_of_stock", name=product.name)


def _service_of(turn: Turn, product: Product) -> Product | None:
    """The inseparable service, where the shop sells one with the product."""
    if not product.installation:
        return None
    return turn.store.catalogue.many([product.installation]).get(product.installation)


def basket_values(turn: Turn) -> dict[str, str]:
    """The basket in words: its lines as `contents`, its `total`."""
    basket = turn.fresh().basket
    found = turn.store.catalogue.many(basket.skus)
    lines = [
        f"{line.quantity} × {found[line.sku].name}" if line.quantity > 1 else found[line.sku].name  # noqa: RUF001
        for line in basket.lines
        if line.sku in found
    ]
    return {"contents": listed(lines), "total": turn.money(turn.store.catalogue.priced(basket).total)}

"""Colours that are said of a thing: taken where there is one, and said where there is none."""

from actions.putting import how_many, put_in_basket
from actions.turn import Turn
from sales.catalogue import Product
from sales.variants import nearest_to, variants
from sales.wording import listed

_PAGE = 200


def put_as_told(turn: Turn, product: Product) -> None:
    """In the basket, in the colour that is said; where there is none, that is told and nothing put in."""
    if tell_no_such_colour(turn, product):
        return
    chosen = product if _is_so(turn, product) else nearest_to(product, _so(turn, product))[0]
    put_in_basket(turn, chosen, how_many(turn, chosen))


def tell_no_such_colour(turn: Turn, product: Product) -> bool:
    """Say that it does not come in the colour that is said; False where it does, or none is said."""
    if _is_so(turn, product) or _so(turn, product):
        return False
    turn.focus(product)
    said = listed(sorted(set(turn.values("colour"))))
    turn.say("utter_not_in_that_colour", products=[product], name=product.name, price=turn.price(product), said=said)
    turn.ask("add_focus")
    return True


def _is_so(turn: Turn, product: Product) -> bool:
    said, own = set(turn.values("colour")), set(product.attributes.get("colour", ()))
    return not said or not own or bool(said & own)


def _so(turn: Turn, product: Product) -> list[Product]:
    said = set(turn.values("colour"))
    others = variants(product, turn.store.catalogue.browse(product.category, limit=_PAGE))
    return [each for each in others if said & set(each.attributes.get("colour", ()))]

"""Questions about kinds of things, "laser or inkjet?": answered with what the catalogue knows, and no further."""

from collections.abc import Sequence

from actions.suiting import called
from actions.turn import Turn
from sales import mentions
from sales.catalogue import Product
from sales.comparatives import leaders_in
from sales.contrast import strengths
from sales.features import says_of
from sales.naming import kind_name, short_name
from sales.ports import Query
from sales.sides import Side, names_a_model, side_of, sides_in
from sales.wording import listed

_SEARCHED = 30
_PAGE = 200


def tell_sides(turn: Turn) -> bool:
    """Answer "4K or full HD?" by the best priced thing of either side; False where no two kinds are weighed."""
    readings = sides_in(turn.text)
    if readings is None:
        return False
    either = [_searched(turn, said[-1]) for said in readings]
    if any(names_a_model(said[0], found) for said, found in zip(readings, either, strict=True)):
        return False
    context = kinds_around(turn)
    heads = _kinds_of_the_head(turn, readings)
    for kind in [*heads, *context, None, *_in_both(either)]:
        told = (readings[0], readings[1][-1:]) if kind in heads else readings
        first, second = _weighed(turn, told, kind)
        if first.products and second.products and first.products != second.products:
            _tell(turn, first, second)
            return True
    for kind in context:
        page = turn.store.catalogue.browse(kind, limit=_PAGE)
        first, second = (side_of(said, page, by_facts=True) for said in readings)
        if first.products or second.products:
            _tell_one(turn, kind, first, second)
            return True
    return False


def tell_leader(turn: Turn, text: str = "") -> bool:
    """Answer "which of those has the longer battery" by what was measured; False where that was not asked."""
    best, key = leaders_in(text or turn.text, turn.shown)
    if len(turn.shown) < 2 or not best:
        return False
    says = says_of(best[0], key)
    names = list(dict.fromkeys(short_name(each) for each in best))
    if len(names) == 1 and len(best) == len(turn.shown):
        names = [each.name for each in best]
    if len(names) > 1:
        turn.say("utter_lead_equal", products=best, names=listed(names), says=says)
        return True
    # Beside another model, two colours of one are one.
    turn.focus(best[0])
    turn.say("utter_leads", products=best, name=short_name(best[0]), says=says, price=turn.price(best[0]))
    turn.ask("add_focus")
    return True


def tell_beyond(turn: Turn) -> None:
    """Say that the data decide no such question, with a colleague on offer."""
    turn.say("utter_not_for_data")
    turn.ask("colleague")


def kinds_around(turn: Turn) -> list[str]:
    """The kinds it may be about: the one named beside the question, those on the table, what was looked for."""
    named = [mentions.category_called(said, turn.kinds) for said in turn.values("product")]
    shown = [product.category for product in [*turn.shown, *turn.products([turn.conversation.focus])]]
    need = [mentions.category_called(each, turn.kinds) for each in turn.conversation.need.split(", ")]
    return [kind for kind in dict.fromkeys([*named, *shown, *need]) if kind]


def _kinds_of_the_head(turn: Turn, readings: Sequence[Sequence[str]]) -> list[str]:
    """The kinds that the last word names for either side: "capsule or bean machine" weighs machines."""
    said = mentions.words(readings[1][0])
    if len(said) < 2:
        return []
    return [kind for kind in turn.kinds if mentions.words(kind.replace("-", " "))[-1:] == said[-1:]]


def _in_both(either: Sequence[Sequence[Product]]) -> list[str]:
    theirs = {product.category for product in either[1]}
    return list(dict.fromkeys(product.category for product in either[0] if product.category in theirs))


def _weighed(turn: Turn, readings: Sequence[Sequence[str]], kind: str | None) -> tuple[Side, Side]:
    """The sides as what they are within a kind, the products true of both left out; without one, as kinds of their own:
    "router or mesh"."""
    if kind is None:
        sides = [_called_side(turn, said) for said in readings]
        apart = {each.category for each in sides[0].products}.isdisjoint(each.category for each in sides[1].products)
        return (sides[0], sides[1]) if apart else (Side("", ()), Side("", ()))
    page = turn.store.catalogue.browse(kind, limit=_PAGE)
    first, second = (side_of(said, page) for said in readings)
    ours = tuple(each for each in first.products if each not in second.products)
    theirs = tuple(each for each in second.products if each not in first.products)
    return Side(first.said, ours), Side(second.said, theirs)


def _called_side(turn: Turn, readings: Sequence[str]) -> Side:
    """The longest reading by which the shop has something: "hydration pack", and no pack of any kind."""
    sides = [Side(said, tuple(called(turn, said))) for said in readings]
    return next((side for side in sides if side.products), sides[-1])


def _searched(turn: Turn, said: str) -> list[Product]:
    return [hit.product for hit in turn.store.catalogue.search(Query(said, limit=_SEARCHED))]


def _tell(turn: Turn, first: Side, second: Side) -> None:
    pair = [_plainest(first), _plainest(second)]
    told = strengths(pair, turn.conversation.need) or tuple(each.description for each in pair)
    kinds = {product.category for product in pair}
    turn.show(pair)
    if len(kinds) == 1:
        # "Show me what you have", said next, is about that kind.
        turn.store.conversations.set_need(turn.id, kind_name(kinds.pop()))
    values: dict[str, str] = {}
    for place, side, product, says in zip(("first", "second"), (first, second), pair, told, strict=True):
        values[place] = side.said[:1].upper() + side.said[1:]
        values[f"{place}_name"], values[f"{place}_price"] = short_name(product), turn.price(product)
        values[f"{place}_says"] = says.rstrip(".")
    turn.say("utter_sides", products=pair, **values)


def _tell_one(turn: Turn, kind: str, first: Side, second: Side) -> None:
    had, missing = (first, second) if first.products else (second, first)
    best = _plainest(had)
    turn.show([best])
    turn.store.conversations.set_need(turn.id, kind_name(kind))
    said = had.said[:1].upper() + had.said[1:]
    values = {"had": said, "missing": missing.said, "thing": kind_name(kind), "name": short_name(best)}
    says = next(iter(best.benefits), best.description).rstrip(".")
    turn.say("utter_one_side", products=[best], price=turn.price(best), says=says, **values)


def _plainest(side: Side) -> Product:
    """The lowest priced one in stock that is true of the side."""
    return min(side.products, key=lambda each: (not each.in_stock, each.price, each.sku))

"""Finds something that costs less."""

from actions.base import ShopAction
from actions.looking import CARDS, Wish, cheaper, look, read_wish
from actions.mention import find_mention
from actions.turn import Turn
from sales.catalogue import Product


class ActionFindCheaper(ShopAction):
    """Products of the same kind below the cheapest one talked about."""

    leaves_form = True

    def name(self) -> str:
        return "action_find_cheaper"

    def act(self, turn: Turn) -> None:
        show_cheaper(turn)


def show_cheaper(turn: Turn) -> None:
    """Show up to three cheaper ones, or say that this is the lowest."""
    mention = find_mention(turn, with_free_text=False)
    base = turn.shown or list(mention.products)
    if not base:
        wish = read_wish(turn)
        found = sorted(look(turn, wish), key=lambda product: product.price)[:CARDS]
        if not found:
            turn.say("utter_what_need")
            return
        turn.show(found)
        turn.say("utter_cheapest", products=found, lowest=turn.price(found[0]))
        return
    lowest = min(base, key=lambda product: product.price)
    found = _below(turn, lowest)
    if not found:
        turn.focus(lowest)
        turn.say("utter_none_cheaper", name=lowest.name, price=turn.price(lowest), products=[lowest])
        return
    turn.show(found)
    turn.say("utter_cheaper", products=found, limit=turn.price(lowest))


def _below(turn: Turn, lowest: Product) -> list[Product]:
    """Of the same category below its price: what suits the need first, then the closest step down."""
    wish = Wish(turn.conversation.need, category=lowest.category)
    suited = look(turn, cheaper(wish, lowest.price))
    rest = look(turn, cheaper(Wish("", category=lowest.category), lowest.price))
    rest = sorted(rest, key=lambda product: -product.price)
    return list({product.sku: product for product in [*suited, *rest]}.values())[:CARDS]

"""Shows the basket."""

from actions.base import ShopAction
from actions.basket.remove_product import in_basket
from actions.turn import Turn
from sales.wording import listed


class ActionShowBasket(ShopAction):
    """What is in the basket, with the total."""

    def name(self) -> str:
        return "action_show_basket"

    def act(self, turn: Turn) -> None:
        products = in_basket(turn)
        if not products:
            turn.say("utter_basket_empty")
            return
        turn.say("utter_basket", products=products, **basket_values(turn))


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

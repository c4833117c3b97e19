"""Tells more about one product."""

from actions.advise.tell_feature import tell_feature
from actions.base import ShopAction
from actions.complain.open_case import tell_more_of_case
from actions.looking import CARDS, look, read_wish
from actions.mention import find_mention
from actions.suiting import narrow_to_device, tell_not_in_shop
from actions.turn import Turn
from sales import mentions
from sales.catalogue import Product
from sales.features import Feature, facts, find_feature

_FACTS = 4


class ActionShowDetails(ShopAction):
    """Description and facts of the product that is meant; several are shown to choose from."""

    def name(self) -> str:
        return "action_show_details"

    def act(self, turn: Turn) -> None:
        if turn.is_in_trouble and not turn.text.rstrip().endswith("?") and tell_more_of_case(turn):
            # "It's about the coffee machine" says what the trouble is about.
            return
        if (about := _asked_part(turn)) is not None:
            tell_feature(turn, about)
            return
        if narrow_to_device(turn):
            return
        mention = find_mention(turn)
        if mention.products:
            product = mention.products[0]
            turn.focus(product)
            told = "; ".join(f"{fact.name} {fact.value}" for fact in facts(product, _FACTS))
            response = "utter_details" if told else "utter_details_short"
            turn.say(
                response,
                products=[product],
                name=product.name,
                description=product.description,
                facts=told,
                price=turn.price(product),
            )
            return
        self._search(turn, mention.said)

    def _search(self, turn: Turn, said: str) -> None:
        """The words name nothing exactly: what they come closest to is shown, or honestly nothing."""
        found = look(turn, read_wish(turn))[:CARDS] if said else []
        if found:
            turn.show(found)
            turn.say("utter_closest", products=found)
        elif said:
            tell_not_in_shop(turn, said)
        else:
            turn.say("utter_which_product")


def _asked_part(turn: Turn) -> Product | None:
    """The product talked about, where the words name a fact of it: "what about the battery" on a phone's page."""
    talk = turn.conversation
    product = next(iter(turn.products([talk.focus or talk.page_sku])), None)
    named = " ".join(turn.values("product"))
    if product is None or len(named.split()) != 1 or mentions.called(named, product):
        return None
    return product if isinstance(find_feature(product, named), Feature) else None

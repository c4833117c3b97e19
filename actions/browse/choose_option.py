"""Takes one of the products shown."""

import re

from actions.base import ShopAction
from actions.browse.find_cheaper import show_cheaper
from actions.browse.find_products import find_and_tell
from actions.browse.find_variant import ActionFindVariant
from actions.colouring import tell_no_such_colour
from actions.complain.open_case import tell_more_of_case
from actions.introducing import ADD_FOCUS, CHEAPEST, introduce, tell_cheapest
from actions.mention import ADD_CHOICE, Mention, ask_which, find_mention
from actions.owning import tell_owned
from actions.putting import how_many, put_in_basket
from actions.several import add_several, several_meant, tell_prices
from actions.suiting import narrow_to_device
from actions.turn import Turn
from sales import mentions
from sales.catalogue import Product, ProductKind
from sales.comparatives import comparative_in, leaders_in

_TAKES = re.compile(r"\b(?:take|give me|have|buy|want|get|add|order|go (?:for|with)|basket|cart|put)\b", re.I)


class ActionChooseOption(ShopAction):
    """Puts the chosen one into the basket where the words say so, else shows it and asks."""

    leaves_form = True

    def name(self) -> str:
        return "action_choose_option"

    def act(self, turn: Turn) -> None:
        if (
            tell_owned(turn)
            or narrow_to_device(turn)
            or (turn.values("product") and tell_cheapest(turn))
            or (turn.is_in_trouble and not takes(turn.text) and tell_more_of_case(turn))
        ):
            return
        if (some := several_meant(turn)) and (takes(turn.text) or turn.open_question == ADD_CHOICE):
            add_several(turn)
            return
        if some:
            tell_prices(turn, some)
            return
        nothing_seen = not turn.shown and turn.conversation.focus is None and not turn.value("ordinal")
        if nothing_seen and (turn.conversation.need or mentions.words(turn.text)):
            find_and_tell(turn)
            return
        if len(turn.shown) == 1 and comparative_in(turn.text):
            # "The lighter one", of a single card, is another one and no yes to it.
            ActionFindVariant().act(turn)
            return
        if len(turn.shown) == 1 and CHEAPEST.search(turn.text) and not takes(turn.text):
            show_cheaper(turn)
            return
        several = len(turn.shown) > 1 and not turn.value("ordinal")
        goods = [product for product in turn.shown if product.kind is not ProductKind.SERVICE]
        leaders, _ = leaders_in(turn.text, goods if several else ())
        # "The longer one", of the cables shown.
        mention = Mention((leaders[0],), turn.text) if len(leaders) == 1 else find_mention(turn)
        if mention.one is not None and tell_no_such_colour(turn, mention.one):
            return
        if mention.one is None:
            self._ask(turn, mention)
        elif takes(turn.text) or turn.open_question == ADD_CHOICE or self._is_the_one_asked_about(turn, mention.one):
            put_in_basket(turn, mention.one, how_many(turn, mention.one))
        else:
            introduce(turn, mention.one, how_many(turn, mention.one))

    def _is_the_one_asked_about(self, turn: Turn, chosen: Product) -> bool:
        """ "That one" after "shall I put it in your basket?" is a yes."""
        asked = (turn.open_question or "").startswith(ADD_FOCUS) and chosen.sku == turn.conversation.focus
        # "Quiet one" says how it should be.
        describes = turn.values("attribute") and not turn.value("ordinal") and not turn.values("product")
        return asked and not describes

    def _ask(self, turn: Turn, mention: Mention) -> None:
        if turn.value("ordinal") and turn.shown and not mention.products:
            one = len(turn.shown) == 1
            turn.say("utter_one_shown" if one else "utter_fewer_shown", count=len(turn.shown), products=turn.shown)
            return
        ask_which(turn, mention, to_add=turn.open_question == ADD_CHOICE)


def takes(text: str) -> bool:
    """Say whether the words take something: "I'll have it", "ok I take it"."""
    return bool(_TAKES.search(text))

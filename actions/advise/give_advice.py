"""Recommends one of several."""

from actions.base import ShopAction
from actions.brands import tell_makes_weighed, tell_other_makes
from actions.case_steps import tell_way_on
from actions.comparing import models_weighed, tell_comparison
from actions.devices import tell_repair_or_new
from actions.introducing import introduce
from actions.judging import tell_leader, tell_sides
from actions.looking import CARDS, look, read_wish
from actions.mention import find_mention, find_mentions
from actions.proving import lacks_proof
from actions.purposes import tell_extreme, tell_whether_good_for
from actions.recommending import recommend
from actions.showing import tell_found
from actions.suiting import narrow_to_device, tell_not_in_shop
from actions.turn import Turn
from actions.wishes import tell_each
from sales.sides import THAN, names_a_model
from sales.tastes import Taste


class ActionGiveAdvice(ShopAction):
    """Names the one that answers the need best, and why; asks for the need where none is known."""

    leaves_form = True

    def name(self) -> str:
        return "action_give_advice"

    def act(self, turn: Turn) -> None:
        if lacks_proof(turn) or tell_repair_or_new(turn) or tell_other_makes(turn) or tell_makes_weighed(turn):
            return
        if tell_whether_good_for(turn) or tell_sides(turn) or tell_leader(turn) or narrow_to_device(turn):
            return
        models = models_weighed(turn)
        is_for_a_use = turn.conversation.need or turn.values("purpose") or turn.values("attribute")
        if models and (THAN.search(turn.text) or not is_for_a_use):
            tell_comparison(turn, *models)
            return
        about = find_mention(turn)
        figured = any(map(str.isdigit, about.said)) and names_a_model(about.said, about.products)
        if about.one is not None and figured and not turn.values("product"):
            # "Is the Run 3 worth it" is about the Run 3, marked or not.
            introduce(turn, about.one)
            return
        wish = read_wish(turn)
        if wish.need:
            turn.store.conversations.set_need(turn.id, wish.need)
            turn.store.preferences.note(turn.id, _stated(turn), turn.now)
        if tell_each(turn, kinds_only=True):
            return
        named = [mention.products[0] for mention in find_mentions(turn) if mention.products]
        several = models or (named if turn.values("product") else turn.shown)
        if len(several) > 1:
            recommend(turn, several, wish.need)
            return
        if not wish.need:
            _ask_need(turn)
            return
        found = look(turn, wish)
        if not found:
            tell_not_in_shop(turn, wish.core)
            return
        if tell_extreme(turn, found):
            return
        if turn.values("purpose") or turn.values("attribute"):
            tell_found(turn, wish, found)
        else:
            found = found[:CARDS]
            turn.show(found)
            thing = wish.told(found)
            what = thing[:1].upper() + thing[1:]
            turn.say(
                "utter_advice_needs_use" if what else "utter_advice_ask_use", products=found, what=what, thing=thing
            )


def _ask_need(turn: Turn) -> None:
    if not tell_way_on(turn):
        turn.say("utter_what_need")


def _stated(turn: Turn) -> list[Taste]:
    """The brands, colours and features that the customer named as wanted."""
    return [Taste(name, value) for name in ("brand", "colour", "attribute") for value in turn.values(name)]

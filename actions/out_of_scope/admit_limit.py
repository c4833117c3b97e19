"""Says honestly that something was not understood, or is not the shop's business."""

import re

from actions.base import ShopAction
from actions.before import misses_before
from actions.browse.find_products import find_and_tell
from actions.complain.open_case import tell_more_of_case
from actions.devices import is_asked_about
from actions.introducing import introduce
from actions.looking import INTEREST, Wish, meant, read_wish
from actions.mention import Mention, find_mention
from actions.order.take_details import ActionTakeDetails
from actions.proving import TASK
from actions.rescuing import is_answered_after_all
from actions.showing import tell_found
from actions.turn import Turn
from sales import mentions
from sales.catalogue import Product

_BEFORE = 1
_ASKS = re.compile(r"\W*(?:how|what|why|when|where|who|which|is|are|do|does|can)\b", re.I)
_A_REMARK, _A_NAME = 3, 2
_AS_GOOD = 0.1
_SURE = 0.75


class ActionAdmitLimit(ShopAction):
    """A product's bare name or an asked-for number is still taken; the second miss in a row offers a person."""

    def name(self) -> str:
        return "action_admit_limit"

    def act(self, turn: Turn) -> None:
        if turn.value("order_number") or turn.value("email") or (turn.value("phone") and turn.slot(TASK) == "callback"):
            ActionTakeDetails().act(turn)
            return
        if is_asked_about(turn):
            ActionTakeDetails().act(turn)
            return
        if turn.open_question == INTEREST:
            find_and_tell(turn)
            return
        if len(turn.text.split()) >= _A_REMARK and tell_more_of_case(turn):
            return
        mention = find_mention(turn)
        if not _is_a_models_name(turn, mention) and is_answered_after_all(turn):
            return
        if mention.said and mention.one is not None:
            introduce(turn, mention.one)
        elif mention.said and mention.products:
            wish = read_wish(turn)
            turn.store.conversations.set_need(turn.id, wish.need)
            tell_found(turn, wish, list(mention.products))
        elif found := _by_its_meaning(turn):
            tell_found(turn, Wish(turn.text, turn.text, turn.text), found)
        elif misses_before(turn) >= _BEFORE:
            turn.say("utter_missed_again")
            turn.ask("colleague")
        else:
            turn.say("utter_missed")


def _is_a_models_name(turn: Turn, mention: Mention) -> bool:
    """Whether a model is all that is said: "Pressa Duo", after a question about it."""
    models = mention.one.attributes.get("model", ()) if mention.one and mention.said else ()
    said = set(mentions.words(turn.text))
    return any(said and said <= set(mentions.words(model)) for model in models)


def _by_its_meaning(turn: Turn) -> list[Product]:
    """What a word or two that no training text holds mean in this shop: "hoover"."""
    if len(turn.text.split()) > _A_NAME or _ASKS.match(turn.text):
        return []
    hits = meant(turn, turn.text, least=_SURE)
    return [hit.product for hit in hits if hit.score >= hits[0].score - _AS_GOOD] if hits else []

"""Takes a yes in words for what was asked, and for nothing else."""

import re
from collections.abc import Callable

from actions.agreeing import agree_to_nothing
from actions.arrival import ask_where_to_tell
from actions.base import ShopAction
from actions.basket.add_product import ActionAddProduct
from actions.browse.choose_option import takes
from actions.calling import call_person, topic_of
from actions.complain.open_case import open_asked_about
from actions.devices import OWN, REPLACE, show_new_ones
from actions.offering import accept, named_items, offer_just_made
from actions.order.cancel_order import cancel
from actions.privacy.ask_erasure import erase
from actions.putting import add_asked_about, names_other_than_focus
from actions.several import add_device_too, says_every
from actions.suiting import ARRIVAL
from actions.troubles import TROUBLE
from actions.turn import Turn
from sales.conversation import StoredOffer

_ADDS = re.compile(r"\b(?:add|chuck|put|throw|pop|stick|basket|cart|buy)\b", re.I)
_OTHERS = ("colleague", "erase", ARRIVAL)


class ActionAnswerYes(ShopAction):
    """Answers the one open question; asks back when two are open or none is (R44)."""

    def name(self) -> str:
        return "action_answer_yes"

    def act(self, turn: Turn) -> None:
        offer = turn.store.offers.waiting(turn.id)
        just_made = offer is not None and offer_just_made(turn, offer)
        question = turn.open_question
        if offer is not None and question == f"offer {offer.id}":
            accept(turn, offer, turn.text)
        elif offer is not None and _takes_some(turn, question) and _ADDS.search(turn.text):
            # "Chuck it in" answers no question about a colleague.
            accept(turn, offer, turn.text) if just_made else _make_sure(turn, offer)
        elif (not just_made and len(turn.shown) > 1 and says_every(turn.text)) or _takes_some(turn, question):
            # "Ok both", however the last question went; "two pieces" is no yes to a colleague either.
            ActionAddProduct().act(turn)
        elif question and names_other_than_focus(turn):
            # "Ok, the case only" takes no camera.
            ActionAddProduct().act(turn)
        elif question and just_made:
            turn.say("utter_which_yes", name=named_items(turn, offer))
        elif question:
            _answer(turn, question)
        elif just_made and offer is not None:
            add_device_too(turn, offer)
            accept(turn, offer, turn.text)
        elif offer is not None:
            _make_sure(turn, offer)
        elif takes(turn.text) and not turn.values("product"):
            # "Ok, I take it": what is talked about, or one of those shown.
            ActionAddProduct().act(turn)
        else:
            agree_to_nothing(turn)


def _takes_some(turn: Turn, question: str | None) -> bool:
    asked_other = bool(question) and question.partition(" ")[0] in _OTHERS
    return asked_other and bool(_ADDS.search(turn.text) or turn.value("quantity"))


def _make_sure(turn: Turn, offer: StoredOffer) -> None:
    """The offer is some turns old: a plain yes may mean something else."""
    price = turn.money(offer.price, offer.currency)
    turn.say("utter_mean_the_offer", name=named_items(turn, offer), price=price)
    turn.ask(f"offer {offer.id}")


def _answer(turn: Turn, question: str) -> None:
    answer = _ANSWERS.get(question.split(" ", maxsplit=1)[0])
    if answer is None:
        turn.say("utter_yes_to_what")
    else:
        answer(turn, question)


def _colleague(turn: Turn, _: str) -> None:
    call_person(turn, reason="the customer accepted to talk to a person", topic=topic_of(turn), need={})


def _arrival(turn: Turn, question: str) -> None:
    ask_where_to_tell(turn, question.partition(" ")[2])


def _cancel(turn: Turn, question: str) -> None:
    cancel(turn, question.split(" ")[1])


def _new_ones(turn: Turn, _: str) -> None:
    if not show_new_ones(turn):
        turn.say("utter_what_need")


_ANSWERS: dict[str, Callable[[Turn, str], None]] = {
    "add_focus": add_asked_about,
    "arrival": _arrival,
    "colleague": _colleague,
    TROUBLE: open_asked_about,
    OWN: open_asked_about,
    REPLACE: _new_ones,
    "cancel": _cancel,
    "erase": lambda turn, _: erase(turn),
    "more": lambda turn, _: turn.say("utter_go_on"),
}

"""Finds products for a need and shows at most three."""

import re

from actions.asking_again import is_said_of_what_is_known
from actions.base import ShopAction
from actions.devices import asks_about_defect, show_new_ones, tell_repair_or_new
from actions.fitting import fits_next_device, none_of_the_kind_fits, tell_what_it_takes
from actions.gifts import is_gift
from actions.handoff.begin_project import ActionBeginProject
from actions.introducing import tell_cheapest
from actions.looking import CARDS, INTEREST, Wish, answers_by_name, look, read_wish, respelled
from actions.missing import by_the_kind_alone, is_another_thing, say_nothing_found, within_the_kind_shown
from actions.narrowing import has_measure, is_bare_detail, so_of_the_kind, with_detail, with_what_is_demanded
from actions.picking import of_kinds_shown, picked, took_one_asked_for, took_only
from actions.purposes import tell_whether_good_for
from actions.showing import cheapest_first, tell_found
from actions.suiting import narrow_to_device, wanted_and_devices
from actions.turn import Turn
from actions.unwanted import is_of_the_case, wants_none
from actions.wishes import tell_each
from sales import mentions
from sales.catalogue import Product
from sales.handoff.wants import is_many


class ActionFindProducts(ShopAction):
    """Answers a search or a stated need with cards, the need repeated; honest when there is nothing."""

    leaves_form = True

    def name(self) -> str:
        return "action_find_products"

    def act(self, turn: Turn) -> None:
        find_and_tell(turn)


def find_and_tell(turn: Turn) -> None:
    """Look for what this message wants, and show it or say honestly why not."""
    if asks_about_defect(turn) or took_one_asked_for(turn):
        return
    if wants_none(turn) or is_of_the_case(turn) or tell_repair_or_new(turn) or tell_what_it_takes(turn):
        return
    if is_said_of_what_is_known(turn) or took_only(turn) or tell_whether_good_for(turn) or show_new_ones(turn):
        return
    _find_wish(turn)


def _find_wish(turn: Turn) -> None:
    before, wish = turn.conversation.need, read_wish(turn)
    if not wish.need:
        turn.say("utter_what_need")
        return
    turn.store.conversations.set_need(turn.id, wish.need)
    if is_gift(turn):
        turn.say("utter_gift_for_what")
        turn.ask(INTEREST)
        return
    if tell_cheapest(turn) or fits_next_device(turn, before):
        return
    if (not wanted_and_devices(turn)[0] or _is_bare_name(turn)) and narrow_to_device(turn):
        return
    if tell_each(turn):
        return
    found = picked(turn) or of_kinds_shown(turn, wish, look(turn, wish))
    wish, found = (wish, found) if found else by_the_kind_alone(turn, wish)
    wish, found = (wish, found) if found else within_the_kind_shown(turn, wish)
    if (spelt := respelled(turn, wish, found)) != wish:
        wish, found = spelt, look(turn, spelt)
    if is_bare_detail(turn) or (not turn.values("product") and has_measure(turn)):
        found = with_detail(turn, _of_the_kind_shown(turn, wish, found))
    found = with_what_is_demanded(turn, wish.need, found)
    if found and is_many(turn.quantity(1) or 1, found[0].price) and _counts(turn):
        ActionBeginProject().act(turn)
        return
    found = cheapest_first(turn, found)
    if none_of_the_kind_fits(turn, wish, found):
        return
    if not found:
        say_nothing_found(turn, wish)
    elif wanted_and_devices(turn)[0] and (
        not answers_by_name(turn, wish, found) or is_another_thing(turn, wish, found)
    ):
        turn.show(found[:CARDS])
        turn.say("utter_closest", products=found[:CARDS])
    else:
        tell_found(turn, wish, found)


def _of_the_kind_shown(turn: Turn, wish: Wish, found: list[Product]) -> list[Product]:
    """A bare detail is one of what was shown: "OLED?", after a television, is no arm for one."""
    kinds = {product.category for product in turn.shown}
    if any(product.category in kinds for product in found):
        return found
    return [each for each in so_of_the_kind(turn) if wish.price_max is None or each.price <= wish.price_max] or found


def _is_bare_name(turn: Turn) -> bool:
    """Whether a name is all that is said: "Aurora X1", after screen protectors."""
    return mentions.words(turn.text) == mentions.words(" ".join(turn.values("product")))


def _counts(turn: Turn) -> bool:
    """Whether the number stands before the thing: "15 laptops", and not in its name or in a pack of it."""
    said, count = turn.value("product"), turn.value("quantity")
    return bool(said and count and re.search(rf"\b{re.escape(count)}\s+(?:x\s+)?{re.escape(said)}", turn.text, re.I))

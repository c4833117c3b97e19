"""A defect that may be none of this shop's: a device of the customer's own is asked about before a case is opened."""

import re

import bootstrap
from actions.before import named_in_defect
from actions.looking import Wish, look
from actions.proving import latest_order
from actions.showing import tell_found
from actions.suiting import called, tell_not_in_shop
from actions.turn import Turn
from sales.customer import Mood
from sales.wording import shortened

OWN, REPLACE = "own", "replace"
_THEIRS = re.compile(r"\b(?:my|our)\s", re.I)
_ELSEWHERE = re.compile(
    r"\b(?:(?:bought|got|purchased)\b[^.!?]{0,40}\b(?:elsewhere|somewhere else|(?:an)?other (?:shop|store|site|seller))"
    r"|(?:not|never|n'?t)(?: (?:bought|buy|get|got))?(?: it| that| this)? (?:from|with) (?:you|u|here))\b",
    re.I,
)
_REGRETS = re.compile(r"\b(?:should|could|would|wish|next time|better)\b", re.I)
_ACCIDENT = re.compile(
    r"\b(?:i|we|he|she|(?:my|our) \w+|the (?:dog|cat|puppy|kitten|kids?|children|baby|twins))(?: \w+)? "
    r"(?:ate|chewed|broke|dropped|cracked|smashed|spilled|sat on|stepped on|drowned)\b",
    re.I,
)
_REPAIR_OR_NEW = re.compile(
    r"\b(?:repair\w*|fix(?:ed|ing)?|mend\w*)\b.{0,40}\bor\b.{0,25}\b(?:new|replace\w*|another)\b"
    r"|\b(?:new|replace\w*)\b.{0,25}\bor\b.{0,25}\b(?:repair\w*|fix(?:ed|ing)?|mend\w*)\b"
    r"|\b(?:worth|pay|make sense|sensible)\b.{0,25}\b(?:repair\w*|fix(?:ed|ing)?|mend\w*)\b"
    r"|\b(?:repair\w*|fix(?:ing)?|mend\w*)\b.{0,30}\b(?:worth|pay off|make sense)\b",
    re.I,
)
_FROM_US = re.compile(
    r"\b(?:you|your|yours|here|order(?:ed)?|bought|purchased?|deliver\w*|arriv\w*|came|comes|receiv\w*|got|sent|parcel|"
    r"package|box|unpack\w*|new|replacement|warranty|guarantee|refund|days?|weeks?|months?|yesterday|today)\b",
    re.I,
)


def is_from_elsewhere(turn: Turn) -> bool:
    """Whether it is said that the thing was bought at another shop."""
    return bool(_ELSEWHERE.search(turn.text)) and not _REGRETS.search(turn.text)


def may_be_from_elsewhere(turn: Turn) -> bool:
    """Whether a calm customer tells of a defect of their own device, with no word of its coming from this shop."""
    if turn.intent != "report_defect" or turn.sounds_unhappy or turn.was_unhappy:
        return False
    if (
        turn.open_question not in (None, "colleague")
        or turn.store.cases.open_for(turn.id)
        or latest_order(turn) is not None
    ):
        return False
    return bool(_THEIRS.search(turn.text)) and not _FROM_US.search(turn.text)


def asks_about_defect(turn: Turn) -> bool:
    """Ask where it is from, where "printer wont print" was taken for a search; False where more or less is said."""
    said, problem = turn.value("product"), turn.value("problem")
    if not said or not problem or turn.store.cases.open_for(turn.id):
        return False
    told = rf"\W*(?:(?:my|our|the)\s+)?{re.escape(said)}\s+(?:is\s+|has\s+)?{re.escape(problem)}\W*"
    if not re.fullmatch(told, turn.text, re.I):
        return False
    ask_where_from(turn)
    return True


def is_own_accident(turn: Turn) -> bool:
    """Whether a calm customer tells that somebody of theirs broke it: bad luck, and no complaint about the shop."""
    if turn.intent not in ("report_defect", "complain") or turn.sounds_unhappy or turn.was_unhappy:
        return False
    return bool(_ACCIDENT.search(turn.text))


def tell_bad_luck(turn: Turn) -> None:
    """Feel for them in a line; what helps is for them to ask."""
    _calm_down(turn)
    turn.say("utter_own_accident")


def ask_where_from(turn: Turn) -> None:
    """Ask whether it was bought here; the words are kept for the case."""
    turn.say("utter_bought_here")
    turn.ask(f"{OWN} complaint {shortened(turn.text, 400)}")


def is_asked_about(turn: Turn) -> bool:
    """Whether the answer to that question is due."""
    return (turn.open_question or "").startswith(f"{OWN} ")


def is_from_us(turn: Turn) -> bool:
    """Whether that answer says that it was bought here."""
    return turn.intent in ("affirm", "report_defect") or bool(_FROM_US.search(turn.text) and turn.intent != "deny")


def tell_repair_or_new(turn: Turn) -> bool:
    """Answer "repair it or buy a new one?" with what is known, and no case; False where that is not weighed."""
    if not _REPAIR_OR_NEW.search(turn.text) or turn.sounds_unhappy or turn.was_unhappy:
        return False
    _calm_down(turn)
    said = turn.value("product") or ""
    years = bootstrap.shop().warranty_years
    if said and (found := called(turn, said)):
        turn.store.conversations.set_need(turn.id, said)
        lowest = turn.price(min(found, key=lambda product: product.price))
        turn.say("utter_repair_or_new", years=years, lowest=lowest)
        turn.ask(f"{REPLACE} {said}")
    else:
        turn.say("utter_repair_or_ask", years=years)
        turn.ask("colleague")
    return True


def take_as_theirs(turn: Turn) -> None:
    """It is an old one or another shop's: no complaint, so the mood is as before; a new one may help."""
    _calm_down(turn)
    turn.say("utter_not_from_here")
    said = next(iter(named_in_defect(turn)), "")
    turn.store.conversations.set_need(turn.id, said)
    turn.ask(f"{REPLACE} {said}")


def _calm_down(turn: Turn) -> None:
    """What was taken for a complaint is none."""
    if not turn.sounds_unhappy and not turn.store.cases.open_for(turn.id):
        turn.store.conversations.record_mood(
            turn.id, Mood.NEUTRAL, now=turn.now, cause="a device that is not from here"
        )


def show_new_ones(turn: Turn) -> bool:
    """Show what the shop has in the broken thing's place, where that was asked in the last turn; False otherwise."""
    question, _, said = (turn.open_question or "").partition(" ")
    if question != REPLACE or not said or turn.values("product"):
        return False
    wish = Wish(said, said, said)
    found = look(turn, wish)
    if found:
        tell_found(turn, wish, found)
    else:
        tell_not_in_shop(turn, said)
    return True

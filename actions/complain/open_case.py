"""Takes a trouble seriously: opens a case before anything else."""

from actions.base import ShopAction
from actions.calling import call_person, topic_of
from actions.case_steps import next_step
from actions.devices import (
    ask_where_from,
    is_asked_about,
    is_from_elsewhere,
    is_own_accident,
    may_be_from_elsewhere,
    take_as_theirs,
    tell_bad_luck,
    tell_repair_or_new,
)
from actions.proving import TASK, latest_order
from actions.troubles import KINDS, TROUBLE, UPSETTING, is_how_long, is_plain, is_weak, marked
from actions.turn import Turn
from sales.customer import CaseKind, Mood
from sales.wording import gist, shortened


class ActionOpenCase(ShopAction):
    """Opens the case, says sorry once, repeats the trouble in short, and names the next step with a person on offer.

    A calm message that only may be a complaint is asked about first: nothing is opened on a guess. Who is very angry
    is not asked anything: a person is called.
    """

    leaves_form = True

    def name(self) -> str:
        return "action_open_case"

    def act(self, turn: Turn) -> None:
        kind = KINDS.get(turn.intent, CaseKind.COMPLAINT)
        asked = turn.open_question or ""
        if turn.is_outburst:
            open_case(turn, kind, turn.text)
        elif is_asked_about(turn) or (asked.startswith(TROUBLE) and not turn.values("problem")):
            open_asked_about(turn, asked)
        elif tell_repair_or_new(turn):
            return
        elif is_from_elsewhere(turn):
            take_as_theirs(turn)
        elif is_own_accident(turn):
            tell_bad_luck(turn)
        elif may_be_from_elsewhere(turn):
            ask_where_from(turn)
        elif asked.startswith(TROUBLE) or is_plain(turn, kind):
            open_case(turn, kind, turn.text)
        else:
            turn.say("utter_return_or_question" if kind is CaseKind.RETURN else "utter_trouble_or_question")
            turn.ask(f"{TROUBLE} {kind.value} {shortened(turn.text, 400)}")


def open_asked_about(turn: Turn, question: str) -> None:
    """The customer says that something is wrong indeed: the case is about the words that were asked about."""
    _, kind, words = [*question.split(" ", 2), ""][:3]
    open_case(turn, CaseKind(kind), words or turn.text)


def open_case(turn: Turn, kind: CaseKind, words: str) -> None:
    """Open it, or add to the open one of that kind, and say what comes next."""
    order, summary = latest_order(turn), shortened(words, 400)
    number = order.number if order else None
    cases = turn.store.cases.open_for(turn.id)
    known = next((case for case in cases if case.kind is kind), None)
    if known is None and cases and (turn.intent == "complain" or is_how_long(turn, kind) or is_weak(turn)):
        # An outcry about what is on record already, or how long it takes, is no second case.
        known = cases[-1]
        kind = known.kind
    turn.store.cases.open(conversation_id=turn.id, kind=kind, now=turn.now, order_number=number, summary=summary)
    if kind in UPSETTING:
        # Whatever the words sound like: praise in a complaint is sarcasm.
        turn.store.conversations.record_mood(turn.id, Mood.UNHAPPY, now=turn.now, cause=f"a case: {kind.value}")
    if known is None:
        trouble = gist(words, marked(turn, words))
        untold = "utter_sorry" if kind in UPSETTING or turn.sounds_unhappy else "utter_case_noted"
        turn.say(f"utter_sorry_{kind.value}" if trouble else untold, words=trouble, kind=kind.value)
    else:
        turn.say("utter_case_has_it" if summary.casefold() in known.summary.casefold() else "utter_case_more")
    if turn.is_outburst:
        call_person(turn, reason="strong anger", topic=topic_of(turn), need={})
        return
    next_step(turn, order, asked_before=known is not None and turn.open_question == "colleague")


def tell_more_of_case(turn: Turn) -> bool:
    """Add what is said right after a case was opened, "they hurt my ears", to it; False where none was."""
    case = next(reversed(turn.store.cases.open_for(turn.id)), None)
    if case is None or (turn.open_question != "colleague" and turn.set_last_time(TASK) != "case"):
        return False
    open_case(turn, case.kind, turn.text)
    return True

"""Conversations made up by a seed: moods, orders of events and wordings mixed, with what may come of them."""

import csv
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

_GREETINGS = ("hi", "hello there", "good evening", "hey", "morning!", "Hello, quick one")
_ASIDES = (
    "how long is delivery?",
    "what are your opening hours?",
    "how can I pay?",
    "do you ship to France?",
    "how long may I send things back?",
    "is it raining where you are?",
    "ok",
    "hm",
    "I see",
    "one moment",
)
_BUYS = (
    "add the {} to my basket",
    "put the {} in my basket please",
    "I'll take the {}",
    "the {} into the basket, please",
    "I'd like to buy the {}",
    "can you add the {} to my cart",
    "one {} for me please, put it in the basket",
    "please add {} to the basket",
)
_GLAD = (
    "that looks lovely",
    "you've been really helpful so far",
    "brilliant shop you have",
    "thanks, that's just what I wanted to know",
    "great, thank you",
)
_WHOSE = (
    "my {}",
    "the {} I ordered",
    "the {} from my last order",
    "the {} you sold me",
    "that {} I got from you",
)
_THINGS = ("order", "parcel", "kettle", "laptop", "headset", "printer", "delivery", "coffee machine", "phone", "lamp")
_TROUBLES = (
    "still isn't here and nobody answers my mails",
    "arrived smashed to pieces",
    "broke after four days",
    "was promised for Tuesday, it is Saturday",
    "doesn't work and your hotline hung up on me",
    "has been lost twice now",
    "came without half of its parts",
    "leaks all over my desk",
    "won't turn on any more",
    "was charged twice and you keep the money",
)
_EXPLODES = (
    "this is ridiculous",
    "I'm really fed up",
    "I expected better of you",
    "unbelievable",
    "that is simply not good enough",
    "I'm so disappointed",
    "sort it out",
    "what a shambles",
    "",
)
_ALONE = (
    "I have been waiting for an answer for three weeks now",
    "your service is a disgrace",
    "nobody rang me back, again",
    "this is the second complaint I am writing and the first one was ignored",
    "I feel cheated by your shop",
    "honestly, worst experience in years",
    "you people lied to me about the delivery date",
    "I am beyond annoyed with all of this",
)
_CASES = (
    "I'd like to return the {}, all fine otherwise",
    "can I send the {} back? I changed my mind",
    "I want a refund for the {} please",
    "hi, I have to give the {} back, wrong size",
    "please refund the {}, no hurry",
    "my {} is late, no big deal though",
)
_STOPS = ("no more suggestions please", "stop recommending things to me", "please don't suggest anything")
_PEOPLE = ("I want to talk to a human", "can I speak with a real person please", "get me a colleague")


class Plan(str, Enum):
    """What kind of customer it is."""

    HAPPY_BUYER = "happy buyer"
    UNHAPPY = "unhappy"
    TURNS_SOUR = "turns sour"
    OPEN_CASE = "open case"
    STOPPED = "wants no suggestions"
    WITH_A_PERSON = "with a person"


@dataclass(frozen=True)
class Line:
    """One message; from the first `closes` on nothing may be offered, and a `buys` gives occasion to."""

    text: str
    buys: bool = False
    closes: bool = False


@dataclass(frozen=True)
class MadeUpTalk:
    """One customer's messages in order."""

    plan: Plan
    lines: tuple[Line, ...]


def made_up_talks(count: int, seed: int, things: Sequence[str]) -> Iterator[MadeUpTalk]:
    """That many conversations about buying `things` (exact product names); the same seed makes the same ones."""
    dice = random.Random(seed)
    plans = [*[Plan.HAPPY_BUYER] * 8, *[Plan.UNHAPPY] * 5, *[Plan.OPEN_CASE] * 3, *[Plan.TURNS_SOUR] * 3]
    plans += [Plan.STOPPED, Plan.WITH_A_PERSON]
    for _ in range(count):
        plan = dice.choice(plans)
        yield MadeUpTalk(plan, tuple(_LINES[plan](dice, things)))


def things_with_company(shop: Path) -> list[str]:
    """The products in stock for which the shop's buyers wrote down, by name, what goes with them."""
    with (shop / "relations.csv").open(encoding="utf-8") as file:
        sources = {row["source_sku"] for row in csv.DictReader(file) if row["kind"] in ("complement", "service")}
    with (shop / "products.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["sku"] in sources]
    return sorted(row["name"] for row in rows if row["stock"] not in ("", "0") and row["regulated"] != "yes")


def _happy(dice: random.Random, things: Sequence[str]) -> Iterator[Line]:
    yield from _around(dice, (*_GREETINGS, *_GLAD), 2)
    yield _buy(dice, things)
    yield from _around(dice, _ASIDES, 1)


def _unhappy(dice: random.Random, things: Sequence[str]) -> Iterator[Line]:
    yield from _around(dice, _GREETINGS, 1)
    yield Line(_trouble(dice), closes=True)
    yield from _afterwards(dice, things)


def _open_case(dice: random.Random, things: Sequence[str]) -> Iterator[Line]:
    yield from _around(dice, (*_GREETINGS, *_GLAD), 1)
    yield Line(dice.choice(_CASES).format(dice.choice(_THINGS)), closes=True)
    yield from _around(dice, _GLAD, 1)
    yield from _afterwards(dice, things)


def _turns_sour(dice: random.Random, things: Sequence[str]) -> Iterator[Line]:
    yield from _happy(dice, things)
    yield Line(_trouble(dice), closes=True)
    yield from _afterwards(dice, things)


def _stopped(dice: random.Random, things: Sequence[str]) -> Iterator[Line]:
    yield Line(dice.choice(_STOPS), closes=True)
    yield from _afterwards(dice, things)


def _with_a_person(dice: random.Random, things: Sequence[str]) -> Iterator[Line]:
    yield Line(dice.choice(_PEOPLE), closes=True)
    yield from _afterwards(dice, things)


def _afterwards(dice: random.Random, things: Sequence[str]) -> Iterator[Line]:
    """Asides that heal nothing, and one or two purchases that tempt."""
    yield from _around(dice, _ASIDES, 2)
    yield _buy(dice, things)
    if dice.random() < 0.4:
        yield from _around(dice, _ASIDES, 1)
        yield _buy(dice, things)


def _trouble(dice: random.Random) -> str:
    if dice.random() < 0.3:
        return dice.choice(_ALONE)
    said = f"{dice.choice(_WHOSE).format(dice.choice(_THINGS))} {dice.choice(_TROUBLES)}"
    outcry = dice.choice(_EXPLODES)
    if outcry and dice.random() < 0.5:
        said = f"{outcry}, {said}"
    elif outcry:
        said = f"{said}, {outcry}"
    return said.upper() if dice.random() < 0.08 else said


def _buy(dice: random.Random, things: Sequence[str]) -> Line:
    return Line(dice.choice(_BUYS).format(dice.choice(things)), buys=True)


def _around(dice: random.Random, words: Sequence[str], most: int) -> Iterator[Line]:
    for _ in range(dice.randint(0, most)):
        yield Line(dice.choice(words))


_LINES = {
    Plan.HAPPY_BUYER: _happy,
    Plan.UNHAPPY: _unhappy,
    Plan.OPEN_CASE: _open_case,
    Plan.TURNS_SOUR: _turns_sour,
    Plan.STOPPED: _stopped,
    Plan.WITH_A_PERSON: _with_a_person,
}

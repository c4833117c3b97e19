"""Made-up customers of the sample shop: invented names, addresses under example.org, .com and .net only."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

_FIRST_NAMES = """
Ada Alma Amir Anna Anton Aylin Bela Ben Carla Cem Clara Dana David Dora Edda Elif Emil Enno Erik Esra Fanny
Felix Finn Frieda Gala Georg Greta Hanna Hugo Ida Ines Ivan Jana Jonas Josef Kai Karla Kilian Lara Lena Leon
Lia Linus Luca Mara Marek Marta Mats Mia Milan Mina Nadia Nele Niko Nora Olga Omar Oskar Paula Petra Pia Rafa
Rita Robin Rosa Sam Sara Selma Simon Sofia Stella Tara Theo Tilda Tom Uma Valentin Vera Viktor Wanda Wim Yara
Yusuf Zoe
"""
_LAST_STARTS = """
Adler Birn Born Dahl Dorn Eich Fell Gart Hagen Holt Iver Kamp Kern Lind Mohr Nord Oster Quell Reh Sand
"""
_LAST_ENDS = """
a bach berg brook dal ers feld garten hoff holm ing land mann ner off ow sen stad steen wick
"""
FIRST, LAST_STARTS, LAST_ENDS = _FIRST_NAMES.split(), _LAST_STARTS.split(), _LAST_ENDS.split()
DOMAINS = ("example.org", "example.com", "example.net")
HABITS = (("regular", 86), ("business", 4), ("tired", 5), ("returner", 2), ("costly", 3))
LOCALES = (("en", 70), ("en-GB", 12), ("en-IE", 6), ("de", 8), ("fr", 4))


@dataclass(frozen=True)
class Person:
    """A made-up customer; `habit` is the structure the generator gives the history and is not written out."""

    id: str
    name: str
    email: str
    locale: str
    consent: bool
    joined: date
    habit: str


def make_people(random: Random, count: int, first: date, last: date) -> list[Person]:
    """`count` people with unique e-mail addresses who joined between `first` and `last`, more of them early."""
    days = (last - first).days
    return [_make_person(random, number, first, days) for number in range(1, count + 1)]


def _make_person(random: Random, number: int, first: date, days: int) -> Person:
    given, family = random.choice(FIRST), random.choice(LAST_STARTS) + random.choice(LAST_ENDS)
    habit = pick(random, HABITS)
    joined = first + timedelta(days=int(days * random.random() ** 1.6))
    return Person(
        id=f"C{number:05}",
        name=f"{given} {family}",
        email=f"{given}.{family}{number}@{random.choice(DOMAINS)}".lower(),
        locale=pick(random, LOCALES),
        consent=habit != "tired" and random.random() < 0.55,
        joined=joined,
        habit=habit,
    )


def pick(random: Random, weighted: tuple[tuple[str, int], ...]) -> str:
    """One of the values, as often as its weight says."""
    values, weights = zip(*weighted, strict=True)
    return str(random.choices(values, weights)[0])

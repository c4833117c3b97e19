"""Hears that somebody has died: a person, or an animal of the household; never a battery."""

import re

_WHO = (
    r"(?:mum|mom|mam|mother|dad|father|husband|wife|partner|fianc[ée]e?|son|daughter|baby|child|brother|sister|"
    r"gran(?:d?(?:ma|pa|mother|father|dad|son|daughter|parents?)|ny)?|nan|aunt|aunty|uncle|cousin|niece|nephew|friend|"
    r"colleague|parents?|he|she|dog|cat|pet)"
)
_DIED = r"(?:died|dies|is dead|(?:has |have |had |just |recently |sadly )*(?:passed(?: away)?|died))"
_TOLD = re.compile(
    rf"\b{_WHO}(?: in law|-in-law)?(?: just| sadly| recently| suddenly)? {_DIED}\b(?! (?:me|it|the|that|them)\b)"
    rf"|\b(?:lost|buried|burying) (?:my|our|his|her|their) {_WHO}\b"
    rf"|\b(?:death|loss|passing|funeral) of (?:my|our|his|her|their) {_WHO}\b"
    rf"|\b(?:my|our|his|her|their) (?:late {_WHO}|{_WHO}(?:'s|s) (?:death|funeral|passing))\b"
    rf"|\b(?:passed away|bereave(?:d|ment))\b"
    rf"|\bput (?:my|our|the) (?:dog|cat|pet) (?:to sleep|down)\b",
    re.I,
)


def tells_of_death(text: str) -> bool:
    """Whether the text tells of a bereavement."""
    return _TOLD.search(text) is not None

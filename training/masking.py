"""Personal data out of a customer's sentence, so that trainers read it and files keep it without knowing of whom (R71).

What is taken out leaves a made-up thing of the same kind behind: the sentence stays one that trains.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from typing import Any

EMAIL, NAME, STREET = "name@example.org", "Alex", "1 Main Street"
_EMAIL = re.compile(r"[\w.+%-]+\s?@\s?[\w-]+(?:\.[\w-]+)+")
_LINK = re.compile(r"\bhttps?://\S+|\bwww\.\S+", re.IGNORECASE)
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b")
_LONG_NUMBER = re.compile(r"(?<![\w.,])\+?\d(?:[ ()/.-]{0,2}\d){5,}(?![\w])")
_CODE = re.compile(r"\b(?=[A-Z0-9-]*\d[A-Z0-9-]*\d)[A-Z]{1,4}-?\d{3,}(?:-\d+)*\b")
_ORDER = re.compile(
    r"((?:\border(?:s|ed)?\b|\bnumber\b|\bno\b\.?|\bnr\b\.?|\binvoice\b|\bcase\b|\bticket\b|#)[^\d\n]{0,12}#?\s?)(\d{3,})\b",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"(\b(?i:my name is|my name's|this is|i am|i'm|call me|regards|sincerely|yours|cheers|greetings from|name:)[,\s]+)"
    r"((?:[A-Z][\w'\u2019-]+)(?:\s+(?:van|von|de|der|la|al|bin)?\s?[A-Z][\w'\u2019-]+){0,3})"
)
_NAME_START = re.compile(
    r"(\b(?:[Mm]y name is|[Mm]y name's|[Cc]all me)[,\s]+)([a-z'\u2019-]+(?:\s+[a-z'\u2019-]+)?)\b(?!\s+and\b)"
)
_TITLE = re.compile(r"\b(Mr|Mrs|Ms|Dr|Herr|Frau)\.?\s+([A-Z][\w'\u2019-]+)")
_STREET = re.compile(
    r"\b\d{1,5}[a-zA-Z]?\s+(?:[A-Z][\w'\u2019-]*\s+){1,3}(?:Street|St|Road|Rd|Lane|Ln|Avenue|Ave|Square|Drive|Way|Close)\b\.?"
    r"|\b[A-Z][\w-]*(?:straße|strasse|str\.|gasse|weg|allee)\s+\d{1,4}[a-z]?\b"
)
_FOUND = {"email": EMAIL, "phone": None, "order_number": None, "customer_name": NAME, "customer_email": EMAIL}


def mask(text: str, entities: Iterable[Mapping[str, Any]] = (), name: str = "") -> str:
    """`text` without e-mails, phone, card and order numbers, links, addresses and names.

    `entities` are those that the assistant found in exactly this text, `name` is the known customer's.
    """
    text = _mask_entities(text, entities)
    text = _EMAIL.sub(EMAIL, text)
    text = _LINK.sub("https://example.org", text)
    text = _IBAN.sub(_like, text)
    text = _STREET.sub(STREET, text)
    text = _LONG_NUMBER.sub(_like, text)
    text = _ORDER.sub(lambda found: found[1] + _zeroed(found[2]), text)
    text = _CODE.sub(_like, text)
    text = _TITLE.sub(rf"\1 {NAME}", text)
    for pattern in (_NAME, _NAME_START):
        text = pattern.sub(_without_name, text)
    for word in name.split():
        if len(word) > 2:
            text = re.sub(rf"\b{re.escape(word)}\b", NAME, text, flags=re.IGNORECASE)
    return text


def key(text: str) -> str:
    """What makes two messages the same to a trainer: the words, without case, spaces and punctuation."""
    words = re.findall(r"\w+", text.casefold())
    return " ".join(words) or text.strip().casefold()


def settle_key(text: str) -> str:
    """The name under which a message is settled: a hash, so that nobody's words are kept a second time."""
    return hashlib.sha256(key(text).encode("utf-8", "surrogatepass")).hexdigest()


def _mask_entities(text: str, entities: Iterable[Mapping[str, Any]]) -> str:
    found = [one for one in entities if one.get("entity") in _FOUND and isinstance(one.get("start"), int)]
    for entity in sorted(found, key=lambda one: one["start"], reverse=True):
        start, end = entity["start"], entity["end"]
        stands = _FOUND[entity["entity"]] or _zeroed(text[start:end])
        text = text[:start] + stands + text[end:]
    return text


def _without_name(found: re.Match[str]) -> str:
    """Names are masked; "I'm Looking for" is no name, nor is what follows it."""
    first = found[2].split()[0].casefold()
    if first in _NO_NAMES or first.endswith("ing"):
        return found[0]
    return found[1] + NAME


def _like(found: re.Match[str]) -> str:
    return _zeroed(found[0])


def _zeroed(text: str) -> str:
    """Every digit but the first as 0, the first as 1: a number of the same length and look."""
    seen = iter([True])
    return re.sub(r"\d", lambda _: "1" if next(seen, False) else "0", text)


_NO_NAMES = frozenset(
    [
        *("a", "an", "the", "not", "so", "very", "really", "still", "just", "also", "now", "here", "there", "back"),
        *("in", "on", "at", "from", "for", "to", "of", "about", "after", "all", "one", "only", "no", "yes", "too"),
        *("i", "my", "your", "our", "it", "that", "this", "what", "what's", "how", "why", "when", "sure", "sorry"),
        *("interested", "happy", "unhappy", "angry", "disappointed", "afraid", "done", "fine", "good", "great"),
        *("ok", "okay", "ridiculous", "outrageous", "unacceptable"),
    ]
)

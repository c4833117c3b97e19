"""Cutting text into comparable words, the same way for products and for customers."""

import re
import unicodedata

_INCH = re.compile(r"(?<=\d)\s?[\"″”]")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")
_POSSESSIVE = re.compile(r"['\u2019]s\b")
_CHUNK = re.compile(r"[^\W_]+(?:[.\-/'\u2019+&][^\W_]+)*")
_PART = re.compile(r"\d+\.\d+|[^\W_]+")
_NUMBER_AND_UNIT = re.compile(r"(\d+(?:\.\d+)?)([^\W\d_]+)")
_LONGEST = 80


def cut(text: str) -> list[str]:
    """The words of `text` in order: lower case, without accents, singular, "64gb" as 64 gb and 14" as 14 inch."""
    return [word for chunk in _chunks(text) for word in _parts(chunk)]


def cut_with_compounds(text: str) -> list[str]:
    """As `cut`, and behind them the hyphenated ones written together: Wi-Fi is also wifi, VB-5 also vb5."""
    words: list[str] = []
    together: list[str] = []
    for chunk in _chunks(text):
        words.extend(_parts(chunk))
        if "-" in chunk and not chunk[0].isdigit():
            together.append(singular(re.sub(r"[^\w]", "", chunk))[:_LONGEST])
    return words + together


def folded(text: str) -> str:
    """Lower case without accents."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).casefold()


def plain_sku(sku: str) -> str:
    """A SKU as letters and digits alone, so that case, blanks and dashes do not matter."""
    return re.sub(r"[\W_]", "", folded(sku))


def singular(word: str) -> str:
    """The word without an English plural ending (the S-stemmer of Harman 1991, with -ches, -shes, -xes, -sses)."""
    if len(word) < 3 or not word.isalpha() or not word.endswith("s") or word.endswith(("ss", "us")):
        return word
    if len(word) == 3 and word[1] in "aeiou":
        return word
    if word.endswith("ies") and not word.endswith(("eies", "aies")):
        return f"{word[:-3]}y"
    if word.endswith(("ches", "shes", "xes", "sses")):
        return word[:-2]
    return word[:-1]


def _chunks(text: str) -> list[str]:
    text = _THOUSANDS.sub("", _POSSESSIVE.sub("", _INCH.sub(" inch ", text)))
    return _CHUNK.findall(folded(text))


def _parts(chunk: str) -> list[str]:
    words: list[str] = []
    for part in _PART.findall(chunk):
        unit = _NUMBER_AND_UNIT.fullmatch(part)
        words.extend(unit.groups() if unit else (part,))
    return [singular(word[:_LONGEST]) for word in words]

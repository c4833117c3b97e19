"""Words to pieces the way BERT's uncased tokenizer does it, remembered word by word."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

CLS, SEP, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
LONGEST_WORD = 100
REMEMBERED_WORDS = 50_000
PLAIN_WORD = re.compile(r"[a-z0-9]+|[^a-z0-9 ]")


class WordPiece:
    """Turns text into token numbers, `[CLS]` first and `[SEP]` last, never more than `longest` of them."""

    def __init__(self, vocabulary: Sequence[str], longest: int = 128) -> None:
        self._numbers = {piece: number for number, piece in enumerate(vocabulary)}
        self._longest = longest
        self._cls, self._sep = self._numbers[CLS], self._numbers[SEP]
        self._unknown = self._numbers[UNKNOWN]
        self._remembered: dict[str, tuple[int, ...]] = {}

    def encode(self, text: str) -> list[int]:
        """Give the token numbers of one text (at least the two marks)."""
        room = self._longest - 2
        numbers: list[int] = []
        for word in split_words(text, at_most=4 * self._longest * 8):
            numbers.extend(self.pieces(word))
            if len(numbers) >= room:
                break
        return [self._cls, *numbers[:room], self._sep]

    def pieces(self, word: str) -> tuple[int, ...]:
        """Give the token numbers of one lower-case word: the longest known piece first, from the left."""
        known = self._remembered.get(word)
        if known is None:
            known = self._cut(word)
            if len(self._remembered) < REMEMBERED_WORDS:
                self._remembered[word] = known
        return known

    def _cut(self, word: str) -> tuple[int, ...]:
        if len(word) > LONGEST_WORD:
            return (self._unknown,)
        found: list[int] = []
        start = 0
        while start < len(word):
            prefix = "##" if start else ""
            for end in range(len(word), start, -1):
                number = self._numbers.get(prefix + word[start:end])
                if number is not None:
                    found.append(number)
                    start = end
                    break
            else:
                return (self._unknown,)
        return tuple(found)


def split_words(text: str, at_most: int = 4096) -> list[str]:
    """Cut the first `at_most` characters into lower-case words and single signs, accents taken off."""
    lowered = text[:at_most].lower()
    if lowered.isascii() and lowered.isprintable():
        return PLAIN_WORD.findall(lowered)
    if not lowered.isascii():
        lowered = "".join(map(_plain, unicodedata.normalize("NFD", lowered)))
    spaced = "".join(c if c.isalnum() else f" {c} " if _is_sign(c) else _gap(c) for c in lowered)
    return spaced.split()


def _plain(character: str) -> str:
    if unicodedata.category(character) == "Mn":
        return ""
    return f" {character} " if _is_ideograph(ord(character)) else character


def _gap(character: str) -> str:
    """Spaces part words, control marks vanish, what is left (marks, symbols) stays within its word."""
    if character.isspace():
        return " "
    return "" if character == "\ufffd" or unicodedata.category(character)[0] == "C" else character


def _is_sign(character: str) -> bool:
    if character.isascii():
        return character.isprintable() and not character.isspace()
    return unicodedata.category(character)[0] == "P"


def _is_ideograph(code: int) -> bool:
    return (
        0x4E00 <= code <= 0x9FFF
        or 0x3400 <= code <= 0x4DBF
        or 0x20000 <= code <= 0x2CEAF
        or 0xF900 <= code <= 0xFAFF
        or 0x2F800 <= code <= 0x2FA1F
    )

"""One slip of the finger put right before a sentence is understood; what it says stays as typed elsewhere."""

from __future__ import annotations

import gzip
import importlib.util
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

WORDS_FILE = "words.tsv"
PLAIN_WORD = re.compile(r"(?<![\w@.'\u2019/-])[A-Za-z]+(?![\w@'\u2019/-])")
TABLE_ENTRY = re.compile(r'"([A-Za-z]+)"\s*:\s*(-\d+\.?\d*)')
ALPHABET = "abcdefghijklmnopqrstuvwxyz"
UNSEEN = -20.0
FREQUENT, LEFT_ALONE, RAREST = -14.0, -13.3, -17.0
AT_LEAST = 6.0
OWN_WORDS_LEAD = 3.0
SHORTEST, SHORTEST_COMMON = 4, 5
# The training data hold slips on purpose, each of them once or twice.
OFTEN = 3
REMEMBERED = 50_000


class Speller:
    """Corrects rare words that are one letter (left out, added, changed, swapped) from a likelier one.

    Likelihood is the log probability in spaCy's table of English words; a word of the training data counts
    as likely, and is never changed itself. A correction must be e^6 times likelier than what was typed.
    """

    def __init__(self, english: Mapping[str, float], own: Mapping[str, int]) -> None:
        self._english = dict(english)
        self._own = dict(own)
        self._likely = {word: value for word, value in self._english.items() if value >= FREQUENT}
        for word, count in self._own.items():
            value = max(self._english.get(word, UNSEEN), FREQUENT) + OWN_WORDS_LEAD + math.log(count) / 2
            self._likely[word] = value
        self._remembered: dict[str, str] = {}

    @classmethod
    def fit(cls, texts: Iterable[str]) -> Speller:
        """Learn the project's own words from its training texts; English comes from spacy-lookups-data."""
        own = Counter(word.lower() for text in texts for word in PLAIN_WORD.findall(text))
        return cls(english_words(), own)

    def correct(self, text: str) -> str:
        """Give the text with its slips put right; numbers, codes, addresses and known words stay."""
        return PLAIN_WORD.sub(self._replace, text)

    def slips(self, text: str) -> list[str]:
        """Give the words of the text that are misspelt or that nobody knows, in small letters."""
        return sorted({word for word in map(str.lower, PLAIN_WORD.findall(text)) if self._is_slip(word)})

    def _is_slip(self, word: str) -> bool:
        if len(word) < SHORTEST or self._english.get(word, UNSEEN) >= LEFT_ALONE:
            return False
        known = word in self._english or self._own.get(word, 0) >= OFTEN
        return not known or self.correct(word) != word

    def _replace(self, found: re.Match[str]) -> str:
        typed = found.group()
        word = typed.lower()
        if len(word) < SHORTEST or word in self._own or self._english.get(word, UNSEEN) >= LEFT_ALONE:
            return typed
        fixed = self._remembered.get(word)
        if fixed is None:
            fixed = self._likeliest(word)
            if len(self._remembered) < REMEMBERED:
                self._remembered[word] = fixed
        return typed if fixed == word else fixed

    def _likeliest(self, word: str) -> str:
        if len(word) > 30:
            return word
        near = [near for near in one_slip_away(word) if near in self._likely and self._may_become(word, near)]
        best = max(near, key=lambda other: (self._likely[other], other), default=word)
        gain = self._likely.get(best, UNSEEN) - self._english.get(word, UNSEEN)
        return best if gain >= AT_LEAST else word

    def _may_become(self, word: str, other: str) -> bool:
        return len(other) >= SHORTEST - 1 and (len(word) >= SHORTEST_COMMON or other in self._own)

    def save(self, directory: Path) -> None:
        """Write both word lists into one file."""
        lines = [f"{word}\t{value:.2f}" for word, value in self._english.items()]
        lines += [f"{word}\t+{count}" for word, count in self._own.items()]
        (directory / WORDS_FILE).write_text("\n".join(lines), encoding="utf-8")

    @classmethod
    def load(cls, directory: Path) -> Speller:
        """Open what `save` wrote; OSError when it is missing."""
        english, own = {}, {}
        for line in (directory / WORDS_FILE).read_text(encoding="utf-8").split("\n"):
            word, _, value = line.partition("\t")
            if value.startswith("+"):
                own[word] = int(value)
            elif value:
                english[word] = float(value)
        return cls(english, own)


def one_slip_away(word: str) -> set[str]:
    """Give all spellings one letter left out, swapped with the next, changed or added away."""
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    found = {left + right[1:] for left, right in cuts if right}
    found |= {left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1}
    found |= {left + letter + right[1:] for left, right in cuts if right for letter in ALPHABET}
    found |= {left + letter + right for left, right in cuts for letter in ALPHABET}
    return found - {word}


def english_words() -> dict[str, float]:
    """Give lower-case English words with their log probability, the likelier of their spellings' two cases."""
    spec = importlib.util.find_spec("spacy_lookups_data")
    if spec is None or spec.origin is None:
        raise RuntimeError("The package spacy-lookups-data is not installed in this environment.")
    place = Path(spec.origin).parent / "data" / "en_lexeme_prob.json.gz"
    with gzip.open(place, "rt", encoding="utf-8") as opened:
        table = opened.read()
    words: dict[str, float] = {}
    for found in TABLE_ENTRY.finditer(table):  # json.loads would hold a million entries at once
        word, value = found.group(1), float(found.group(2))
        if value >= RAREST:
            lowered = word.lower()
            words[lowered] = max(round(value, 2), words.get(lowered, UNSEEN))
    return words

"""Word classes: words used alike, "backpack" and "kettle", share the start of a bit path.

The classes are Brown clusters (Brown et al. 1992) of English words; spacy-lookups-data carries them.
"""

import gzip
import json
import re
from collections.abc import Mapping
from importlib.resources import files

TABLE = "en_lexeme_cluster.json.gz"
ENTRY = re.compile(r'"([^\W\d_]+)"\s*:\s*(\d+)')
LONGEST = 18
# How many of a class's leading bits make a feature: from coarse ("a thing") to fine ("a kitchen device").
PREFIXES = (4, 6, 10, 20)


class WordClasses:
    """The class of each of some 60,000 English words."""

    def __init__(self, classes: Mapping[str, int]) -> None:
        self._classes = dict(classes)

    @classmethod
    def from_package(cls) -> "WordClasses":
        """The table of the installed package, small-letter words only; takes a second, for training."""
        packed = (files("spacy_lookups_data") / "data" / TABLE).read_bytes()
        # json.loads would hold a million entries at once.
        entries = ENTRY.finditer(gzip.decompress(packed).decode("utf-8"))
        table = ((entry.group(1), int(entry.group(2))) for entry in entries)
        return cls({word: number for word, number in table if number and _is_plain(word)})

    @classmethod
    def from_json(cls, text: str) -> "WordClasses":
        return cls(json.loads(text))

    def to_json(self) -> str:
        return json.dumps(self._classes, separators=(",", ":"), sort_keys=True)

    def features(self, word: str) -> list[str]:
        """The word's class cut at several depths; nothing for a word not known."""
        number = self._classes.get(word.lower())
        return [] if number is None else [f"c{bits}={number & ((1 << bits) - 1)}" for bits in PREFIXES]


def _is_plain(word: str) -> bool:
    return len(word) <= LONGEST and word.isalpha() and word.islower()

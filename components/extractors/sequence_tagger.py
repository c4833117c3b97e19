"""A conditional random field that marks spans in a list of words; no Rasa in here."""

import json
import random
import tempfile
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import pycrfsuite

from components.extractors.word_classes import WordClasses

Words = Sequence[tuple[str, str]]  # (word as written, lemma)
Features = list[str]
Labels = list[str]


@dataclass(frozen=True)
class Sentence:
    """Words with the label of each; `intent` is what the customer wants, where it is known."""

    words: Words
    labels: Labels
    intent: str | None = None


OUTSIDE = "O"
BEGIN, INSIDE = "B-", "I-"
FIELD_FILE, KNOWN_FILE, CLASSES_FILE = "spans.crf", "known_words.json", "word_classes.json"
# How often a word inside a span is hidden in the copies trained on: names of products never seen look like that.
HIDDEN = 0.5
RARE = 2
# How often a copy does not tell the intent, so that the field can do without.
UNTOLD = 0.3
# Words that open a phrase: what follows "for" is a purpose more often than what follows "is".
_LEADS = frozenset(
    ("for", "to", "with", "without", "in", "on", "at", "of", "from", "that", "which", "is", "are", "was", "were", "has",
     "have", "had", "wo", "won't", "does", "do", "did", "can", "not", "no", "n't", "and", "or", "but", "when", "my",
     "the", "a", ",", ".", "?", "!")
)  # fmt: skip
_TRAINER = {"c1": 0.05, "c2": 0.02, "max_iterations": 80, "feature.possible_transitions": True}


class SequenceTagger:
    """Labels each word with B-, I- or O; made by `fit` or `load`."""

    def __init__(self, field: bytes, known: Collection[str], classes: WordClasses) -> None:
        self._field = field
        self._known = frozenset(known)
        self._classes = classes
        self._tagger = pycrfsuite.Tagger()
        self._tagger.open_inmemory(field)

    @classmethod
    def fit(cls, sentences: Sequence[Sentence], classes: WordClasses, seed: int = 7) -> "SequenceTagger":
        """Trains on the sentences and, for each that has a span, on a small-letter copy with names hidden."""
        counts = Counter(word.lower() for sentence in sentences for word, _ in sentence.words)
        known = frozenset(word for word, count in counts.items() if count >= RARE)
        trainer = pycrfsuite.Trainer(verbose=False)
        trainer.set_params(_TRAINER)
        dice = random.Random(seed)
        for sentence in sentences:
            labels = sentence.labels
            trainer.append(features(sentence, known, classes), labels)
            if any(label != OUTSIDE for label in labels):
                hidden = {n for n, label in enumerate(labels) if label != OUTSIDE and dice.random() < HIDDEN}
                small = [(word.lower(), lemma.lower()) for word, lemma in sentence.words]
                told = None if dice.random() < UNTOLD else sentence.intent
                trainer.append(features(Sentence(small, labels, told), known, classes, hidden), labels)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / FIELD_FILE
            trainer.train(str(path))
            return cls(path.read_bytes(), known, classes)

    @classmethod
    def load(cls, folder: Path) -> "SequenceTagger":
        """Opens what `save` wrote."""
        known = json.loads((folder / KNOWN_FILE).read_text(encoding="utf-8"))
        classes = WordClasses.from_json((folder / CLASSES_FILE).read_text(encoding="utf-8"))
        return cls((folder / FIELD_FILE).read_bytes(), known, classes)

    def save(self, folder: Path) -> None:
        """Writes the field, the words it knows and the word classes (about 2 MB)."""
        (folder / FIELD_FILE).write_bytes(self._field)
        (folder / KNOWN_FILE).write_text(json.dumps(sorted(self._known)), encoding="utf-8")
        (folder / CLASSES_FILE).write_text(self._classes.to_json(), encoding="utf-8")

    def tag(self, words: Words, intent: str | None = None) -> tuple[Labels, list[float]]:
        """The likeliest label of each word, and how likely each is (0 to 1)."""
        if not words:
            return [], []
        labels = self._tagger.tag(features(Sentence(words, [], intent), self._known, self._classes))
        return labels, [self._tagger.marginal(label, place) for place, label in enumerate(labels)]


def spans_of(labels: Sequence[str]) -> list[tuple[str, int, int]]:
    """(name, first word, word after the last) of each span; an I- without its B- opens one."""
    spans: list[tuple[str, int, int]] = []
    for place, label in enumerate(labels):
        if label == OUTSIDE:
            continue
        name = label[2:]
        if label.startswith(INSIDE) and spans and spans[-1][0] == name and spans[-1][2] == place:
            spans[-1] = (name, spans[-1][1], place + 1)
        else:
            spans.append((name, place, place + 1))
    return spans


def features(
    sentence: Sentence, known: Collection[str], classes: WordClasses, hidden: Collection[int] = ()
) -> list[Features]:
    """What the field sees of each word: itself, its shape and class, two neighbours on each side, and the intent."""
    words = sentence.words
    own = [
        _word(word, lemma, word.lower() in known and place not in hidden, place in hidden, classes)
        for place, (word, lemma) in enumerate(words)
    ]
    near = [
        _brief(word, word.lower() in known and place not in hidden, classes) for place, (word, _) in enumerate(words)
    ]
    rows = []
    lead, since = "start", 0
    for place, row in enumerate(own):
        since += 1
        if words[place][0].lower() in _LEADS:
            lead, since = words[place][0].lower(), 0
        full = ["bias", *row, f"lead={lead}", f"lead={lead}|{near[place][0]}", f"lead={lead}|{min(since, 4)}"]
        if sentence.intent:
            full += [
                f"i={sentence.intent}",
                f"i={sentence.intent}|lead={lead}",
                f"i={sentence.intent}|{near[place][0]}",
            ]
        for offset in (-2, -1, 1, 2):
            at = place + offset
            full += [f"{offset}:{name}" for name in near[at]] if 0 <= at < len(words) else [f"{offset}:edge"]
        if place:
            full.append(f"pair:{near[place - 1][0]}|{near[place][0]}")
        rows.append(full)
    return rows


def _word(word: str, lemma: str, is_known: bool, is_hidden: bool, classes: WordClasses) -> Features:
    low = word.lower()
    row = [f"shape={_shape(word)}", f"digits={any(c.isdigit() for c in word)}", f"long={min(len(word), 9)}"]
    row += [f"w={low}", f"l={lemma.lower()}"] if is_known else ["w=?"]
    if not is_hidden:
        row += [f"p3={low[:3]}", f"p5={low[:5]}", f"s2={low[-2:]}", f"s3={low[-3:]}", f"s4={low[-4:]}"]
    return row + classes.features(low)


def _brief(word: str, is_known: bool, classes: WordClasses) -> Features:
    return [f"w={word.lower() if is_known else '?'}", f"shape={_shape(word)}", *classes.features(word)[1:3]]


def _shape(word: str) -> str:
    """Capitals as X, small letters x, figures 9, the rest as it is; runs as one sign."""
    signs: list[str] = []
    for char in word:
        sign = "X" if char.isupper() else "x" if char.isalpha() else "9" if char.isdigit() else char
        if not signs or signs[-1] != sign:
            signs.append(sign)
    return "".join(signs[:6])

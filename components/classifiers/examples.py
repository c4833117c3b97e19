"""What the hybrid learns from: texts, their misspelt copies, labels as numbers, vectors and n-gram rows."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from scipy import sparse
from threadpoolctl import threadpool_limits

from components.classifiers.misspelling import misspelt_copies
from components.classifiers.ngrams import NgramFeatures, plain_words


@dataclass(frozen=True)
class Reader:
    """How texts are read: slips put right, then encoded, shape (texts, 384)."""

    encode: Callable[[Sequence[str]], np.ndarray]
    correct: Callable[[str], str]


@dataclass(frozen=True)
class HybridSettings:
    """What may be turned; the defaults hold for every data set, none is tuned to one."""

    embedding_c: float = 10.0
    ngram_c: float = 1.0
    folds: int = 5
    seed: int = 7
    most_ngrams: int = 60_000
    misspelt_copies: bool = True
    shortcut_errors: float = 0.005
    out_of_scope_intent: str = "out_of_scope"


@dataclass(frozen=True)
class Examples:
    """Training texts first, their misspelt copies below; `origins` gives each row the row of its text.

    A copy whose slip was put right again reads as its text does: `same_as` gives each row the row that it repeats.
    """

    labels: tuple[str, ...]
    numbers: np.ndarray
    origins: np.ndarray
    same_as: np.ndarray
    vectors: np.ndarray
    features: NgramFeatures
    rows: sparse.csr_matrix
    word_counts: np.ndarray
    outside: int | None

    @property
    def count(self) -> int:
        """The number of rows, copies included."""
        return len(self.numbers)

    @property
    def is_copy(self) -> np.ndarray:
        """Whether each row is a misspelt copy."""
        result: np.ndarray = self.origins != np.arange(self.count)
        return result

    def distinct(self, chosen: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Give the chosen rows without repetitions, and how often each of them stands there (float32)."""
        rows, counts = np.unique(self.same_as[chosen], return_counts=True)
        return rows, counts.astype(np.float32)

    def unknown_words(self, rows: np.ndarray, seen: np.ndarray) -> np.ndarray:
        """Give how many different words of each of `rows` none of the rows `seen` has."""
        words = self.rows[:, np.flatnonzero(self.features.is_word())] > 0
        known = np.asarray(words[seen].sum(axis=0)).ravel() > 0
        result: np.ndarray = self.word_counts[rows] - words[rows] @ known.astype(int)
        return result


def gather(texts: Sequence[str], intents: Sequence[str], reader: Reader, settings: HybridSettings) -> Examples:
    """Bring everything about the training texts together; encoding them is most of the work."""
    labels = tuple(sorted(set(intents)))
    number_of = {label: number for number, label in enumerate(labels)}
    numbers = np.array([number_of[intent] for intent in intents])
    origins = np.arange(len(texts))
    every = readings(texts, reader.correct, settings)
    if settings.misspelt_copies:
        numbers, origins = np.tile(numbers, 2), np.tile(origins, 2)
    same_as = np.array([row if text == texts[row] else place for place, (row, text) in enumerate(zip(origins, every))])  # noqa: B905
    features = NgramFeatures.fit(every, int(settings.most_ngrams))
    # Two of three copies read as their text: what is worked out for one holds for the other.
    some, found = np.unique(same_as, return_inverse=True)
    different = [every[place] for place in some]
    vectors, rows = reader.encode(different)[found], features.matrix(different)[found]
    counts = np.array([len(plain_words(text)) for text in different])[found]
    outside = number_of.get(settings.out_of_scope_intent)
    return Examples(labels, numbers, origins, same_as, vectors, features, rows, counts, outside)


def readings(texts: Sequence[str], correct: Callable[[str], str], settings: HybridSettings) -> list[str]:
    """Give the training texts and, below them, their misspelt copies as they are read."""
    copies = misspelt_copies(texts, settings.seed) if settings.misspelt_copies else []
    return [*texts, *map(correct, copies)]


def training_threads() -> int:
    """Give $OMP_NUM_THREADS when set to a number, else the cores of the machine."""
    wanted = os.environ.get("OMP_NUM_THREADS", "")
    return int(wanted) if wanted.isdigit() and int(wanted) else os.cpu_count() or 1


@contextmanager
def training_pool() -> Iterator[Executor]:
    """Open a pool of `training_threads` in which each thread calculates alone.

    Else the matrix library starts as many threads for every one of them, and they wait for each other spinning.
    """
    with threadpool_limits(1, "blas"), ThreadPoolExecutor(training_threads()) as pool:
        yield pool


def digest(texts: Sequence[str], intents: Sequence[str], settings: HybridSettings) -> str:
    """Give a name for exactly these examples and settings."""
    summed = hashlib.sha256(repr(settings).encode())
    for text, intent in zip(texts, intents):  # noqa: B905 - equal lengths
        summed.update(f"{intent}\x00{text}\x01".encode("utf-8", "surrogatepass"))
    return summed.hexdigest()

"""How somebody feels, from one message: a kernel machine on the sentence's meaning and tone, with n-grams beside it.

The kernel machine is regularised least squares with a Gaussian kernel (Rifkin and others 2003), one column a mood; its
leave-one-out scores have a closed form, so that calibration and thresholds come from the training data alone.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from components.classifiers.mood_examples import MOODS
from components.classifiers.ngrams import NgramFeatures
from components.classifiers.stacking import Linear, fit_ngrams, fold_numbers, log_softmax
from components.classifiers.symmetric import Symmetric

ARRAYS_FILE, SETTINGS_FILE = "mood.npz", "mood.json"
HAPPY, NEUTRAL, UNHAPPY = range(3)
# Gives one row of meaning and one of tone for each text, each of length 1.
Encode = Callable[[Sequence[str]], tuple[np.ndarray, np.ndarray]]


@dataclass(frozen=True)
class MoodSettings:
    """What can be tuned; `recall` is the share of unhappy training messages the threshold must catch."""

    tone_share: float = 0.5
    width: float = 4.0
    penalty: float = 2.0
    axes: int = 128
    ngram_share: float = 0.1
    ngram_c: float = 0.3
    recall: float = 0.9
    folds: int = 5
    seed: int = 7
    joined: float = 1.0
    # Of all training messages that are not neutral, the share that may look surely neutral by n-grams alone.
    quick_errors: float = 0.005


@dataclass(frozen=True)
class Kernel:
    """Scores of messages by their likeness to those of training; float32."""

    centre: np.ndarray
    axes: np.ndarray
    supports: np.ndarray
    weights: np.ndarray
    bias: np.ndarray
    width: float

    def project(self, rows: np.ndarray) -> np.ndarray:
        """Give the rows on the axes, shape (rows, axes)."""
        projected: np.ndarray = ((rows - self.centre) @ self.axes).astype(np.float32)
        return projected

    def scores(self, rows: np.ndarray) -> np.ndarray:
        """Give one column a mood, shape (rows, 3)."""
        found: np.ndarray = (
            gaussian(self.project(rows), self.supports, self.width, self.sizes) @ self.weights + self.bias
        )
        return found

    @cached_property
    def sizes(self) -> np.ndarray:
        """The supports' squared lengths, worked out once."""
        return squared_lengths(self.supports)


@dataclass(frozen=True)
class MoodModel:
    """The trained parts; `factors` and `offsets` turn scores into log probabilities."""

    tone_share: float
    ngram_share: float
    kernel: Kernel
    features: NgramFeatures
    ngrams: Linear
    factors: np.ndarray
    offsets: np.ndarray
    threshold: float
    calm_margin: float

    def ngram_scores(self, text: str) -> np.ndarray:
        """Give the n-grams' scores, shape (3,)."""
        return self.ngrams.sparse_one(*self.features.one(text))

    def is_calm(self, ngrams: np.ndarray) -> bool:
        """Whether the n-grams alone are so surely neutral that the meaning adds nothing."""
        return bool(margin(ngrams[None, :])[0] >= self.calm_margin)

    def probabilities(self, ngrams: np.ndarray, meaning: np.ndarray, tone: np.ndarray) -> np.ndarray:
        """Give the probability of each mood, shape (3,)."""
        rows = joined_rows(meaning[None, :], tone[None, :], self.tone_share)
        scores = self.kernel.scores(rows) + self.ngram_share * ngrams[None, :]
        found: np.ndarray = np.exp(log_softmax(scores * self.factors + self.offsets))[0]
        return found

    def label(self, probabilities: np.ndarray) -> str:
        """Give the mood: unhappy from the threshold on, else the likelier of the other two."""
        if probabilities[UNHAPPY] >= self.threshold:
            return MOODS[UNHAPPY]
        return MOODS[HAPPY if probabilities[HAPPY] > probabilities[NEUTRAL] else NEUTRAL]

    def unhappiness(self, probabilities: np.ndarray) -> float:
        """Give how unhappy, 0 to 1: odds of unhappy over the odds at the threshold, which so comes to be 0.5."""
        likely = min(max(float(probabilities[UNHAPPY]), 1e-6), 1 - 1e-6)
        odds = likely / (1 - likely) * (1 - self.threshold) / self.threshold
        return odds / (1 + odds)

    def calm_unhappiness(self, ngrams: np.ndarray) -> float:
        """Give how unhappy a surely neutral message is: next to nothing, less the surer."""
        return float(0.01 / (1 + np.exp(margin(ngrams[None, :])[0] - self.calm_margin)))

    def save(self, directory: Path) -> None:
        """Write arrays and JSON, no pickles."""
        kernel = self.kernel
        np.savez(
            directory / ARRAYS_FILE,
            centre=kernel.centre,
            axes=kernel.axes,
            supports=kernel.supports,
            weights=kernel.weights,
            bias=kernel.bias,
            idf=self.features.idf,
            ngrams=self.ngrams.weights,
            ngrams_bias=self.ngrams.bias,
            factors=self.factors,
            offsets=self.offsets,
        )
        settings = {
            "grams": sorted(self.features.places, key=self.features.places.__getitem__),
            "width": kernel.width,
            "tone_share": self.tone_share,
            "ngram_share": self.ngram_share,
            "threshold": self.threshold,
            "calm_margin": self.calm_margin,
        }
        (directory / SETTINGS_FILE).write_text(json.dumps(settings), encoding="utf-8")

    @classmethod
    def load(cls, directory: Path) -> MoodModel:
        """Open what `save` wrote."""
        settings = json.loads((directory / SETTINGS_FILE).read_text(encoding="utf-8"))
        with np.load(directory / ARRAYS_FILE) as arrays:
            a = dict(arrays)
        kernel = Kernel(a["centre"], a["axes"], a["supports"], a["weights"], a["bias"], settings["width"])
        return cls(
            settings["tone_share"],
            settings["ngram_share"],
            kernel,
            NgramFeatures({gram: place for place, gram in enumerate(settings["grams"])}, a["idf"]),
            Linear(a["ngrams"], a["ngrams_bias"]),
            a["factors"],
            a["offsets"],
            settings["threshold"],
            settings["calm_margin"],
        )


def fit_mood(texts: Sequence[str], moods: Sequence[str], encode: Encode, settings: MoodSettings) -> MoodModel:
    """Fit on the texts; probabilities, threshold and shortcut come from scores of texts held out in turn."""
    numbers = np.array([MOODS.index(mood) for mood in moods])
    rows = joined_rows(*encode(texts), settings.tone_share)
    longer, longer_numbers = join_up(texts, numbers, settings)
    more = joined_rows(*encode(longer), settings.tone_share) if longer else np.zeros((0, rows.shape[1]), np.float32)
    _, held_out = fit_kernel(rows, numbers, settings, leave_out=True)
    every = np.vstack([rows, more])
    del rows, more  # The matrix to come is large.
    kernel, _ = fit_kernel(every, np.concatenate([numbers, longer_numbers]), settings)
    features = NgramFeatures.fit(texts)
    sparse_rows = features.matrix(texts)
    ngrams = fit_ngrams(sparse_rows, numbers, len(MOODS), settings.ngram_c, settings.seed)
    held_out_ngrams = np.zeros((len(texts), len(MOODS)), np.float32)
    dealt = fold_numbers(numbers, settings.folds, settings.seed)
    for fold in range(settings.folds):
        inside = dealt == fold
        fitted = fit_ngrams(sparse_rows[~inside], numbers[~inside], len(MOODS), settings.ngram_c, settings.seed)
        held_out_ngrams[inside] = sparse_rows[inside] @ fitted.weights + fitted.bias
    scores = held_out + settings.ngram_share * held_out_ngrams
    factors, offsets = calibrate(scores, numbers)
    unhappy = np.exp(log_softmax(scores * factors + offsets))[numbers == UNHAPPY, UNHAPPY]
    feeling = margin(held_out_ngrams)[numbers != NEUTRAL]
    return MoodModel(
        settings.tone_share,
        settings.ngram_share,
        kernel,
        features,
        ngrams,
        factors,
        offsets,
        threshold=float(np.clip(np.quantile(unhappy, 1 - settings.recall), 0.02, 0.98)),
        calm_margin=float(np.quantile(feeling, 1 - settings.quick_errors)),
    )


def fit_kernel(
    rows: np.ndarray, numbers: np.ndarray, settings: MoodSettings, leave_out: bool = False
) -> tuple[Kernel, np.ndarray]:
    """Give the kernel machine and, if asked, the scores each row gets from a machine fitted on all others.

    With G = K + penalty / importance and a = G^-1 y, the row left out scores y - a / diag(G^-1), shape (rows, 3).
    """
    centre, axes = widest_axes(rows, settings.axes)
    supports = ((rows - centre) @ axes).astype(np.float32)
    aims = np.where(numbers[:, None] == np.arange(len(MOODS)), 1.0, -1.0)
    importance = 1.0 / np.bincount(numbers, minlength=len(MOODS))[numbers]
    importance *= len(numbers) / importance.sum()
    bias = np.average(aims, axis=0, weights=importance)
    gram = Symmetric(len(rows), lambda some, others: gaussian(supports[some], supports[others], settings.width))
    gram.add_to_diagonal((settings.penalty / importance).astype(np.float32))
    gram.factor()
    weights = gram.solve((aims - bias).astype(np.float32))
    kernel = Kernel(centre, axes, supports, weights, bias.astype(np.float32), settings.width)
    if not leave_out:
        return kernel, np.zeros((0, len(MOODS)), np.float32)
    return kernel, (aims - weights / gram.inverse_diagonal()[:, None]).astype(np.float32)


def widest_axes(rows: np.ndarray, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Give the rows' mean and their `count` widest axes, shape (width, axes), widest first.

    As a singular value decomposition of the rows gives them, in a fifth of its time.
    """
    centre = rows.mean(axis=0)
    moved = rows - centre
    spread = (moved.T @ moved).astype(np.float64)
    return centre, np.linalg.eigh(spread)[1][:, ::-1][:, :count].astype(np.float32)


def join_up(texts: Sequence[str], numbers: np.ndarray, settings: MoodSettings) -> tuple[list[str], np.ndarray]:
    """Give pairs of messages as one longer message each, `joined` times as many as texts.

    A pair feels like its unhappier half: complaints come wrapped in facts and politeness. Neighbours in the order of
    their hashes are paired: each text as often as any other, and one text more or less leaves the other pairs alone.
    """
    pairs: list[tuple[int, int]] = []
    wanted = int(settings.joined * len(texts)) if len(texts) > 1 else 0
    while len(pairs) < wanted:
        salt = f"{settings.seed}:{len(pairs) // len(texts)}:"
        order_of = sorted(range(len(texts)), key=lambda place: sha256(f"{salt}{texts[place]}".encode()).digest())
        pairs += list(zip(order_of, [*order_of[1:], order_of[0]]))[: wanted - len(pairs)]  # noqa: B905 - equal lengths
    order = {UNHAPPY: 2, HAPPY: 1, NEUTRAL: 0}
    felt = [max((int(numbers[one]), int(numbers[two])), key=order.__getitem__) for one, two in pairs]
    return [f"{texts[one]} {texts[two]}" for one, two in pairs], np.array(felt, dtype=numbers.dtype)


def calibrate(scores: np.ndarray, numbers: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Give one factor and one offset a mood, by logistic regression of each mood against the rest on its score."""
    factors, offsets = np.ones(len(MOODS)), np.zeros(len(MOODS))
    for mood in range(len(MOODS)):
        fitted = LogisticRegression(C=10.0).fit(scores[:, [mood]], numbers == mood)
        factors[mood], offsets[mood] = fitted.coef_[0, 0], fitted.intercept_[0]
    return factors.astype(np.float32), offsets.astype(np.float32)


def joined_rows(meaning: np.ndarray, tone: np.ndarray, share: float) -> np.ndarray:
    """Give meaning and tone side by side, weighted so that `share` of a row's squared length is tone."""
    rows: np.ndarray = np.hstack([meaning * np.sqrt(1 - share), tone * np.sqrt(share)]).astype(np.float32)
    return rows


def squared_lengths(rows: np.ndarray) -> np.ndarray:
    """Give each row's squared length, shape (rows,)."""
    lengths: np.ndarray = (rows**2).sum(axis=1)
    return lengths


def gaussian(one: np.ndarray, two: np.ndarray, width: float, sizes: np.ndarray | None = None) -> np.ndarray:
    """Give exp(-width * squared distance) of all pairs, shape (one, two), float32; `sizes` are those of `two`."""
    likeness: np.ndarray = one @ two.T
    likeness *= -2
    likeness += squared_lengths(one)[:, None]
    likeness += (squared_lengths(two) if sizes is None else sizes)[None, :]
    np.maximum(likeness, 0, out=likeness)
    likeness *= -width
    return np.exp(likeness, out=likeness)


def margin(ngrams: np.ndarray) -> np.ndarray:
    """Give by how much neutral leads the other moods, shape (rows,)."""
    lead: np.ndarray = ngrams[:, NEUTRAL] - np.maximum(ngrams[:, HAPPY], ngrams[:, UNHAPPY])
    return lead

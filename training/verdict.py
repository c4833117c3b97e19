"""Whether a difference between two models is more than chance, said plainly."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb
from random import Random

_DRAWS = 2000
_SURE = 0.05


@dataclass(frozen=True)
class Reading:
    """One test sentence: whether the served model and the new one read it rightly."""

    before: bool
    after: bool


@dataclass(frozen=True)
class Verdict:
    """`gain` in accuracy, -1 to 1, with its 95 % interval; `p_value` of McNemar's exact test; a sentence."""

    gain: float
    low: float
    high: float
    p_value: float
    sentences: int
    sentence: str

    @property
    def is_surely_worse(self) -> bool:
        """Worse by more than chance."""
        return self.gain < 0 and self.p_value < _SURE


def decide(frozen: Sequence[Reading], shared: Sequence[Reading]) -> Verdict:
    """Judge on the frozen test sentences together with the training sentences that both data sets hold out."""
    readings = [*frozen, *shared]
    won = sum(one.after and not one.before for one in readings)
    lost = sum(one.before and not one.after for one in readings)
    count = max(1, len(readings))
    p_value = mcnemar(won, lost)
    low, high = _interval(won, lost, count)
    gain = (won - lost) / count
    return Verdict(gain, low, high, p_value, len(readings), _say(won, lost, p_value, (low, high)))


def mcnemar(won: int, lost: int) -> float:
    """The two-sided exact p-value that as many changes fall out so unevenly by chance (McNemar 1947, binomial form)."""
    changed = won + lost
    tail = sum(comb(changed, place) for place in range(min(won, lost) + 1))
    return min(1.0, 2 * tail / 2**changed)


def _interval(won: int, lost: int, count: int) -> tuple[float, float]:
    """The middle 95 % of the gain over seeded redraws of the sentences (bootstrap)."""
    if won + lost == 0:
        return 0.0, 0.0
    draw = Random(17)
    chances = (won / count, lost / count)
    gains = sorted(_redraw(draw, chances, count) for _ in range(_DRAWS))
    return gains[int(_DRAWS * 0.025)], gains[int(_DRAWS * 0.975)]


def _redraw(draw: Random, chances: tuple[float, float], count: int) -> float:
    ups, downs = chances
    won = _binomial(draw, count, ups)
    lost = _binomial(draw, count - won, downs / (1 - ups)) if ups < 1 else 0
    return (won - lost) / count


def _binomial(draw: Random, count: int, chance: float) -> int:
    """The normal curve stands in for many draws; few are drawn one by one."""
    mean = count * chance
    if mean > 30 and count - mean > 30:
        return round(min(count, max(0.0, draw.gauss(mean, (mean * (1 - chance)) ** 0.5))))
    if chance <= 0:
        return 0
    found, place = 0, 0
    while True:
        place += 1 + int(_gap(draw, chance))
        if place > count:
            return found
        found += 1


def _gap(draw: Random, chance: float) -> float:
    """How many draws miss before the next hit: geometric."""
    from math import log  # noqa: PLC0415

    return log(1 - draw.random()) / log(1 - chance) if chance < 1 else 0.0


def _say(won: int, lost: int, p_value: float, interval: tuple[float, float]) -> str:
    if won == lost == 0:
        return "Both models read every test sentence alike."
    numbers = f"{won} sentence(s) better, {lost} worse; the gain lies between {interval[0]:+.1%} and {interval[1]:+.1%}"
    if p_value < _SURE:
        return f"{'Better' if won > lost else 'Worse'}, by more than chance: {numbers} (p = {p_value:.3f})."
    return f"No sure difference: {numbers} (p = {p_value:.2f})."

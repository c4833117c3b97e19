"""Comparisons as they are kept beside a model."""

from training.report import Figures, Report, Slip
from training.verdict import Verdict


def compared(*confusions: tuple[str, str, int], slips: tuple[Slip, ...] = ()) -> Report:
    """A comparison that found these confusions, and nothing else."""
    figures = Figures("one", 0.9, 0.9, 0.9, 0.0, 1, 1, 1.0, 2.0, 40.0, 50.0)
    verdict = Verdict(0.0, 0.0, 0.0, 1.0, 10, "As good.")
    return Report("old", "new", (figures, figures), (), (), verdict, (), confusions, slips)

"""Which messages teach most: like ones together, the uncertain, frequent and new first, no two alike in a row.

Numbers only, so that the inbox and its benchmark order by the same rule.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

ALIKE = 0.82
"""The least cosine at which two messages count as look-alikes."""
SURE, CLEAR = 0.5, 0.15
"""Less confidence, or a smaller lead over the second intent, is barely understood."""
_ENOUGH_ALIKE = 0.5
_OUTSIDE = "out_of_scope"


def doubt(part: Mapping[str, Any]) -> float:
    """How unsure the assistant was of one reading, 0-1: between the two best intents, or of its being in scope."""
    ranking = [float(one.get("confidence") or 0.0) for one in part.get("intent_ranking") or ()]
    confidence = float((part.get("intent") or {}).get("confidence") or 0.0)
    best, second = ([*ranking, 0.0, 0.0])[:2] if len(ranking) > 1 else (confidence, 0.0)
    between = 1.0 - max(0.0, min(1.0, best - second))
    in_scope = float(part.get("in_scope", confidence))
    scope = 1.0 - abs(2.0 * in_scope - 1.0)
    return max(between, scope)


def novelty(vectors: np.ndarray, known: np.ndarray) -> np.ndarray:
    """How far each message is from all that is known already, 0-1: one minus the cosine to the nearest."""
    if not len(known):
        return np.ones(len(vectors))
    nearest = np.concatenate(
        [(block @ known.T).max(axis=1) for block in np.array_split(vectors, len(vectors) // 512 + 1)]
    )
    result: np.ndarray = np.clip(1.0 - nearest, 0.0, 1.0)
    return result


def look_alikes(vectors: np.ndarray, alike: float = ALIKE) -> list[list[int]]:
    """Rows grouped around the first ungrouped one; every row is in one group, groups and rows in their given order."""
    free = np.ones(len(vectors), dtype=bool)
    groups = []
    for row in range(len(vectors)):
        if free[row]:
            near = np.flatnonzero(free & (vectors @ vectors[row] >= alike))
            members = near.tolist() if row in near else [row, *near.tolist()]
            free[members] = False
            groups.append(members)
    return groups


def usefulness(
    doubts: Sequence[float], sizes: Sequence[int], news: Sequence[float], signs: Sequence[float]
) -> np.ndarray:
    """How much each group teaches: its doubt, how many wrote so (with falling weight), how new it is, and human signs.

    A sign (0-1) says that a person had to step in: the customer corrected, an agent answered.
    """
    unsure = np.asarray(doubts) + np.asarray(signs)
    result: np.ndarray = unsure * (1.0 + np.log2(np.asarray(sizes, dtype=float))) * (0.25 + np.asarray(news))
    return result


def in_order(values: np.ndarray, vectors: np.ndarray) -> list[int]:
    """Rows by falling value; what is like a row already taken loses value, so that each one teaches something new."""
    left = values.astype(float).copy()
    order: list[int] = []
    for _ in range(len(values)):
        row = int(np.argmax(left))
        order.append(row)
        near = np.clip((vectors @ vectors[row] - _ENOUGH_ALIKE) / (1.0 - _ENOUGH_ALIKE), 0.0, 1.0)
        left = np.where(np.isneginf(left), left, left * (1.0 - near))
        left[row] = -np.inf
    return order


def is_barely(part: Mapping[str, Any]) -> bool:
    """Whether the assistant was so unsure of its reading that a person should look."""
    ranking = [float(one.get("confidence") or 0.0) for one in part.get("intent_ranking") or ()]
    confidence = float((part.get("intent") or {}).get("confidence") or 0.0)
    return confidence < SURE or (len(ranking) > 1 and ranking[0] - ranking[1] < CLEAR)


def is_outside(part: Mapping[str, Any]) -> bool:
    """Whether the assistant took the message for none of its business."""
    return (part.get("intent") or {}).get("name") in (None, _OUTSIDE)

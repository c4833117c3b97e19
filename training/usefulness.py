"""Which messages teach most: those that stand for many doubtful ones, and for other ones than those before them.

Numbers only, so that the inbox and its benchmark order by the same rule.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

ALIKE = 0.82
"""The least cosine at which two messages count as look-alikes."""
SURE, CLEAR = 0.5, 0.15
"""Less confidence, more likely outside than inside, or a smaller lead over the second intent: barely understood."""
CERTAIN = 0.8
"""A reading that is as sure as that, of its intent and of being in scope, is not asked about however often it comes."""
OFTEN = 3
"""So many look-alikes that nobody has checked are worth a look, although none alone would be."""
ALONG = 5
"""So many look-alikes are taught with a message in one go."""
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


def weight(doubt: float, count: int, signs: float) -> float:
    """How much a wording asks to be taught: its doubt (0-1), how many wrote so with falling weight, and human signs.

    A sign, half a doubt each, says that a person had to step in: the customer corrected or rated, an agent answered.
    """
    return (doubt + signs) * (1.0 + math.log2(max(count, 1)))


def teaching_order(vectors: np.ndarray, weights: Sequence[float]) -> list[tuple[float, list[int]]]:
    """Groups of look-alikes with what each teaches, most first; a group's first row stands for it, the nearest follow.

    A taught sentence covers others as far as they are near in meaning. Each next one is that which adds most covered
    weight (facility location, chosen lazily: Minoux 1978), so that the middle of many doubtful ones comes before the
    doubtful oddity, and nothing is taught twice. `vectors` are unit vectors, one row a wording.
    """
    cosines = vectors @ vectors.T
    near = np.clip((cosines - _ENOUGH_ALIKE) / (1.0 - _ENOUGH_ALIKE), 0.0, 1.0)
    asking, covered = np.asarray(weights, dtype=np.float32), np.zeros(len(vectors), dtype=np.float32)
    free = np.ones(len(vectors), dtype=bool)
    waiting = [(-float(value), row) for row, value in enumerate(near @ asking)]
    heapq.heapify(waiting)
    groups = []
    while waiting:
        _, row = heapq.heappop(waiting)
        if not free[row]:
            continue
        adds = float(np.maximum(near[row] - covered, 0.0) @ asking)
        if waiting and adds < -waiting[0][0]:
            heapq.heappush(waiting, (-adds, row))
            continue
        alike = np.flatnonzero(free & (cosines[row] >= ALIKE))
        members = [row, *(int(one) for one in alike[np.argsort(-cosines[row][alike], kind="stable")] if one != row)]
        free[members] = False
        covered = np.maximum(covered, near[members[: 1 + ALONG]].max(axis=0))
        groups.append((adds, members))
    return groups


def is_barely(part: Mapping[str, Any]) -> bool:
    """Whether the assistant was so unsure of its reading that a person should look."""
    ranking = [float(one.get("confidence") or 0.0) for one in part.get("intent_ranking") or ()]
    confidence = float((part.get("intent") or {}).get("confidence") or 0.0)
    unsure = min(confidence, float(part.get("in_scope", confidence))) < SURE
    return unsure or (len(ranking) > 1 and ranking[0] - ranking[1] < CLEAR)


def is_certain(part: Mapping[str, Any]) -> bool:
    """Whether a reading is so sure that it needs no look by itself."""
    confidence = float((part.get("intent") or {}).get("confidence") or 0.0)
    return min(confidence, float(part.get("in_scope", confidence))) >= CERTAIN


def is_outside(part: Mapping[str, Any]) -> bool:
    """Whether the assistant took the message for none of its business."""
    return (part.get("intent") or {}).get("name") in (None, _OUTSIDE)

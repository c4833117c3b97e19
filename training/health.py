"""What is doubtful in the training data, before a training makes a model of it (R61)."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sales.ports import Catalogue, Query
from training.check import check_data
from training.language import Example, entities_of, read_domain
from training.masking import key
from training.neighbours import twins
from training.sources import ROOT

THIN = 20
"""Fewer examples than this make a meaning that is easily mistaken."""
TWINS = 0.93
_SHOWN = 60
_MATCHED = ("product", "brand")


@dataclass(frozen=True)
class Twin:
    """Two sentences of different meanings that say nearly the same; `near` is the cosine."""

    text: str
    intent: str
    place: str
    other_text: str
    other_intent: str
    other_place: str
    near: float


@dataclass(frozen=True)
class Spot:
    """A point of the map: a sentence with its meaning and its place, both axes about -1 to 1."""

    text: str
    intent: str
    skill: str
    x: float
    y: float


@dataclass(frozen=True)
class Health:
    """All doubts; `problems` stop a training, the others make it worse."""

    problems: tuple[str, ...]
    duplicates: tuple[str, ...]
    twins: tuple[Twin, ...]
    thin: tuple[tuple[str, int], ...]
    unused_responses: tuple[str, ...]
    strangers: tuple[tuple[str, str, int], ...]
    spots: tuple[Spot, ...]


def examine_data(project: Path, examples: Sequence[Example], vectors: np.ndarray, catalogue: Catalogue) -> Health:
    """Look through the data; `vectors` has a row for each example."""
    pairs = sorted(twins(examples, vectors, TWINS), key=lambda pair: -pair[2])[:_SHOWN]
    counts = Counter(example.intent for example in examples)
    return Health(
        problems=tuple(str(problem) for problem in check_data(project)),
        duplicates=tuple(_duplicates(examples)),
        twins=tuple(_twin(examples[one], examples[other], near) for one, other, near in pairs),
        thin=tuple(
            (intent, count) for intent, count in sorted(counts.items(), key=lambda pair: pair[1]) if count < THIN
        ),
        unused_responses=tuple(_unused(project)),
        strangers=tuple(_strangers(examples, catalogue)),
        spots=tuple(_spots(examples, vectors)),
    )


def _duplicates(examples: Sequence[Example]) -> list[str]:
    places = defaultdict(list)
    for example in examples:
        places[example.intent, key(example.plain)].append(example)
    return [
        f"{many[1].file}:{many[1].line}: stands at line {many[0].line} already: {many[1].plain}"
        for many in places.values()
        if len(many) > 1
    ][:_SHOWN]


def _twin(one: Example, other: Example, near: float) -> Twin:
    places = (f"{example.file}:{example.line}" for example in (one, other))
    first, second = places
    return Twin(one.plain, one.intent, first, other.plain, other.intent, second, round(near, 3))


def _unused(project: Path) -> list[str]:
    """Answers that no rule, story, form or action speaks."""
    files = [*(project / "data").rglob("*.yml"), *(ROOT / "actions").rglob("*.py"), ROOT / "endpoints.yml"]
    written = "\n".join(path.read_text(encoding="utf-8", errors="replace") for path in files)
    words = set(re.findall(r"\w+", written))
    domain = read_domain(project)
    slots = {slot for form in (domain.get("forms") or {}).values() for slot in form.get("required_slots") or ()}
    stems = set(re.findall(r'"(utter_\w+_)\{?', written)) | set(re.findall(r'"(utter_\w+_)"', written))
    return [
        name
        for name in domain["responses"]
        if name not in words
        and name.removeprefix("utter_ask_") not in slots
        and not any(name.startswith(stem) for stem in stems)
        and not name.endswith("_wait")
        and name != "utter_default"
    ]


def _strangers(examples: Sequence[Example], catalogue: Catalogue) -> list[tuple[str, str, int]]:
    """Marked products and brands that find nothing in the catalogue, the most frequent first."""
    marked: Counter[tuple[str, str]] = Counter()
    for example in examples:
        for entity in entities_of(example.text):
            if entity["entity"] in _MATCHED:
                marked[entity["entity"], entity["value"].casefold()] += 1
    found = []
    for (entity, value), count in marked.most_common(400):
        if count > 1 and not catalogue.search(Query(text=value, limit=1)):
            found.append((entity, value, count))
    return found[:_SHOWN]


def _spots(examples: Sequence[Example], vectors: np.ndarray) -> list[Spot]:
    """The sentences on a plane that keeps as much of their distances as a plane can (principal components)."""
    if len(examples) < 3:
        return []
    centred = vectors - vectors.mean(axis=0)
    _, axes = np.linalg.eigh(centred.T @ centred)
    flat = centred @ axes[:, -2:]
    flat = flat / max(float(np.abs(flat).max()), 1e-9)
    step = max(1, len(examples) // 2500)
    return [
        Spot(example.plain, example.intent, example.skill, round(float(x), 3), round(float(y), 3))
        for example, (x, y) in list(zip(examples, flat, strict=True))[::step]
    ]

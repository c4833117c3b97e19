"""The span tagger from the annotated sentences, or as an earlier training of the same sentences left it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from components.extractors.sequence_tagger import BEGIN, INSIDE, OUTSIDE, Sentence, SequenceTagger
from components.extractors.word_classes import WordClasses
from components.kept import Kept


def learn_spans(sentences: Iterable[Sentence], directory: Path) -> None:
    """Save the tagger of these sentences, in whatever order they come; nothing without a single annotation."""
    ordered = sorted(sentences, key=repr)

    def make(place: Path) -> None:
        SequenceTagger.fit(ordered, WordClasses.from_package()).save(place)

    if any(label != OUTSIDE for sentence in ordered for label in sentence.labels):
        Kept.here().part("spans", repr(ordered), make, directory)


def labels_of(places: Sequence[tuple[int, int]], entities: Iterable[Mapping[str, Any]]) -> list[str]:
    """Give the label of each word by its (start, end); a word belongs to the annotation it touches first."""
    labels = [OUTSIDE] * len(places)
    for entity in entities:
        inside = [n for n, (start, end) in enumerate(places) if start < entity["end"] and entity["start"] < end]
        for place in inside:
            if labels[place] == OUTSIDE:
                labels[place] = (BEGIN if place == inside[0] else INSIDE) + entity["entity"]
    return labels

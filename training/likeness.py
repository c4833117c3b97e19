"""Which test conversations may go otherwise with another model, so that only these are played with it too."""

import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from training.models import TrainedModel
from training.rehearsal import Conversation, Played
from training.train import data_of

_WORDS = ("data/nlu/", "data/mood/")
"""What decides how a message is understood, and nothing of how the talk goes on."""


def talks_alike(models: Path, both: Sequence[TrainedModel]) -> bool:
    """Whether the models go on alike after the same understanding: same code, answers, rules, stories and settings."""
    archives = [data_of(models, model) for model in both]
    if len({model.code for model in both}) > 1 or not all(archive.exists() for archive in archives):
        return False
    one, other = (dict(_dialogue(archive)) for archive in archives)
    return one == other


def doubtful(
    wanted: Sequence[Conversation], after: Mapping[str, Played], heard: Sequence[Mapping[str, Mapping[str, Any]]]
) -> list[Conversation]:
    """The conversations that went wrong, and those of which the models understand a message differently.

    `heard` has what each model understands by text. What goes as told with one model and is understood alike by the
    other goes as told there too; were that wrong, a model could look no worse by it than it is.
    """
    before, now = heard
    return [
        one
        for one in wanted
        if one.name not in after
        or not after[one.name].passed
        or any(before[text]["understood"] != now[text]["understood"] for text in one.said)
    ]


def _dialogue(archive: Path) -> Iterator[tuple[str, int]]:
    with zipfile.ZipFile(archive) as opened:
        yield from ((one.filename, one.CRC) for one in opened.infolist() if not one.filename.startswith(_WORDS))

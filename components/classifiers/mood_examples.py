"""The mood examples a shop's people write and read: one YAML file a mood, one sentence a line."""

from __future__ import annotations

import hashlib
from pathlib import Path

import yaml
from rasa.shared.exceptions import InvalidConfigException

MOODS = ("happy", "neutral", "unhappy")


def read_examples(folder: str | Path) -> tuple[list[str], list[str]]:
    """Give the sentences and their moods from all files of the folder; InvalidConfigException names a broken file."""
    texts: list[str] = []
    moods: list[str] = []
    for path in _files(folder):
        mood, sentences = _read(path)
        texts += sentences
        moods += [mood] * len(sentences)
    missing = [mood for mood in MOODS if mood not in moods]
    if missing:
        raise InvalidConfigException(f"No mood examples for {', '.join(missing)} in '{folder}'.")
    return texts, moods


def fingerprint(folder: str | Path) -> str:
    """Give a hash of all files of the folder, so that a changed sentence means a new training."""
    digest = hashlib.sha256()
    for path in _files(folder):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _files(folder: str | Path) -> list[Path]:
    return sorted(Path(folder).glob("*.yml"))


def _read(path: Path) -> tuple[str, list[str]]:
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise InvalidConfigException(f"{path} is not valid YAML: {error}") from error
    if not isinstance(content, dict) or content.get("mood") not in MOODS:
        raise InvalidConfigException(f"{path}: 'mood' must be one of {', '.join(MOODS)}.")
    lines = str(content.get("examples") or "").splitlines()
    sentences = [line.strip()[2:].strip() for line in lines if line.strip().startswith("- ")]
    if not sentences:
        raise InvalidConfigException(f"{path} has no examples: one '- sentence' a line is expected.")
    return content["mood"], sentences

"""What a model is made of, and the fingerprint that says whether a model is still of today's sources."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
DATA = ("data/nlu", "data/rules", "data/stories")
_TAUGHT = ("config.yml", "domain.yml", "data/**/*.yml")
_CODE = ("components/**/*.py", "components/uv.lock")


def source_files(project: Path = ROOT) -> Iterator[tuple[str, Path]]:
    """Every file that decides what a trained model does, by its place, in a fixed order.

    `project` holds config.yml, domain.yml and data/; the components are always those of this house.
    """
    return iter(sorted([*_found(project, _TAUGHT), *_found(ROOT, _CODE)], key=lambda found: Path(found[0])))


def taught_files(project: Path) -> list[tuple[str, Path]]:
    """The files that trainers change, by their place."""
    return sorted(_found(project, _TAUGHT))


def fingerprint(project: Path = ROOT) -> str:
    """The SHA-256 over names and contents of all sources, as hex."""
    return _digest(source_files(project))


def taught_fingerprint(project: Path = ROOT) -> str:
    """The same over what trainers change, whatever components read it."""
    return _digest(taught_files(project))


def code_fingerprint() -> str:
    """The same over the components alone: a model runs on those that it was trained by."""
    return _digest(sorted(_found(ROOT, _CODE)))


def _found(folder: Path, patterns: Iterable[str]) -> set[tuple[str, Path]]:
    found = {path for pattern in patterns for path in folder.glob(pattern)}
    kept = {path for path in found if ".venv" not in path.parts and path.is_file() and not path.name.startswith(".")}
    return {(path.relative_to(folder).as_posix(), path) for path in kept}


def _digest(files: Iterable[tuple[str, Path]]) -> str:
    digest = hashlib.sha256()
    for place, path in files:
        digest.update(place.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()

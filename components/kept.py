"""What a training takes over from earlier ones: sentence vectors and whole trained parts, by what they were made of.

It lies in the folder that $GOESWITH_KEPT names, `$GOESWITH_HOME/training/kept` where this house trains. Without it
nothing is kept. A part's name is a hash of all it was made of and of the components' code, so that nothing outdated is
ever taken; losing or damaging the folder costs time only.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import logging
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

FOLDER = "GOESWITH_KEPT"
MANIFEST = "manifest.json"
MOST_PARTS, MOST_VECTORS = 4, 40_000
"""Of each kind; so the folder stays below some 150 MB."""

logger = logging.getLogger(__name__)
Encode = Callable[[Sequence[str]], np.ndarray]


class Kept:
    """One folder of kept things; processes that want the same one wait until the first has made it."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    @classmethod
    def here(cls) -> Kept:
        """The folder of this process's environment."""
        named = os.environ.get(FOLDER)
        return cls(Path(named) if named else None)

    def part(self, kind: str, made_of: str, make: Callable[[Path], None], directory: Path) -> bool:
        """Fill the empty directory with the part made of what `made_of` names; whether it was there already."""
        if self._folder is None:
            make(directory)
            return False
        place = self._folder / f"{kind}-{_hash(f'{code()}:{made_of}')}"
        with self._alone(kind):
            if _take(place, directory):
                return True
            make(directory)
            _keep(directory, place)
            self._forget(kind)
        return False

    def vectors(self, encoder: str, texts: Sequence[str], encode: Encode) -> np.ndarray:
        """Give the rows that `encode` gives, shape (texts, width), asking it only for texts new to that encoder."""
        if self._folder is None or not texts:
            return encode(texts)
        place = self._folder / f"vectors-{_hash(f'{code()}:{encoder}')}.npz"
        with self._alone("vectors"):
            names = [_hash(text) for text in texts]
            known = _read(place)
            missing = {name: text for name, text in zip(names, texts) if name not in known}  # noqa: B905 - one each
            if missing:
                known.update(zip(missing, encode(list(missing.values()))))  # noqa: B905 - one each
                used = dict.fromkeys(names)
                _write(place, {**{name: row for name, row in known.items() if name not in used}, **_of(known, used)})
                self._forget("vectors", but=1)
        return np.stack([known[name] for name in names])

    @contextmanager
    def _alone(self, kind: str) -> Iterator[None]:
        assert self._folder is not None
        self._folder.mkdir(parents=True, exist_ok=True)
        with (self._folder / f".{kind}.lock").open("a") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            yield

    def _forget(self, kind: str, but: int = MOST_PARTS) -> None:
        assert self._folder is not None
        found = sorted(self._folder.glob(f"{kind}-*"), key=lambda one: one.stat().st_mtime, reverse=True)
        for old in found[but:]:
            shutil.rmtree(old) if old.is_dir() else old.unlink()


@lru_cache(maxsize=1)
def code() -> str:
    """A hash of all components: parts made by other code are not taken over."""
    digest = hashlib.sha256()
    house = Path(__file__).parent
    for path in sorted(house.rglob("*.py")):
        if ".venv" not in path.parts:
            digest.update(path.relative_to(house).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _digests(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.iterdir() if path.name != MANIFEST)
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def _take(place: Path, directory: Path) -> bool:
    """Copy a part that is whole; one that is damaged goes."""
    try:
        told = json.loads((place / MANIFEST).read_text(encoding="utf-8"))
        if told == _digests(place):
            for name in told:
                shutil.copyfile(place / name, directory / name)
            os.utime(place)
            return True
        logger.warning("What was kept as %s is damaged and is made anew.", place.name)
    except FileNotFoundError:
        pass  # It was never made, or not to its end.
    except (OSError, ValueError) as error:
        logger.warning("What was kept as %s cannot be read (%s) and is made anew.", place.name, error)
    shutil.rmtree(place, ignore_errors=True)
    return False


def _keep(directory: Path, place: Path) -> None:
    """Keep a copy, whole or not at all; a full disk is no reason to stop a training."""
    draft = place.with_name(f".{place.name}.{os.getpid()}")
    try:
        shutil.copytree(directory, draft)
        (draft / MANIFEST).write_text(json.dumps(_digests(draft)), encoding="utf-8")
        draft.replace(place)
    except OSError as error:
        logger.warning("%s could not be kept (%s).", place.name, error)
        shutil.rmtree(draft, ignore_errors=True)


def _read(place: Path) -> dict[str, np.ndarray]:
    try:
        with np.load(place, allow_pickle=False) as kept:
            return dict(zip(kept["names"].tolist(), kept["rows"]))  # noqa: B905 - one each
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
        logger.warning("The kept sentence vectors cannot be read (%s) and are made anew.", error)
        return {}


def _of(known: dict[str, np.ndarray], used: dict[str, None]) -> dict[str, np.ndarray]:
    return {name: known[name] for name in used}


def _write(place: Path, known: dict[str, np.ndarray]) -> None:
    draft = place.with_name(f".{place.stem}.{os.getpid()}.npz")
    names = list(known)[-MOST_VECTORS:]
    try:
        np.savez(draft, names=np.array(names), rows=np.stack([known[name] for name in names]))
        draft.replace(place)
    except OSError as error:
        logger.warning("The sentence vectors could not be kept (%s).", error)
        draft.unlink(missing_ok=True)

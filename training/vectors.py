"""The meanings of sentences, asked of the assistant once and kept in the shop's home."""

import hashlib
import os
from collections.abc import Sequence
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from sales.ports import Assistant

_AT_ONCE = 64
_MOST_KEPT = 40_000


class Vectors:
    """Unit vectors by sentence; the file is a cache, losing it costs only time."""

    def __init__(self, assistant: Assistant, home: Path) -> None:
        self._assistant = assistant
        self._file = home / "training" / "vectors.npz"

    async def of(self, texts: Sequence[str]) -> np.ndarray:
        """One row of float32 a text, in their order; raises `UnavailableError` while the assistant is down."""
        if not texts:
            return np.zeros((0, 384), dtype=np.float32)
        known = self._read()
        names = [_name(text) for text in texts]
        missing = {name: text for name, text in zip(names, texts, strict=True) if name not in known}
        if missing:
            known |= await self._ask(missing)
            self._write(known)
        return np.stack([known[name] for name in names]).astype(np.float32)

    async def _ask(self, missing: dict[str, str]) -> dict[str, np.ndarray]:
        named, found = list(missing.items()), {}
        for start in range(0, len(named), _AT_ONCE):
            some = named[start : start + _AT_ONCE]
            vectors = await self._assistant.embed([text for _, text in some])
            found.update(
                {name: np.asarray(row, dtype=np.float16) for (name, _), row in zip(some, vectors, strict=True)}
            )
        return found

    def _read(self) -> dict[str, np.ndarray]:
        try:
            with np.load(self._file, allow_pickle=False) as kept:
                return dict(zip(kept["names"].tolist(), kept["vectors"], strict=True))
        except (OSError, ValueError, KeyError, EOFError, BadZipFile):
            return {}  # There is none yet, or it was cut off: it is made anew.

    def _write(self, known: dict[str, np.ndarray]) -> None:
        kept = list(known.items())[-_MOST_KEPT:]
        self._file.parent.mkdir(parents=True, exist_ok=True)
        draft = self._file.with_name(f".{self._file.name}.{os.getpid()}.npz")
        np.savez(draft, names=np.array([name for name, _ in kept]), vectors=np.stack([row for _, row in kept]))
        draft.replace(self._file)


def _name(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]

"""Sentence vectors from the encoder in the assistant's environment, for measuring and testing without a server."""

import json
import subprocess
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
PYTHON = ROOT / "components" / ".venv" / "bin" / "python"
_ENCODE = """
import json, sys
from components.featurizers.sentence_encoder import SentenceEncoder
encoder = SentenceEncoder.from_package()
for line in sys.stdin:
    vectors = encoder.encode(json.loads(line))
    print(json.dumps([[round(float(number), 6) for number in vector] for vector in vectors]), flush=True)
"""

Vector = tuple[float, ...]


class _Encoder:
    """The encoder in a process of its own, a line of texts for a line of vectors; it ends with this one."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [PYTHON, "-c", _ENCODE], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def encode(self, texts: Sequence[str]) -> tuple[Vector, ...]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(texts) + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        if not answer:
            raise RuntimeError(f"The encoder ended with {self._process.wait()}.")
        return tuple(tuple(vector) for vector in json.loads(answer))


@lru_cache(maxsize=1)
def _encoder() -> _Encoder:
    return _Encoder()


@lru_cache(maxsize=16)
def _encoded(texts: tuple[str, ...]) -> tuple[Vector, ...]:
    return _encoder().encode(texts)


def encode(texts: Sequence[str]) -> tuple[Vector, ...]:
    """One vector of 384 numbers a text; FileNotFoundError where the assistant's environment is missing."""
    if not PYTHON.exists():
        raise FileNotFoundError("The assistant's environment (components/.venv) is not made yet; `make setup` does.")
    return _encoded(tuple(texts))


class EncoderAssistant:
    """The part of the assistant that embeds, all texts of a call in one run of the encoder."""

    async def embed(self, texts: Sequence[str]) -> Sequence[Vector]:
        """One vector a text."""
        return encode(texts)

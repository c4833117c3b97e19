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
vectors = SentenceEncoder.from_package().encode(json.load(sys.stdin))
json.dump([[round(float(number), 6) for number in vector] for vector in vectors], sys.stdout)
"""

Vector = tuple[float, ...]


@lru_cache(maxsize=16)
def _encoded(texts: tuple[str, ...]) -> tuple[Vector, ...]:
    done = subprocess.run(
        [PYTHON, "-c", _ENCODE], input=json.dumps(texts), capture_output=True, text=True, cwd=ROOT, check=True
    )
    return tuple(tuple(vector) for vector in json.loads(done.stdout))


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

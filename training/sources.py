"""What a model is made of, and the fingerprint that says whether a model is still of today's sources."""

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
DATA = ("data/nlu", "data/rules", "data/stories")
_SOURCES = ("config.yml", "domain.yml", "data/**/*.yml", "components/**/*.py", "components/uv.lock")


def source_files(root: Path = ROOT, patterns: Iterable[str] = _SOURCES) -> Iterator[Path]:
    """Every file that decides what a trained model does, in a fixed order."""
    found = {path for pattern in patterns for path in root.glob(pattern)}
    return iter(sorted(path for path in found if ".venv" not in path.parts and path.is_file()))


def fingerprint(root: Path = ROOT, patterns: Iterable[str] = _SOURCES) -> str:
    """The SHA-256 over names and contents of all sources, as hex."""
    digest = hashlib.sha256()
    for path in source_files(root, patterns):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()

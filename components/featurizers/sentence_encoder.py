"""Sentences to vectors with all-MiniLM-L6-v2 in dynamic int8: no Rasa, no download, one thread a sentence."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path

import numpy as np
import onnxruntime

from components.featurizers import model_files
from components.featurizers.wordpiece import WordPiece
from components.kept import Kept

GRAPH_FILE, VOCABULARY_FILE, MANIFEST_FILE = "encoder.onnx", "vocabulary.txt", "encoder.json"
RECIPE = "fused-int8-2"
DIMENSIONS = 384
LONGEST = 128
MANY = 32


class SentenceEncoder:
    """The sentence model of this process: every component that loads the same files shares one session.

    Each text goes through the model on its own, so its vector never depends on what it was encoded with.
    """

    def __init__(self, graph: bytes, vocabulary: Sequence[str]) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._graph = graph
        self._vocabulary = tuple(vocabulary)
        self._session = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
        self._tokenizer = WordPiece(self._vocabulary, LONGEST)
        self._latest: tuple[str, tuple[np.ndarray, np.ndarray]] | None = None

    @classmethod
    def from_package(cls, cache_dir: str | Path | None = None) -> SentenceEncoder:
        """Quantise the model of the installed package (about 2 s), with a cache directory only once.

        Raises ModelFilesError when the package is missing or its files are not the expected ones.
        """
        if cache_dir is None:
            return _from_archive()
        place = Path(cache_dir) / f"{RECIPE}-{model_files.SHA256[model_files.WEIGHTS][:16]}"
        if not (place / MANIFEST_FILE).exists():
            _from_archive().save(place)
        return cls.load(place)

    @classmethod
    def load(cls, directory: str | Path) -> SentenceEncoder:
        """Open what `save` wrote; ModelFilesError when a file is missing or was changed."""
        place = Path(directory)
        try:
            manifest = json.loads((place / MANIFEST_FILE).read_text(encoding="utf-8"))
            graph = (place / GRAPH_FILE).read_bytes()
            vocabulary = (place / VOCABULARY_FILE).read_bytes()
        except (OSError, ValueError) as error:
            raise model_files.ModelFilesError(f"No sentence encoder in {place}: {error}") from error
        if manifest.get("sha256") != _digest(graph, vocabulary):
            raise model_files.ModelFilesError(f"The sentence encoder in {place} is damaged: wrong SHA-256.")
        return _shared(graph, vocabulary)

    def save(self, directory: str | Path) -> None:
        """Write graph, vocabulary and their hash into the directory, the manifest last (about 24 MB)."""
        place = Path(directory)
        place.mkdir(parents=True, exist_ok=True)
        vocabulary = "\n".join(self._vocabulary).encode()
        manifest = {"recipe": RECIPE, "sha256": _digest(self._graph, vocabulary)}
        _replace(place / GRAPH_FILE, self._graph)
        _replace(place / VOCABULARY_FILE, vocabulary)
        _replace(place / MANIFEST_FILE, json.dumps(manifest).encode())

    @property
    def name(self) -> str:
        """What tells this model from every other: a hash of all it is made of."""
        return _digest(self._graph, "\n".join(self._vocabulary).encode())

    @property
    def vocabulary(self) -> tuple[str, ...]:
        """The WordPiece vocabulary, roughly the most frequent words first."""
        return self._vocabulary

    def encode(self, texts: Sequence[str], threads: int = 1) -> np.ndarray:
        """Give one row per text, float32 of shape (texts, 384), each of length 1."""
        return self._rows(texts, threads, (0,))[0]

    def kept_rows(self, texts: Sequence[str], threads: int = 1) -> np.ndarray:
        """Give what `encode` gives, encoding only what no earlier training of this home has."""
        return Kept.here().vectors(self.name, texts, lambda missing: self.encode(missing, threads))

    def tones(self, texts: Sequence[str], threads: int = 1) -> np.ndarray:
        """Give how each text is said: one row of the inner layer per text, of the same shape and length.

        Right after `encode` of the same single text it costs nothing.
        """
        return self._rows(texts, threads, (1,))[0]

    def pairs(self, texts: Sequence[str], threads: int = 1) -> tuple[np.ndarray, np.ndarray]:
        """Give what `encode` and `tones` give, in one go."""
        meaning, tone = self._rows(texts, threads, (0, 1))
        return meaning, tone

    def _rows(self, texts: Sequence[str], threads: int, wanted: Sequence[int]) -> list[np.ndarray]:
        rows = [np.empty((len(texts), DIMENSIONS), np.float32) for _ in wanted]

        def fill(place: int) -> None:
            pair = self._encode_one(texts[place])
            for kept, which in zip(rows, wanted):  # noqa: B905 - one each
                kept[place] = pair[which]

        if threads > 1 and len(texts) >= MANY:
            with ThreadPoolExecutor(threads) as pool:
                for _ in pool.map(fill, range(len(texts))):
                    pass
        else:
            for place in range(len(texts)):
                fill(place)
        return rows

    def _encode_one(self, text: str) -> tuple[np.ndarray, np.ndarray]:
        latest = self._latest
        if latest is not None and latest[0] == text:
            return latest[1]
        ids = np.array([self._tokenizer.encode(text)], dtype=np.int64)
        embedding, tone = self._session.run(["embedding", "tone"], {"ids": ids})
        pair = (embedding[0], tone[0])
        self._latest = (text, pair)
        return pair


@lru_cache(maxsize=1)
def _from_archive() -> SentenceEncoder:
    from components.featurizers.fused_graph import write_graph  # noqa: PLC0415 - onnx: training only

    weights = model_files.tensors(model_files.read(model_files.WEIGHTS))
    vocabulary = model_files.vocabulary(model_files.read(model_files.TOKENIZER))
    return _shared(write_graph(weights), "\n".join(vocabulary).encode())


@lru_cache(maxsize=2)
def _shared(graph: bytes, vocabulary: bytes) -> SentenceEncoder:
    return SentenceEncoder(graph, vocabulary.decode().split("\n"))


def _digest(graph: bytes, vocabulary: bytes) -> str:
    return hashlib.sha256(hashlib.sha256(graph).digest() + vocabulary).hexdigest()


def _replace(path: Path, content: bytes) -> None:
    """Write next to the path and move there, so that a second process never reads half a file."""
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    beside.write_bytes(content)
    beside.replace(path)

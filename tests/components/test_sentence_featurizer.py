"""The sentence encoder, its files, its words and the featurizer around it."""

from __future__ import annotations

import copy
import json
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from rasa.shared.nlu.training_data.message import Message
from scipy.special import erf

from components.featurizers import model_files
from components.featurizers.fused_graph import per_channel
from components.featurizers.sentence_encoder import GRAPH_FILE, SentenceEncoder
from components.featurizers.sentence_featurizer import SentenceFeaturizer
from components.featurizers.sentence_vector import SENTENCE_VECTOR, SentenceVector, fill_all
from components.featurizers.wordpiece import WordPiece, split_words
from tests.checks.component_contract import ComponentContract, Trained, shop_talk

SENTENCES = [
    "where is my parcel",
    "Has the package been sent?",
    "do you sell waterproof cases for the Aurora X2",
    "I'd like to return these boots, they don't fit",
    "hi",
]


@pytest.fixture(scope="module")
def encoder() -> SentenceEncoder:
    return SentenceEncoder.from_package()


class TestSentenceFeaturizerContract(ComponentContract):
    pipeline = ((SentenceFeaturizer, {}),)

    def observed(self, message: Message) -> Any:
        return message.get(SENTENCE_VECTOR).value().tolist()


class Reference:
    """BERT's forward pass in float64 NumPy, written from the paper's equations, to check the graph against."""

    def __init__(self) -> None:
        loaded = model_files.tensors(model_files.read(model_files.WEIGHTS))
        self.weights = {name: tensor.astype(np.float64) for name, tensor in loaded.items()}

    def linear(self, x: np.ndarray, name: str) -> np.ndarray:
        return x @ self.weights[f"{name}.weight"].T + self.weights[f"{name}.bias"]

    def norm(self, x: np.ndarray, name: str) -> np.ndarray:
        centred = x - x.mean(-1, keepdims=True)
        scaled = centred / np.sqrt((centred**2).mean(-1, keepdims=True) + 1e-12)
        return scaled * self.weights[f"{name}.weight"] + self.weights[f"{name}.bias"]

    def attention(self, x: np.ndarray, name: str) -> np.ndarray:
        def heads(part: str) -> np.ndarray:
            return self.linear(x, f"{name}.self.{part}").reshape(len(x), 12, 32).transpose(1, 0, 2)

        scores = heads("query") @ heads("key").transpose(0, 2, 1) / np.sqrt(32)
        shares = np.exp(scores - scores.max(-1, keepdims=True))
        mixed = shares / shares.sum(-1, keepdims=True) @ heads("value")
        return self.linear(mixed.transpose(1, 0, 2).reshape(len(x), 384), f"{name}.output.dense")

    def encode(self, ids: list[int]) -> np.ndarray:
        table = self.weights["embeddings.word_embeddings.weight"][ids]
        x = table + self.weights["embeddings.position_embeddings.weight"][: len(ids)]
        x = self.norm(x + self.weights["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
        for layer in range(6):
            name = f"encoder.layer.{layer}"
            x = self.norm(x + self.attention(x, f"{name}.attention"), f"{name}.attention.output.LayerNorm")
            wide = self.linear(x, f"{name}.intermediate.dense")
            wide = wide * (1 + erf(wide / np.sqrt(2))) / 2
            x = self.norm(x + self.linear(wide, f"{name}.output.dense"), f"{name}.output.LayerNorm")
        mean = x.mean(0)
        return mean / np.linalg.norm(mean)


def test_a_file_with_another_hash_is_refused(tmp_path: Path):
    archive = tmp_path / "model.zip"
    with zipfile.ZipFile(archive, "w") as opened:
        opened.writestr(model_files.TOKENIZER, "{}")
    with pytest.raises(model_files.ModelFilesError, match="SHA-256"):
        model_files.read(model_files.TOKENIZER, archive)


def test_a_missing_archive_is_named(tmp_path: Path):
    with pytest.raises(model_files.ModelFilesError, match=r"nowhere\.zip"):
        model_files.read(model_files.WEIGHTS, tmp_path / "nowhere.zip")


def test_a_damaged_stored_encoder_is_refused(encoder: SentenceEncoder, tmp_path: Path):
    encoder.save(tmp_path)
    graph = tmp_path / GRAPH_FILE
    graph.write_bytes(graph.read_bytes()[:-1] + b"!")
    with pytest.raises(model_files.ModelFilesError, match="damaged"):
        SentenceEncoder.load(tmp_path)


def test_an_empty_folder_holds_no_encoder(tmp_path: Path):
    with pytest.raises(model_files.ModelFilesError, match="No sentence encoder"):
        SentenceEncoder.load(tmp_path)


def test_the_int8_graph_stays_close_to_the_model_in_full_precision(encoder: SentenceEncoder):
    reference = Reference()
    tokenizer = WordPiece(encoder.vocabulary)
    exact = np.stack([reference.encode(tokenizer.encode(sentence)) for sentence in SENTENCES])
    cosines = (exact * encoder.encode(SENTENCES)).sum(axis=1)
    assert cosines.min() > 0.98
    assert cosines.mean() > 0.99


def test_vectors_have_length_one_and_384_dimensions(encoder: SentenceEncoder):
    vectors = encoder.encode(SENTENCES)
    assert vectors.shape == (5, 384)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(5), abs=1e-5)


def test_no_texts_give_no_rows(encoder: SentenceEncoder):
    assert encoder.encode([]).shape == (0, 384)


def test_a_vector_does_not_depend_on_its_neighbours_or_threads(encoder: SentenceEncoder):
    many = [f"{sentence} {number}" for number in range(8) for sentence in SENTENCES]
    alone = np.stack([encoder.encode([text])[0] for text in many])
    assert np.array_equal(encoder.encode(many, threads=2), alone)


def test_alike_sentences_are_nearer_than_others(encoder: SentenceEncoder):
    parcel, package, case, boots, _ = encoder.encode(SENTENCES)
    assert parcel @ package > 2 * max(parcel @ case, parcel @ boots)


def test_the_same_files_are_one_encoder_in_this_process(encoder: SentenceEncoder, tmp_path: Path):
    encoder.save(tmp_path / "one")
    encoder.save(tmp_path / "two")
    assert SentenceEncoder.load(tmp_path / "one") is SentenceEncoder.load(tmp_path / "two")


def test_the_cache_is_written_once_and_used_again(tmp_path: Path):
    first = SentenceEncoder.from_package(tmp_path)
    written = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    assert SentenceEncoder.from_package(tmp_path) is first
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == written


def test_quantising_per_channel_keeps_each_column_within_half_a_step():
    weight = np.random.default_rng(1).normal(size=(64, 8)).astype(np.float32) * np.arange(1, 9)
    numbers, scale = per_channel(weight)
    assert numbers.dtype == np.int8
    assert np.all(np.abs(numbers * scale - weight) <= scale / 2 + 1e-6)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        ("Don't!", ["don", "'", "t", "!"]),
        ("Café crème", ["cafe", "creme"]),
        ("£5 or €3", ["£5", "or", "€3"]),
        ("a\u200bb\u0000c", ["abc"]),
        ("你好", ["你", "好"]),
    ],
)
def test_words_are_cut_as_bert_cuts_them(text: str, words: list[str]):
    assert split_words(text) == words


def test_pieces_are_the_longest_known_from_the_left():
    pieces = WordPiece(["[UNK]", "[CLS]", "[SEP]", "un", "##know", "##n", "##known"])
    assert pieces.encode("unknown unxyz") == [1, 3, 6, 0, 2]


def test_a_long_text_is_cut_to_128_pieces(encoder: SentenceEncoder):
    assert len(WordPiece(encoder.vocabulary).encode("parcel " * 500)) == 128


def test_the_embedding_is_only_worked_out_when_asked_for():
    class Counting:
        calls = 0

        def encode(self, texts: list[str], threads: int = 1) -> np.ndarray:
            self.calls += 1
            return np.ones((len(texts), 384), np.float32)

    counting: Any = Counting()
    vector = SentenceVector("hello", counting)
    assert counting.calls == 0
    assert not vector.is_known
    vector.value()
    vector.value()
    copy.deepcopy(vector).value()
    assert counting.calls == 1


def test_many_vectors_are_filled_at_once_and_the_known_ones_left(encoder: SentenceEncoder):
    vectors = [SentenceVector(sentence, encoder) for sentence in SENTENCES]
    vectors[0].fill(np.zeros(384, np.float32))
    rows = fill_all(vectors)
    assert not rows[0].any()
    assert np.array_equal(rows[1:], encoder.encode(SENTENCES[1:]))


def test_dense_features_are_added_when_wanted(tmp_path: Path):
    trained = Trained([(SentenceFeaturizer, {"dense_features": True})], shop_talk(), tmp_path)
    _, sentence = trained.read("where is my parcel").get_dense_features("text", [])
    assert sentence.features.shape == (1, 384)


def test_nothing_of_the_vector_reaches_the_parse_result(tmp_path: Path):
    message = Trained([(SentenceFeaturizer, {})], shop_talk(), tmp_path).read("hello")
    assert json.loads(json.dumps(message.as_dict(only_output_properties=True))) == {"text": "hello", "slips": []}

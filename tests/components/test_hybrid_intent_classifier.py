"""The intent classifier: its parts without Rasa, and what it does inside."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components.classifiers.cross_validation import OutOfFold, cross_validate
from components.classifiers.evidence import SCOPE_EVIDENCE
from components.classifiers.examples import HybridSettings, Reader, gather, training_pool
from components.classifiers.hybrid_intent_classifier import HybridIntentClassifier
from components.classifiers.hybrid_model import Teacher, margins, sure_margin
from components.classifiers.misspelling import misspell, misspelt_copies
from components.classifiers.ngrams import NgramFeatures, grams
from components.classifiers.stacking import fit_embedding, fit_mixture, fit_ngrams, fold_numbers, log_softmax
from components.featurizers.sentence_featurizer import SentenceFeaturizer
from components.featurizers.sentence_vector import SENTENCE_VECTOR
from tests.checks.component_contract import SHOP_TALK, ComponentContract, Trained, shop_talk

PIPELINE = ((SentenceFeaturizer, {}), (HybridIntentClassifier, {}))
WITH_SHORTCUT = ((SentenceFeaturizer, {}), (HybridIntentClassifier, {"shortcut": True}))


class TestHybridIntentClassifierContract(ComponentContract):
    pipeline = PIPELINE


class TestHybridWithShortcutContract(ComponentContract):
    pipeline = WITH_SHORTCUT


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Trained:
    return Trained(PIPELINE, shop_talk(), tmp_path_factory.mktemp("model"))


@pytest.mark.parametrize(
    ("option", "value"),
    [("embedding_c", 0), ("folds", 1), ("shortcut", "yes"), ("shortcut_errors", 2), ("ngram_c", "big")],
)
def test_a_wrong_option_is_refused_by_name(option: str, value: object):
    with pytest.raises(InvalidConfigException, match=option):
        HybridIntentClassifier.validate_config({option: value})


def test_it_refuses_to_train_without_a_sentence_featurizer(tmp_path: Path):
    with pytest.raises(InvalidConfigException, match="SentenceFeaturizer"):
        Trained([(HybridIntentClassifier, {})], shop_talk(), tmp_path)


def test_it_refuses_to_train_without_examples(tmp_path: Path):
    with pytest.raises(InvalidConfigException, match="training examples"):
        Trained(PIPELINE, TrainingData(), tmp_path)


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_a_message_without_words_has_no_intent(trained: Trained, text: str):
    message = trained.read(text)
    assert message.get("intent") == {"name": None, "confidence": 0.0}
    assert message.get("intent_ranking") == []


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("any idea where my package might be", "ask_order_status"),
        ("whats the cost of this jacket", "ask_price"),
        ("wehre is my pracel", "ask_order_status"),
        ("these shoes go back to you", "request_return"),
        ("may I speak with someone from the team", "ask_human"),
    ],
)
def test_new_words_for_a_known_wish_are_understood(trained: Trained, text: str, intent: str):
    assert trained.read(text).get("intent")["name"] == intent


def test_the_ranking_is_sorted_sums_to_one_and_begins_with_the_intent(trained: Trained):
    message = trained.read("how much is it to send a lamp back")
    ranking = message.get("intent_ranking")
    confidences = [entry["confidence"] for entry in ranking]
    assert confidences == sorted(confidences, reverse=True)
    assert sum(confidences) == pytest.approx(1.0)
    assert {entry["name"] for entry in ranking} == set(SHOP_TALK)
    assert message.get("intent") == ranking[0]


def test_the_ranking_is_cut_where_wanted(tmp_path: Path):
    pipeline = ((SentenceFeaturizer, {}), (HybridIntentClassifier, {"ranking_length": 2}))
    assert len(Trained(pipeline, shop_talk(), tmp_path).read("hello").get("intent_ranking")) == 2


def test_two_intents_and_a_single_one_can_be_trained(tmp_path: Path):
    for intents in (["greet", "ask_price"], ["greet"]):
        data = TrainingData(
            training_examples=[
                Message(data={"text": text, "intent": intent}) for intent in intents for text in SHOP_TALK[intent]
            ]
        )
        trained = Trained(PIPELINE, data, tmp_path / intents[-1])
        assert trained.read("good evening").get("intent")["name"] == "greet"


def test_an_intent_with_one_example_can_be_said(tmp_path: Path):
    data = shop_talk({"ask_invoice": ["please mail me the invoice"]})
    assert Trained(PIPELINE, data, tmp_path).read("mail the invoice please").get("intent")["name"] == "ask_invoice"


def test_the_embedding_is_skipped_only_when_the_ngrams_are_sure(tmp_path: Path):
    trained = Trained(WITH_SHORTCUT, shop_talk(), tmp_path)
    classifier = trained.components[-1]
    for margin, known in ((float("inf"), True), (-1.0, False)):
        classifier._model = replace(classifier._model, sure_margin=margin)
        message = trained.read("how much is the tripod")
        assert message.get(SENTENCE_VECTOR).is_known is known
        assert message.get(SCOPE_EVIDENCE).quick is not known
        assert message.get("intent")["name"] == "ask_price"


def read_by_letters(texts: list[str]) -> np.ndarray:
    """A stand-in for the encoder: letter counts."""
    rows = np.array([[text.count(letter) for letter in "abcdefghijklmnopqrstuvwxyz"] for text in texts])
    return (rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1)).astype(np.float32)


def talk() -> tuple[list[str], list[str]]:
    pairs = [(text, intent) for intent, texts in SHOP_TALK.items() for text in texts]
    return [text for text, _ in pairs], [intent for _, intent in pairs]


def test_no_row_is_scored_by_a_model_that_saw_it_or_its_copy():
    texts, intents = talk()
    settings = HybridSettings()
    examples = gather(texts, intents, Reader(read_by_letters, str), settings)
    originals = examples.numbers[~examples.is_copy]
    dealt = fold_numbers(originals, settings.folds, settings.seed)[examples.origins]
    assert np.array_equal(dealt[: len(texts)], dealt[len(texts) :])
    with training_pool() as pool:
        unseen = cross_validate(examples, settings, pool)
    assert not unseen.in_scope.all()
    assert unseen.in_scope.any()
    assert unseen.full.shape == (len(unseen.in_scope), 6)


def test_the_same_lesson_is_taught_once_and_another_anew():
    texts, intents = talk()
    asked: list[int] = []

    def counting(some: list[str]) -> np.ndarray:
        asked.append(len(some))
        return read_by_letters(some)

    teacher, reader = Teacher(), Reader(counting, str)
    first = teacher.lesson(texts, intents, reader, HybridSettings())
    assert teacher.lesson(texts, intents, reader, HybridSettings()) is first
    assert len(asked) == 1
    assert teacher.lesson(texts[:-1], intents[:-1], reader, HybridSettings()) is not first


def test_an_intents_only_text_is_never_held_out():
    dealt = fold_numbers(np.array([0, 0, 0, 1, 2, 2]), 3, seed=1)
    assert dealt[3] == -1
    assert set(dealt[:3]) == {0, 1, 2}
    assert -1 not in dealt[[0, 1, 2, 4, 5]]


def test_labels_absent_from_training_score_far_below_the_others():
    rows = np.eye(4, dtype=np.float32)
    for fitted in (fit_embedding(rows, np.array([0, 0, 2, 2]), 4, 1.0),):
        scores = fitted.dense(rows)
        assert scores[:, [1, 3]].max() < scores[:, [0, 2]].min() - 10
        assert scores[:, [0, 2]].argmax(axis=1).tolist() == [0, 0, 1, 1]


def test_a_row_of_weight_two_counts_as_two():
    texts, intents = talk()
    rows, numbers = NgramFeatures.fit(texts).matrix(texts), np.unique(intents, return_inverse=True)[1]
    dense, twice = rows.toarray(), np.arange(0, len(texts), 3)
    weights = np.ones(len(texts), np.float32)
    weights[twice] = 2
    doubled = np.concatenate([np.arange(len(texts)), twice])
    pairs = (
        (fit_embedding(dense, numbers, 5, 1.0, weights), fit_embedding(dense[doubled], numbers[doubled], 5, 1.0)),
        (fit_ngrams(rows, numbers, 5, 1.0, 1, weights), fit_ngrams(rows[doubled], numbers[doubled], 5, 1.0, 1)),
    )
    for weighted, repeated in pairs:
        assert np.abs(dense @ weighted.weights - dense @ repeated.weights).max() < 0.02


def test_a_copy_put_right_is_worked_out_with_its_text():
    texts = ["where is my parcel", "show me cameras"]
    asked: list[str] = []

    def encode(wanted):
        asked.extend(wanted)
        return np.eye(8, dtype=np.float32)[: len(wanted)]

    right = {copy: text for copy, text in zip(misspelt_copies(texts, 7), texts)}  # noqa: B905, C416
    corrected = gather(texts, ["a", "b"], Reader(encode, right.__getitem__), HybridSettings())
    assert asked == texts
    assert (corrected.vectors[:2] == corrected.vectors[2:]).all()
    assert corrected.distinct(np.arange(4))[1].tolist() == [2, 2]
    as_typed = gather(texts, ["a", "b"], Reader(encode, str), HybridSettings())
    assert as_typed.distinct(np.arange(4))[0].tolist() == [0, 1, 2, 3]


def test_a_sparse_text_scores_like_its_row_of_the_matrix():
    texts, intents = talk()
    features = NgramFeatures.fit(texts)
    rows = features.matrix(texts)
    numbers = np.unique(intents, return_inverse=True)[1]
    fitted = fit_ngrams(rows, numbers, 5, 1.0, 1)
    assert (rows @ fitted.weights + fitted.bias).argmax(axis=1).tolist() == numbers.tolist()
    one = fitted.sparse_one(*features.one(texts[3]))
    assert one == pytest.approx((rows[3] @ fitted.weights + fitted.bias)[0], abs=1e-5)


def test_the_mixture_trusts_the_better_scores():
    numbers = np.array([0, 1] * 20)
    good = np.eye(2)[numbers] * 3
    noise = np.random.default_rng(3).normal(size=(40, 2))
    first, second = fit_mixture(good, noise, numbers)
    assert first > 5 * second


def test_log_softmax_is_steady_with_huge_scores():
    assert log_softmax(np.array([1000.0, 0.0])) == pytest.approx([0.0, -1000.0])


def test_the_margin_is_the_lead_of_the_best():
    assert margins(np.array([[1.0, 4.0, 3.0], [2.0, 2.0, 0.0]])).tolist() == [1.0, 0.0]
    assert margins(np.array([[7.0]])).tolist() == [0.0]


def test_unknown_text_has_no_ngrams_and_known_text_two_halves_of_length_one():
    features = NgramFeatures.fit(["red lamp", "blue lamp"])
    assert len(features.one("")[0]) == 0
    _, weights = features.one("red lamp")
    assert float(weights @ weights) == pytest.approx(2.0)


def test_ngrams_are_words_and_pairs_and_pieces_of_padded_words():
    words, characters = grams("Red lamp")
    assert [word.replace("\x01", "") for word in words] == ["red", "lamp", "red lamp"]
    assert {" r", "red", "red ", " red ", "lamp "} <= set(characters)
    assert not any("d l" in piece for piece in characters)


def test_the_most_common_ngrams_are_kept():
    features = NgramFeatures.fit(["aa bb", "aa cc", "aa dd"], most=3)
    assert len(features.places) == 3
    assert "\x01aa" in features.places


def test_copies_are_misspelt_the_same_each_time_and_apart_from_their_neighbours():
    texts, _ = talk()
    copies = misspelt_copies(texts, seed=4)
    assert copies == misspelt_copies(texts, seed=4)
    assert copies[5:] == misspelt_copies(texts[5:], seed=4)
    assert copies != misspelt_copies(texts, seed=5)
    changed = [copy != text for copy, text in zip(copies, texts)]  # noqa: B905 - pairs
    assert sum(changed) > 0.9 * len(texts)


def test_short_words_are_never_misspelt():
    assert misspell("is it on", 1.0, random.Random(1)) == "is it on"


@pytest.mark.parametrize(("foreign", "is_proven"), [(18, False), (19, True)])
def test_fewer_than_nineteen_foreign_rows_prove_no_shortcut(foreign: int, is_proven: bool):
    rows = 100 + foreign
    numbers = np.arange(100) % 2
    scores = np.eye(2)[numbers]
    leads = np.concatenate([np.ones(100), np.linspace(0, 0.5, foreign)])
    unseen = OutOfFold(
        (1.0, 1.0), numbers, scores, scores, np.zeros((rows, 4)), np.stack([leads] * 3, 1), np.arange(rows) < 100
    )
    assert (sure_margin(unseen, errors=0.02) < float("inf")) is is_proven


def test_the_shortcut_costs_no_more_errors_than_allowed():
    generator = np.random.default_rng(8)
    numbers = np.arange(600) % 2
    ngrams = np.where(np.eye(2)[numbers] > 0, 1.0, 0.0) + generator.normal(scale=0.5, size=(600, 2))
    embedding = np.eye(2)[numbers] * 9
    foreign_leads = np.abs(generator.normal(scale=0.3, size=400))
    quick = np.concatenate([np.zeros((600, 3)), np.stack([foreign_leads, foreign_leads, foreign_leads], 1)])
    in_scope = np.arange(1000) < 600
    unseen = OutOfFold((1.0, 1.0), numbers, embedding, ngrams, np.zeros((1000, 4)), quick, in_scope)
    bar = sure_margin(unseen, errors=0.02)
    cleared = margins(ngrams) >= bar
    assert 0 < cleared.mean() < 1
    assert (ngrams.argmax(axis=1) != numbers)[cleared].mean() <= 0.02
    assert (foreign_leads >= bar).mean() <= 0.05

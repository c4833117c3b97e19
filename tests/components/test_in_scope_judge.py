"""The judge of what the assistant knows."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import numpy as np
import pytest
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.training_data.message import Message

from components.classifiers.cross_validation import OutOfFold
from components.classifiers.evidence import (
    MOST_UNKNOWN,
    Evidence,
    Neighbours,
    Scores,
    full_evidence,
    quick_evidence,
)
from components.classifiers.examples import HybridSettings, Reader, gather
from components.classifiers.hybrid_intent_classifier import HybridIntentClassifier
from components.classifiers.in_scope_judge import InScopeJudge
from components.classifiers.scope_model import ScopeModel
from components.featurizers.sentence_featurizer import SentenceFeaturizer
from tests.checks.component_contract import ComponentContract, Trained, shop_talk

PIPELINE = ((SentenceFeaturizer, {}), (HybridIntentClassifier, {}), (InScopeJudge, {}))
ELSEWHERE = [
    "my cat keeps scratching the sofa at night",
    "translate this poem into Finnish",
    "write me a song about rain and mountains",
    "who was the first emperor of Rome",
    "what is the square root of ninety",
]
AT_HOME = ["where has my parcel got to", "how much does that camera cost", "I'd like to send the lamp back"]


class TestInScopeJudgeContract(ComponentContract):
    pipeline = PIPELINE


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Trained:
    return Trained(PIPELINE, shop_talk(), tmp_path_factory.mktemp("model"))


@pytest.mark.parametrize(("option", "value"), [("kept", 0.2), ("threshold", 1.5), ("fallback_intent", 3)])
def test_a_wrong_option_is_refused_by_name(option: str, value: object):
    with pytest.raises(InvalidConfigException, match=option):
        InScopeJudge.validate_config({option: value})


@pytest.mark.parametrize("text", ELSEWHERE[:2])
def test_what_the_assistant_knows_nothing_about_is_turned_away(trained: Trained, text: str):
    message = trained.read(text)
    assert message.get("intent")["name"] == "out_of_scope"
    assert message.get("in_scope") < 0.5


def test_with_thirty_training_texts_the_rest_still_ranks_below_what_it_knows(trained: Trained):
    highest = max(trained.read(text).get("in_scope") for text in ELSEWHERE)
    assert highest < min(trained.read(text).get("in_scope") for text in AT_HOME)


@pytest.mark.parametrize("text", AT_HOME)
def test_what_it_knows_is_let_through(trained: Trained, text: str):
    message = trained.read(text)
    assert message.get("intent") == message.get("intent_ranking")[0]
    assert message.get("in_scope") > 0.5


def test_the_ranking_of_a_refused_message_stays_as_it_was(trained: Trained):
    names = [entry["name"] for entry in trained.read(ELSEWHERE[0]).get("intent_ranking")]
    assert "out_of_scope" not in names
    assert len(names) == 5


def test_a_message_without_words_is_out_of_scope(trained: Trained):
    message = trained.read("  ")
    assert message.get("in_scope") == 0.0
    assert message.get("intent")["name"] is None


def test_in_scope_is_part_of_the_parse_result(trained: Trained):
    said = trained.read("hello there").as_dict(only_output_properties=True)
    assert 0 <= said["in_scope"] <= 1
    assert set(said) == {"text", "intent", "intent_ranking", "in_scope", "slips"}


def test_the_fallback_intent_can_be_rasas_own(tmp_path: Path):
    pipeline = (*PIPELINE[:-1], (InScopeJudge, {"fallback_intent": "nlu_fallback"}))
    assert Trained(pipeline, shop_talk(), tmp_path).read(ELSEWHERE[0]).get("intent")["name"] == "nlu_fallback"


@pytest.mark.parametrize("value", [{"ask_order_status": 1.5}, {"ask_order_status": "often"}, 0.5])
def test_wrong_confidences_are_refused_by_name(value: object):
    with pytest.raises(InvalidConfigException, match="at_least"):
        InScopeJudge.validate_config({"at_least": value})


def test_a_guess_at_an_intent_that_needs_more_is_turned_away_and_the_ranking_stays(tmp_path: Path):
    pipeline = (*PIPELINE[:-1], (InScopeJudge, {"at_least": {"request_return": 1.0}}))
    message = Trained(pipeline, shop_talk(), tmp_path).read("hello money back")
    assert message.get("intent")["name"] == "out_of_scope"
    assert message.get("intent_ranking")[0]["name"] == "request_return"


def test_a_threshold_of_ones_own_replaces_the_learned_one(tmp_path: Path):
    pipeline = (*PIPELINE[:-1], (InScopeJudge, {"threshold": 1.0}))
    assert Trained(pipeline, shop_talk(), tmp_path).read(AT_HOME[0]).get("intent")["name"] == "out_of_scope"


def test_out_of_scope_examples_lower_what_resembles_them(trained: Trained, tmp_path: Path):
    pets = ["my dog is ill", "the cat will not eat", "feed the rabbit", "how old do hamsters get", "a puppy bit me"]
    taught = Trained(PIPELINE, shop_talk({"out_of_scope": pets}), tmp_path)
    message = taught.read("the cat is ill")
    assert message.get("intent")["name"] == "out_of_scope"
    assert message.get("in_scope") < 0.3
    assert taught.read(AT_HOME[0]).get("intent")["name"] == "ask_order_status"


def test_too_few_intents_to_leave_any_out_still_give_a_judge(tmp_path: Path):
    data = shop_talk()
    data.training_examples = [m for m in data.training_examples if m.get("intent") in ("greet", "ask_price")]
    trained = Trained(PIPELINE, data, tmp_path)
    assert trained.read(ELSEWHERE[1]).get("in_scope") < trained.read("how much is the lamp").get("in_scope")


def held_out(full: np.ndarray, in_scope: np.ndarray) -> OutOfFold:
    nothing = np.zeros((0, 2))
    return OutOfFold((1.0, 1.0), np.zeros(0, int), nothing, nothing, full, full[:, :3], in_scope)


def test_the_threshold_lets_the_wanted_share_of_known_messages_pass():
    generator = np.random.default_rng(5)
    in_scope = np.arange(400) < 200
    full = generator.normal(size=(400, 6)) + np.where(in_scope, 1.5, -1.5)[:, None] * [1, 1, 1, 1, -1, -1]
    model = ScopeModel.fit(held_out(full, in_scope), kept=0.9)
    judged = model.in_scope(Evidence(full, quick=False))
    assert (judged[in_scope] >= model.threshold).mean() == pytest.approx(0.9, abs=0.01)
    assert (judged[~in_scope] < model.threshold).mean() > 0.9


def test_no_column_may_count_against_its_direction():
    in_scope = np.arange(100) < 50
    upside_down = np.where(in_scope, -1.0, 1.0)[:, None] * np.ones(6) + np.random.default_rng(2).normal(size=(100, 6))
    model = ScopeModel.fit(held_out(upside_down, in_scope), kept=0.9)
    assert all(weight >= 0 for weight in model.full.weights[:4])
    assert all(weight <= 0 for weight in model.full.weights[4:])


def test_a_stored_judge_judges_the_same(tmp_path: Path):
    in_scope = np.arange(60) < 30
    full = np.random.default_rng(9).normal(size=(60, 6)) + in_scope[:, None]
    model = ScopeModel.fit(held_out(full, in_scope), kept=0.95)
    model.save(tmp_path)
    assert ScopeModel.load(tmp_path) == model


def test_the_nearest_text_is_looked_for_among_the_labels_own():
    vectors = np.eye(3, dtype=np.float32)
    neighbours = Neighbours(vectors, np.array([1, 0, 1]), 3)
    assert neighbours.nearest(vectors[2], 1) == 1.0
    assert neighbours.nearest(vectors[2], 0) == 0.0
    assert neighbours.nearest(vectors[2], 2) == 0.0


def test_evidence_leaves_the_out_of_scope_label_out():
    scores = Scores(np.array([9.0, 1.0, 0.0]), np.array([3.0, 0.5, -1.0]), (0.5, 1.0))
    nearest = partial(Neighbours(np.eye(3, dtype=np.float32), np.arange(3), 3).nearest, np.array([0.0, 1.0, 0.0]))
    inside = np.array([1, 2])
    near, energy, best, agreed, unknown, outside = full_evidence(scores, nearest, 5, inside, 0)
    assert (near, best, unknown) == (1.0, 1.0, MOST_UNKNOWN)
    assert energy == pytest.approx(np.log(np.e + 1))
    assert agreed == pytest.approx(np.exp(0.5) / (np.exp(4.5) + np.exp(0.5) + 1))
    assert outside > 0.9
    assert quick_evidence(scores.ngrams, inside, 0).tolist() == [0.5, 1.5, 3.0]


def test_only_words_that_no_other_text_has_are_unknown():
    texts = ["where is my parcel 1044", "where is my order", "sell me bananas"]
    reader = Reader(lambda found: np.zeros((len(found), 3), np.float32), str)
    examples = gather(texts, ["a", "a", "b"], reader, HybridSettings(misspelt_copies=False))
    assert examples.unknown_words(np.array([0, 2]), np.array([1])).tolist() == [1, 3]
    assert examples.features.unknown_words("where is my zebra 1044?") == 2


def test_what_is_known_to_be_out_of_scope_speaks_loudest():
    rows = np.array([[1, 1, 1, 1, 0, 0], [0, 0, 0, 0, 1, 0], [1, 1, 1, 1, 0, 1]] * 5, float)
    in_scope = np.array([True, False, False] * 5)
    model = ScopeModel.fit(held_out(rows, in_scope), kept=0.9)
    least, farthest = np.abs(model.full.weights[:4]).min(), np.array(model.full.farthest)
    assert abs(model.full.weights[5]) > least
    assert farthest[5] > farthest[:5].max()


def test_a_message_that_no_classifier_saw_is_out_of_scope(trained: Trained):
    message = Message(data={"text": "hello"})
    trained.components[-1].process([message])
    assert message.get("in_scope") == 0.0

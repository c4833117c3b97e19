"""Spans: names never seen are found, money is never part of a name, and every component keeps its contract."""

from typing import Any, ClassVar

import pytest
from rasa.nlu.tokenizers.tokenizer import Token
from rasa.shared.nlu.training_data.message import Message

from components.classifiers.hybrid_intent_classifier import HybridIntentClassifier
from components.extractors.sequence_tagger import Sentence, SequenceTagger, features, spans_of
from components.extractors.span_extractor import SpanExtractor, _read, join
from components.extractors.spans import Span, kept_apart
from components.extractors.word_classes import WordClasses
from components.featurizers.sentence_featurizer import SentenceFeaturizer
from components.featurizers.sentence_vector import SENTENCE_VECTOR, SentenceVector
from components.featurizers.spelling import Speller
from components.tokenizers.spacy_words import SpacyWords, english
from tests.checks.component_contract import ComponentContract


class TestSpacyWordsContract(ComponentContract):
    pipeline: ClassVar = [(SpacyWords, SpacyWords.get_default_config())]

    @staticmethod
    def observed(message: Any) -> Any:
        return [(token.text, token.start, token.lemma) for token in message.get("text_tokens") or []]


class TestSpanExtractorContract(ComponentContract):
    pipeline: ClassVar = [(SpacyWords, SpacyWords.get_default_config()), (SpanExtractor, {})]


class TestSpanExtractorBehindAClassifierContract(ComponentContract):
    pipeline: ClassVar = [
        (SpacyWords, SpacyWords.get_default_config()),
        (SentenceFeaturizer, {}),
        (HybridIntentClassifier, {}),
        (SpanExtractor, {}),
    ]


def test_a_misspelt_word_is_read_as_it_was_meant() -> None:
    speller = Speller({"basket": -9.0}, {"basket": 3})
    message = Message(data={"text": "bakset", SENTENCE_VECTOR: SentenceVector("bakset", None, speller)})
    token = Token("bakset", 0, lemma="bakset")
    assert _read([token], Message(data={"text": "bakset"})) == [("bakset", "bakset")]
    assert _read([token], message) == [("basket", "basket")]


CLASSES = WordClasses({"camera": 9, "kettle": 9, "telescope": 9, "red": 4, "cheap": 4})
SENTENCES = [
    Sentence([("show", "show"), ("me", "me"), ("a", "a"), (thing, thing)], ["O", "O", "O", "B-product"])
    for thing in ("camera", "kettle", "camera", "kettle")
] + [Sentence([("is", "be"), ("it", "it"), ("cheap", "cheap")], ["O", "O", "B-attribute"])] * 2
FOR_SEA = [("for", "for"), ("sea", "sea")]


def test_no_words_have_no_spans() -> None:
    assert SequenceTagger.fit(SENTENCES, CLASSES).tag([]) == ([], [])


def test_a_name_never_seen_is_found_by_its_place() -> None:
    tagger = SequenceTagger.fit(SENTENCES, CLASSES)
    labels, likely = tagger.tag([("show", "show"), ("me", "me"), ("a", "a"), ("Zorbex", "zorbex")])
    assert labels[-1] == "B-product"
    assert all(0 <= value <= 1 for value in likely)


def test_a_hidden_word_tells_neither_itself_nor_its_letters() -> None:
    (row,) = features(Sentence([("Zorbex", "zorbex")], []), {"zorbex"}, CLASSES, hidden={0})
    assert not any("zor" in name or "bex" in name for name in row)


def test_the_same_words_may_be_a_span_under_one_intent_only() -> None:
    wish = [Sentence(FOR_SEA, ["B-purpose", "I-purpose"], "search_product")] * 4
    other = [Sentence(FOR_SEA, ["O", "O"], "ask_discount")] * 4
    tagger = SequenceTagger.fit(wish + other, CLASSES)
    assert tagger.tag(FOR_SEA, "ask_discount")[0] == ["O", "O"]
    assert tagger.tag(FOR_SEA, "search_product")[0] == ["B-purpose", "I-purpose"]


def test_spans_of_labels() -> None:
    assert spans_of(["O", "B-a", "I-a", "B-a", "I-b", "O"]) == [("a", 1, 3), ("a", 3, 4), ("b", 4, 5)]


def test_money_is_never_part_of_a_name() -> None:
    name, price = Span("product", 0, 12, "camera under"), Span("price_max", 7, 12, "100")
    assert [span.entity for span in join([name], [price], [])] == ["price_max"]


def test_a_problem_may_contain_anything() -> None:
    problem, day = Span("problem", 0, 20, "broke on 3 December"), Span("date", 9, 19, "2026-12-03")
    assert {span.entity for span in join([problem], [day], [])} == {"problem", "date"}


def test_a_count_inside_a_name_belongs_to_the_name() -> None:
    name, count = Span("product", 0, 13, "Aurora 5 case"), Span("quantity", 7, 8, 5)
    assert join([name], [], [count]) == [name]


def test_a_free_colour_is_an_attribute_too() -> None:
    colour = Span("colour", 4, 9, "black")
    assert {span.entity for span in join([], [], [colour])} == {"colour", "attribute"}
    assert {span.entity for span in join([Span("product", 0, 14, "the black case")], [], [colour])} == {
        "product",
        "colour",
    }


def test_the_first_given_of_two_that_overlap_is_kept() -> None:
    one, two, three = Span("a", 5, 9, 1), Span("b", 0, 6, 2), Span("c", 9, 10, 3)
    assert kept_apart([one, two, three]) == [one, three]


@pytest.mark.parametrize(("word", "lemma"), [("cameras", "camera"), ("bought", "buy"), ("batteries", "battery")])
def test_lemmas_come_from_the_lookup_tables(word: str, lemma: str) -> None:
    assert english()(f"two {word}")[1].lemma_ == lemma


def test_the_packages_word_classes_know_like_from_unlike() -> None:
    classes = WordClasses.from_package()
    telescope, backpack, under = (set(classes.features(word)) for word in ("telescope", "Backpack", "under"))
    assert len(telescope & backpack) > len(telescope & under)
    assert classes.features("zorbexian") == []

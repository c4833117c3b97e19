"""spaCy's rules for English without a trained pipeline, and without Rasa."""

import spacy
from spacy.language import Language


def english() -> Language:
    """Blank English with the lookup lemmatizer, ready to use."""
    nlp = spacy.blank("en")
    nlp.add_pipe("lemmatizer", config={"mode": "lookup"})
    nlp.initialize()
    return nlp


def words_of(nlp: Language, text: str) -> list[tuple[str, int, str]]:
    """Each word with where it begins and its lemma; whitespace is no word."""
    return [(word.text, word.idx, word.lemma_ or word.lower_) for word in nlp(text) if not word.is_space]

"""Words and lemmas by spaCy's rules for English; no trained pipeline, nothing downloaded."""

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.training_data.message import Message

from components.checked_config import check_config
from components.tokenizers.english import english, words_of


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class SpacyWords(Tokenizer):
    """Cuts text into spaCy's English tokens, each with the lemma from spacy-lookups-data.

    Rasa's own SpacyNLP takes only pipelines installed as packages; the trained English ones are not on PyPI.
    """

    def __init__(self, config: dict[str, Any]) -> None:
        check_config(type(self).__name__, config, self.get_default_config(), {})
        super().__init__({**self.get_default_config(), **config})
        self._nlp = english()

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        return {
            "intent_tokenization_flag": False,
            "intent_split_symbol": "_",
            "token_pattern": None,
            "prefix_separator_symbol": None,
        }

    @staticmethod
    def required_packages() -> list[str]:
        return ["spacy"]

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """The attribute's tokens with offsets in its text; whitespace is no token."""
        return [Token(text, start, lemma=lemma) for text, start, lemma in words_of(self._nlp, message.get(attribute))]

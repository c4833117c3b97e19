"""A conversation from life becomes a test that the conversation player understands, without anybody's data."""

import pytest

from sales.conversation import Author
from sales.errors import ConflictError, NotFoundError
from tests.conversations.harness import read_all
from tests.training.conftest import git
from tests.training.test_inbox import Talk
from training.regression import PLACE, Expected, keep_as_test


def test_a_message_that_was_erased_is_no_test(store, project) -> None:
    with pytest.raises(NotFoundError):
        keep_as_test(store.review, project, 99, Expected.PERSON, trainer="ana")


def test_the_same_conversation_is_a_test_once(store, project, now) -> None:
    message = Talk(store, now).customer("where is it")
    keep_as_test(store.review, project, message, Expected.ANSWERED, trainer="ana")
    with pytest.raises(ConflictError):
        keep_as_test(store.review, project, message, Expected.ANSWERED, trainer="ana")


def test_it_is_masked_read_by_the_player_and_committed(store, project, now) -> None:
    talk = Talk(store, now)
    talk.customer('my name is Wilma Tannhof, "order" 48213: {late}')
    talk.says(Author.ASSISTANT, "Which order?")
    last = talk.customer("I want a person")
    keep_as_test(store.review, project, last, Expected.PERSON, trainer="ana")
    assert "Tannhof" not in (project / PLACE).read_text(encoding="utf-8")
    (told,) = read_all(project / "tests" / "conversations")
    assert told.kind == "from_life"
    assert [step["customer"].format() for step in told.steps][1] == "I want a person"
    assert told.steps[1]["owner"] == "queue"
    assert git(project, "log", "-1", "--format=%an").strip() == "ana"


def test_where_no_offer_may_be_made_the_whole_conversation_is_guarded(store, project, now) -> None:
    message = Talk(store, now).customer("nobody answers me")
    keep_as_test(store.review, project, message, Expected.NO_OFFER, trainer="ana")
    (told,) = read_all(project / "tests" / "conversations")
    assert told.never_an_offer

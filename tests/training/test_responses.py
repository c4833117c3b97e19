"""The words of an answer change line by line, and never into something the assistant cannot say."""

import pytest

from sales.errors import ConflictError, InvalidError, NotFoundError
from tests.training.conftest import DOMAIN
from training.responses import Responses, read_responses

GOOD = ("Good day.", "Hello there, {name}.", "Nice to see you.")


@pytest.fixture
def responses(store, project) -> Responses:
    return Responses(store.review, project)


@pytest.mark.parametrize(
    ("wordings", "told"),
    [
        (GOOD[:2], "at least 3"),
        ((*GOOD[:2], " "), "none of them empty"),
        ((*GOOD[:2], "Good day."), "begin alike"),
        ((*GOOD[:2], "Welcome!"), "shouts"),
        ((*GOOD[:2], "Welcome, {first_name}."), "nobody fills in; it may use name"),
        ((*GOOD[:2], "Welcome, {name."), "brace without"),
        ((*GOOD[:2], "Two\nlines."), "one line"),
    ],
)
def test_wordings_that_cannot_be_said_are_refused(responses, project, now, wordings, told) -> None:
    with pytest.raises(InvalidError, match=told):
        responses.save("utter_greet", wordings, "ana", now)
    assert (project / "domain.yml").read_text(encoding="utf-8") == DOMAIN


def test_an_answer_that_does_not_exist_is_told(responses, now) -> None:
    with pytest.raises(NotFoundError):
        responses.save("utter_nothing", GOOD, "ana", now)


def test_the_same_words_change_nothing(responses, now) -> None:
    with pytest.raises(ConflictError):
        responses.save("utter_greet", GOOD, "ana", now)


def test_one_changed_wording_is_one_changed_line(responses, project, now) -> None:
    _, landed = responses.save("utter_greet", (GOOD[0], 'Hello "you", {name}.', GOOD[2]), "ana", now)
    changed = [line for line in landed.diff.splitlines() if line[:1] in "+-" and line[:3] not in ("+++", "---")]
    assert changed == ['-    - text: "Hello there, {name}."', '+    - text: "Hello \\"you\\", {name}."']
    (greet, _) = read_responses(project)
    assert greet.wordings[1] == 'Hello "you", {name}.'
    assert '- title: "Help"' in (project / "domain.yml").read_text(encoding="utf-8")


def test_a_wording_more_and_one_less_leave_the_rest_of_the_domain_alone(responses, project, now) -> None:
    responses.save("utter_thank", ("You are welcome.", "Glad to help.", "Any time.", "With pleasure."), "ana", now)
    correction, _ = responses.save("utter_thank", ("You are welcome.", "Glad to help.", "With pleasure."), "ana", now)
    text = (project / "domain.yml").read_text(encoding="utf-8")
    assert text == DOMAIN.replace('"Any time."', '"With pleasure."')
    assert correction.details["response"] == "utter_thank"

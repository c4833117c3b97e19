"""The same is never said twice in a row in the same words."""

import asyncio

from rasa.shared.core.domain import Domain
from rasa.shared.core.events import BotUttered
from rasa.shared.core.trackers import DialogueStateTracker

from components.wordings import WordingsInTurn

DOMAIN = Domain.from_yaml(
    """
version: "3.1"
responses:
  utter_no:
    - text: "no {name}"
    - text: "nothing for {name}"
    - text: "{name}: none"
"""
)


def say(tracker: DialogueStateTracker) -> str:
    said = asyncio.run(WordingsInTurn(domain=DOMAIN).generate("utter_no", tracker, "shop", name="tea"))
    tracker.update(BotUttered(said["text"], metadata={"utter_action": "utter_no"}))
    return said["text"]


def test_an_unknown_response_is_none() -> None:
    tracker = DialogueStateTracker.from_events("a", [])
    assert asyncio.run(WordingsInTurn(domain=DOMAIN).generate("utter_other", tracker, "shop")) is None


def test_all_wordings_come_before_one_comes_again() -> None:
    tracker = DialogueStateTracker.from_events("a", [])
    first = [say(tracker) for _ in range(3)]
    assert set(first) == {"no tea", "nothing for tea", "tea: none"}
    assert say(tracker) == first[0]


def test_the_same_conversation_is_replayed_in_the_same_words() -> None:
    both = []
    for _ in range(2):
        both.append([say(DialogueStateTracker.from_events(name, [])) for name in "abcdef"])
    assert both[0] == both[1]
    assert len(set(both[0])) > 1


def test_no_rasa_machinery_of_ours_is_needed_for_an_empty_domain() -> None:
    assert WordingsInTurn().responses == {}


def test_a_wording_that_opens_like_the_message_before_is_passed_over() -> None:
    tracker = DialogueStateTracker.from_events("a", [])
    planned = say(DialogueStateTracker.from_events("a", []))
    tracker.update(BotUttered(planned, metadata={"utter_action": "utter_other"}))
    assert say(tracker) != planned

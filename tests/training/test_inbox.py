"""The inbox shows what teaches, once, masked, and puts away what was settled."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from sales.conversation import Author
from sales.errors import NotFoundError
from sales.ports import NewMessage, Store
from tests.chat.fake import FakeAssistant
from training.corrections import Corrections, Lesson
from training.inbox import Inbox, Trouble, find_group
from training.vectors import Vectors

DIRECTIONS = {"box": 0, "shelf": 1, "cable": 2}


class Embedder(FakeAssistant):
    """Gives each known word a direction of its own, and everything else a common one."""

    async def embed(self, texts: Sequence[str]) -> Sequence[Sequence[float]]:
        self.calls.append(("embed", list(texts)))
        places = [next((place for word, place in DIRECTIONS.items() if word in text), 3) for text in texts]
        return [[1.0 if place == at else 0.0 for at in range(4)] for place in places]


class Talk:
    """Writes one conversation into the log."""

    def __init__(self, store: Store, now: datetime) -> None:
        self.store, self.now = store, now
        self.id = store.conversations.create(now=now, token_hash="h", customer_id=None, locale="en").id

    def customer(self, text: str, intent: str = "ask_stock", confidence: float = 0.9, **more: Any) -> int:
        """A customer's message, understood so."""
        self.now += timedelta(seconds=1)
        (said,) = self.store.conversations.append(self.id, [NewMessage(Author.CUSTOMER, text)], self.now)
        rest = (1 - confidence) / 2
        ranking = [{"name": intent, "confidence": confidence}, {"name": "greet", "confidence": rest}]
        part = {"text": text, "intent": ranking[0], "intent_ranking": ranking, "in_scope": 0.95, "entities": [], **more}
        self.store.conversations.mark_answered(said.id, {"text": text, "parts": [part], "mood": {"label": "neutral"}})
        return said.id

    def says(self, author: Author, text: str) -> None:
        """Somebody of the shop answers."""
        self.store.conversations.append(self.id, [NewMessage(author, text)], self.now)


@pytest.fixture
def talk(store: Store, now: datetime) -> Talk:
    return Talk(store, now)


@pytest.fixture
def inbox(store: Store, project: Path, tmp_path: Path) -> Inbox:
    return Inbox(store.review, Vectors(Embedder(), tmp_path))


async def test_what_was_understood_and_left_standing_is_not_shown(inbox, talk, now) -> None:
    talk.customer("is the box there")
    assert await inbox.groups(now) == []


async def test_what_comes_often_and_is_not_certain_is_shown_to_be_checked_and_what_is_certain_is_not(
    inbox, talk, now
) -> None:
    for number in range(3):
        talk.customer(f"hello number {number}", "greet", 0.99)
        talk.customer(f"box {number}", in_scope=0.7)
    talk.customer("one cable", in_scope=0.7)
    (group,) = await inbox.groups(now)
    assert (group.count, group.troubles) == (3, (Trouble.UNCHECKED,))
    assert set(group.texts) == {"box 0", "box 1", "box 2"}


@pytest.mark.parametrize(
    ("understood", "trouble"),
    [
        (("out_of_scope", 0.9, 0.95), Trouble.NOT_UNDERSTOOD),
        (("ask_stock", 0.4, 0.95), Trouble.BARELY),
        (("ask_stock", 0.9, 0.3), Trouble.BARELY),
    ],
)
async def test_what_was_hardly_understood_is_shown_with_why(inbox, talk, now, understood, trouble) -> None:
    intent, confidence, in_scope = understood
    talk.customer("box box", intent, confidence, in_scope=in_scope)
    (group,) = await inbox.groups(now)
    assert group.troubles == (trouble,)
    assert group.guesses[0].intent == intent


async def test_a_customers_correction_points_to_the_message_before_it(inbox, talk, now) -> None:
    talk.customer("the shelf please")
    talk.says(Author.ASSISTANT, "Here is a cable.")
    talk.customer("no, I meant the shelf", "correct_choice")
    (group,) = await inbox.groups(now)
    assert (group.text, group.troubles) == ("the shelf please", (Trouble.CORRECTED,))


async def test_an_agent_who_answers_right_after_points_to_the_message(inbox, talk, now) -> None:
    talk.customer("the shelf please")
    talk.says(Author.AGENT, "I look it up.")
    (group,) = await inbox.groups(now)
    assert group.troubles == (Trouble.AGENT_AFTER,)


@pytest.mark.parametrize(("stars", "shown"), [(4, []), (None, []), (2, ["a shelf too", "the shelf please"])])
async def test_one_or_two_stars_point_to_what_was_said_before_a_person_was_asked_for(
    inbox, talk, now, stars, shown
) -> None:
    for text, intent in (("the shelf please", "ask_stock"), ("a shelf too", "ask_stock"), ("a person", "ask_human")):
        talk.customer(text, intent)
    handoffs = talk.store.handoffs
    asked = handoffs.open(conversation_id=talk.id, reason="asked", topic="", need={}, now=talk.now)
    handoffs.rate(asked.id, stars, "", talk.now)
    groups = await inbox.groups(now, trouble="rated_badly")
    assert sorted(text for group in groups for text in group.texts) == shown


async def test_look_alikes_are_one_group_and_the_frequent_come_first(inbox, talk, now) -> None:
    talk.customer("one cable", confidence=0.4)
    for text in ("box a", "box b", "box c"):
        talk.customer(text, confidence=0.4)
    first, second = await inbox.groups(now)
    assert (first.count, set(first.texts)) == (3, {"box a", "box b", "box c"})
    assert second.text == "one cable"


async def test_personal_data_is_masked_in_group_and_conversation(inbox, talk, now) -> None:
    message_id = talk.customer("box to wilma@post.example", confidence=0.4)
    (group,) = await inbox.groups(now)
    assert "wilma" not in " ".join(group.texts)
    assert not any("wilma" in said.text for said in inbox.around(message_id))


async def test_filters_leave_only_what_was_asked_for(inbox, talk, now) -> None:
    talk.customer("box", confidence=0.4)
    talk.customer("cable", "out_of_scope")
    assert [one.text for one in await inbox.groups(now, trouble="not_understood")] == ["cable"]
    assert [one.text for one in await inbox.groups(now, search="BOX")] == ["box"]
    with pytest.raises(NotFoundError):
        find_group(await inbox.groups(now), "none")


async def test_what_was_corrected_stays_away_until_it_is_misunderstood_again(inbox, talk, now, store, project) -> None:
    talk.customer("box box", confidence=0.4)
    Corrections(store.review, project).teach(Lesson("box box", "ask_stock"), "ana", now + timedelta(minutes=1))
    assert await inbox.groups(now) == []
    talk.now += timedelta(hours=2)
    talk.customer("box box", confidence=0.4)
    assert await inbox.groups(now) == []
    assert await inbox.groups(now, learned_at=now + timedelta(hours=1)) != []


async def test_an_undone_correction_brings_the_message_back(inbox, talk, now, store, project) -> None:
    talk.customer("box box", confidence=0.4)
    corrections = Corrections(store.review, project)
    made = corrections.skip(["box box"], "ana", now)
    assert await inbox.groups(now) == []
    corrections.undo(made.id, "ana", now)
    assert len(await inbox.groups(now)) == 1


async def test_an_erased_conversation_is_in_nobodys_inbox(inbox, talk, now, store) -> None:
    message_id = talk.customer("box box", confidence=0.4)
    store.conversations.erase(talk.id)
    assert await inbox.groups(now) == []
    with pytest.raises(NotFoundError):
        inbox.around(message_id)


async def test_a_sentence_is_embedded_once_and_a_spoilt_cache_is_made_anew(tmp_path) -> None:
    assistant = Embedder()
    vectors = Vectors(assistant, tmp_path)
    await vectors.of(["box", "cable"])
    await vectors.of(["cable", "box"])
    assert len(assistant.calls) == 1
    (tmp_path / "training" / "vectors.npz").write_bytes(b"PK\x03\x04cut off")
    assert (await vectors.of(["box"])).tolist() == [[1.0, 0.0, 0.0, 0.0]]

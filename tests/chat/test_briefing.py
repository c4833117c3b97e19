"""What stands in a brief, and what does not."""

import pytest

from chat.parts import Parts
from sales.conversation import Author
from sales.ports import NewMessage, StaffMember
from sales.tastes import Taste
from tests.chat.fake import Clock

ANA = StaffMember("ana", "agent")


def waits(parts: Parts, talk: str, clock: Clock, *words: str, **need: str) -> str:
    """A customer who said that and waits."""
    parts.store.conversations.append(talk, [NewMessage(Author.CUSTOMER, text) for text in words], clock())
    return parts.store.handoffs.open(conversation_id=talk, reason="asked", topic="", need=need, now=clock()).id


@pytest.mark.parametrize("bare", ["kim@example.org", "0171 555 12 34", "no", "June, maybe 25k"])
def test_a_bare_detail_is_not_what_was_said_last(parts: Parts, talk: str, clock: Clock, bare: str) -> None:
    handoff = waits(parts, talk, clock, "we open a practice", bare, when="June, maybe 25k")
    assert "said last: “we open a practice”" in parts.desk.brief(handoff).summary


def test_with_nothing_but_details_nothing_was_said_last(parts: Parts, talk: str, clock: Clock) -> None:
    handoff = waits(parts, talk, clock, "kim@example.org")
    assert parts.desk.brief(handoff).summary == ()


def test_the_next_agent_reads_the_note_of_who_gave_it_back(parts: Parts, talk: str, clock: Clock) -> None:
    first = waits(parts, talk, clock, "hello there")
    parts.desk.claim(first, ANA)
    parts.desk.give_back(first, ANA, " wants an invoice ")
    again = waits(parts, talk, clock, "a person again please")
    assert [(note.author, note.text) for note in parts.desk.brief(again).notes] == [("ana", "wants an invoice")]


def test_what_the_customer_said_to_like_stands_there(parts: Parts, talk: str, clock: Clock) -> None:
    parts.store.preferences.note(talk, [Taste("brand", "Vanta")], clock())
    assert parts.desk.brief(waits(parts, talk, clock, "hello there")).likes == (Taste("brand", "Vanta"),)


def test_giving_back_without_a_word_leaves_no_note(parts: Parts, talk: str, clock: Clock) -> None:
    handoff = waits(parts, talk, clock, "hello there")
    parts.desk.claim(handoff, ANA)
    parts.desk.give_back(handoff, ANA, "  ")
    assert parts.desk.brief(handoff).notes == ()

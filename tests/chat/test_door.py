"""One customer's message from the door to its answer."""

import asyncio
from datetime import timedelta

import pytest

from bootstrap import Settings
from chat.parts import Parts, build_parts
from database.trackers import Trackers
from sales.conversation import Author, Owner
from sales.customer import CaseKind, Mood
from sales.errors import InvalidError, NotFoundError, TooFastError
from sales.ports import Store
from tests.chat.fake import Clock, FakeAssistant


def texts(parts: Parts, talk: str, author: Author | None = None) -> list[str]:
    """What stands in the log, in order."""
    return [one.text for one in parts.store.conversations.history(talk) if author in (None, one.author)]


@pytest.mark.parametrize("text", ["", "   \n\t", "\x00\x07", "\u200b\u200d", "x" * 4001])
async def test_text_that_is_none_or_too_long_is_refused_and_not_written(parts: Parts, talk: str, text: str):
    with pytest.raises(InvalidError):
        await parts.door.say(talk, text, "c1")
    assert texts(parts, talk) == []


@pytest.mark.parametrize("client_id", ["", "tap:o1:accept", "agent:h1:w1"])
async def test_a_client_id_that_is_ours_is_refused(parts: Parts, talk: str, client_id: str):
    with pytest.raises(InvalidError):
        await parts.door.say(talk, "hello", client_id)


async def test_an_unknown_conversation_is_not_found(parts: Parts):
    with pytest.raises(NotFoundError):
        await parts.door.say("nobody", "hello", "c1")


async def test_control_characters_are_dropped_and_the_words_kept(parts: Parts, talk: str):
    await parts.door.say(talk, "a\x00 ca\x1bse\u202e for\r\nme\ud800", "c1")
    assert texts(parts, talk, Author.CUSTOMER) == ["a case for\nme"]


async def test_the_same_client_id_gives_the_same_answer_and_says_nothing_twice(
    parts: Parts, assistant: FakeAssistant, talk: str
):
    first = await parts.door.say(talk, "hello", "c1")
    again = await parts.door.say(talk, "hello", "c1")
    assert again.messages == first.messages
    assert assistant.heard == ["hello"]
    assert texts(parts, talk) == ["hello", "heard: hello"]


async def test_the_same_client_id_twice_at_once_says_nothing_twice(parts: Parts, assistant: FakeAssistant, talk: str):
    replies = await asyncio.gather(*(parts.door.say(talk, "hello", "c1") for _ in range(5)))
    assert {reply.messages for reply in replies} == {replies[0].messages}
    assert replies[0].messages
    assert assistant.heard == ["hello"]


async def test_messages_that_come_during_a_turn_are_answered_together_in_the_next(
    parts: Parts, assistant: FakeAssistant, talk: str
):
    assistant.gate = asyncio.Event()
    first = asyncio.create_task(parts.door.say(talk, "do you have", "c1"))
    await assistant.entered.wait()
    others = [asyncio.create_task(parts.door.say(talk, text, text)) for text in ("a case", "for the X2")]
    while len(texts(parts, talk, Author.CUSTOMER)) < 3:
        await asyncio.sleep(0)
    assistant.gate.set()
    replies = [await first, *(await asyncio.gather(*others))]
    assert sorted(assistant.heard[1].split("\n")) == ["a case", "for the X2"]
    assert len(assistant.heard) == 2
    assert replies[1].messages == replies[2].messages != replies[0].messages
    assert (await parts.door.say(talk, "a case", "a case")).messages == replies[1].messages


async def test_of_thirty_messages_at_once_each_is_answered_or_refused_and_none_is_lost(
    parts: Parts, assistant: FakeAssistant, talk: str
):
    sent = [f"word{number}" for number in range(30)]
    replies = await asyncio.gather(*(parts.door.say(talk, text, text) for text in sent), return_exceptions=True)
    refused = [reply for reply in replies if isinstance(reply, TooFastError)]
    answered = [reply for reply in replies if not isinstance(reply, BaseException)]
    assert len(refused) + len(answered) == 30
    assert all(reply.messages for reply in answered)
    assert all(error.retry_after >= 1 for error in refused)
    kept = texts(parts, talk, Author.CUSTOMER)
    assert len(kept) == len(answered)
    said = [word for heard in assistant.heard for word in heard.split("\n")]
    assert said == kept


async def test_a_quick_typist_is_never_told_to_slow_down(parts: Parts, clock: Clock, talk: str):
    for number in range(120):
        clock.now += timedelta(milliseconds=700)
        assert (await parts.door.say(talk, "ok", f"c{number}")).messages


async def test_more_than_the_shops_limit_in_a_minute_is_too_fast_and_says_when_to_come_back(
    store: Store, assistant: FakeAssistant, settings: Settings, clock: Clock, talk: str
):
    strict = settings.model_copy(update={"messages_per_minute": 30})
    parts = build_parts(store, assistant, Trackers(settings.tracker_database), strict, clock)
    for number in range(30):
        await parts.door.say(talk, "ok", f"c{number}")
    with pytest.raises(TooFastError) as told:
        await parts.door.say(talk, "ok", "one more")
    clock.now += timedelta(seconds=told.value.retry_after)
    assert (await parts.door.say(talk, "ok", "one more")).messages


async def test_while_the_assistant_is_down_the_message_is_kept_and_answered_later(
    parts: Parts, assistant: FakeAssistant, talk: str
):
    assistant.up = False
    assert (await parts.door.say(talk, "anybody there", "c1")).queued
    assert not await parts.catch_up.once()
    assistant.up = True
    assert await parts.catch_up.once()
    assert texts(parts, talk) == ["anybody there", "heard: anybody there"]
    assert (await parts.door.say(talk, "anybody there", "c1")).messages[0].text == "heard: anybody there"


async def test_a_message_left_by_a_dead_process_is_answered_by_the_next(
    parts: Parts, assistant: FakeAssistant, talk: str, clock: Clock
):
    assistant.breaks_at = "hello"
    assert (await parts.door.say(talk, "hello", "c1")).queued
    assert parts.store.conversations.take_turn(talk, "host:1:dead:1", clock.now, 45)
    assistant.breaks_at = None
    await parts.catch_up.once()
    assert texts(parts, talk) == ["hello"]
    clock.now += timedelta(seconds=46)
    await parts.catch_up.once()
    assert texts(parts, talk) == ["hello", "heard: hello"]


async def test_an_assistant_that_always_fails_at_a_message_does_not_block_the_conversation_for_ever(
    parts: Parts, assistant: FakeAssistant, talk: str
):
    assistant.breaks_at = "poison"
    assert (await parts.door.say(talk, "poison", "c1")).queued
    for _ in range(5):
        await parts.catch_up.once()
    assert (await parts.door.say(talk, "hello", "c2")).messages[0].text == "heard: hello"


async def test_under_an_agent_the_assistant_says_nothing(parts: Parts, assistant: FakeAssistant, talk: str):
    parts.store.conversations.set_owner(talk, Owner.AGENT)
    reply = await parts.door.say(talk, "/restart", "c1")
    await parts.door.settle()
    assert (reply.messages, reply.queued) == ((), False)
    assert assistant.heard == []
    assert texts(parts, talk) == ["/restart"]


async def test_under_an_agent_the_mood_is_still_heard(parts: Parts, talk: str):
    parts.store.conversations.set_owner(talk, Owner.AGENT)
    await parts.door.say(talk, "it is broken", "c1")
    await parts.door.settle()
    assert parts.store.conversations.get(talk).mood is Mood.UNHAPPY


async def test_what_was_said_to_an_agent_is_not_answered_by_the_assistant_afterwards(
    parts: Parts, assistant: FakeAssistant, talk: str
):
    parts.store.conversations.set_owner(talk, Owner.AGENT)
    await parts.door.say(talk, "hello agent", "c1")
    await parts.door.settle()
    parts.store.conversations.set_owner(talk, Owner.ASSISTANT)
    await parts.catch_up.once()
    assert assistant.heard == []


async def test_a_late_answer_does_not_go_out_once_an_agent_took_over(parts: Parts, assistant: FakeAssistant, talk: str):
    assistant.gate = asyncio.Event()
    saying = asyncio.create_task(parts.door.say(talk, "hello", "c1"))
    await assistant.entered.wait()
    parts.store.conversations.set_owner(talk, Owner.AGENT)
    assistant.gate.set()
    assert (await saying).messages == ()
    assert texts(parts, talk) == ["hello"]


async def test_the_words_that_hand_over_still_go_out(parts: Parts, assistant: FakeAssistant, talk: str, clock: Clock):
    assistant.does = lambda conversation: parts.store.handoffs.open(
        conversation_id=conversation, reason="asked", topic="", need={}, now=clock.now
    )
    reply = await parts.door.say(talk, "a person please", "c1")
    assert [one.text for one in reply.messages] == ["heard: a person please"]
    assert reply.standing is not None
    assert reply.standing.conversation.owner is Owner.QUEUE


async def test_once_a_person_has_taken_the_conversation_the_assistant_is_silent(
    parts: Parts, assistant: FakeAssistant, talk: str, clock: Clock
):
    handoff = parts.store.handoffs.open(conversation_id=talk, reason="asked", topic="", need={}, now=clock.now)
    parts.store.handoffs.claim(handoff.id, "ada", clock.now)
    for number, text in enumerate(("hello?", "how long", "back to the bot")):
        assert (await parts.door.say(talk, text, f"c{number}")).messages == ()
    assert assistant.heard == []


async def test_a_person_who_claims_while_the_queue_is_answered_keeps_it_silent(
    parts: Parts, assistant: FakeAssistant, talk: str, clock: Clock
):
    handoff = parts.store.handoffs.open(conversation_id=talk, reason="asked", topic="", need={}, now=clock.now)
    assistant.does = lambda _: parts.store.handoffs.claim(handoff.id, "ada", clock.now)
    assert (await parts.door.say(talk, "how long", "c1")).messages == ()


async def test_who_waits_in_the_queue_may_call_the_assistant_back(
    parts: Parts, assistant: FakeAssistant, talk: str, clock: Clock
):
    parts.store.handoffs.open(conversation_id=talk, reason="asked", topic="", need={}, now=clock.now)
    assistant.does = lambda conversation: parts.store.handoffs.cancel(conversation, clock.now)
    assert (await parts.door.say(talk, "back to the bot", "c2")).messages[0].text == "heard: back to the bot"
    assert assistant.intents == ["back_to_assistant"]


async def test_whatever_else_is_written_in_the_queue_is_answered_as_that(
    parts: Parts, assistant: FakeAssistant, talk: str, clock: Clock
):
    parts.store.handoffs.open(conversation_id=talk, reason="asked", topic="", need={}, now=clock.now)
    for number, text in enumerate(("show me cameras", "it came broken")):
        assert [one.text for one in (await parts.door.say(talk, text, f"c{number}")).messages] == [f"heard: {text}"]
    assert assistant.intents == ["write_in_queue", "write_in_queue"]
    assert parts.store.conversations.get(talk).mood is Mood.UNHAPPY


async def test_the_mood_is_recorded_before_the_dialogue_and_pauses_offers(
    parts: Parts, assistant: FakeAssistant, talk: str
):
    await parts.door.say(talk, "it came broken", "c1")
    assert assistant.metadata[0]["mood"] == "unhappy"
    assert assistant.metadata[0]["offers_paused"]["rule"] == "unhappy"
    assert parts.store.conversations.get(talk).mood is Mood.UNHAPPY


async def test_nice_words_do_not_resume_offers_while_a_case_is_open(
    parts: Parts, assistant: FakeAssistant, talk: str, clock: Clock
):
    await parts.door.say(talk, "it came broken", "c1")
    case = parts.store.cases.open(conversation_id=talk, kind=CaseKind.COMPLAINT, now=clock.now)
    await parts.door.say(talk, "thanks", "c2")
    assert assistant.metadata[1]["offers_paused"] is not None
    parts.store.cases.close(case.id, clock.now, "agent")
    await parts.door.say(talk, "thanks", "c3")
    assert assistant.metadata[2]["offers_paused"] is None


async def test_a_settled_return_waits_for_a_good_sign_even_from_a_calm_customer(
    parts: Parts, assistant: FakeAssistant, talk: str, clock: Clock
):
    case = parts.store.cases.open(conversation_id=talk, kind=CaseKind.RETURN, now=clock.now)
    clock.now += timedelta(hours=1)
    parts.store.cases.close(case.id, clock.now, "the shop's ticket system")
    clock.now += timedelta(days=9)
    await parts.door.say(talk, "back when it suits", "c1")
    assert assistant.metadata[0]["offers_paused"]["rule"] == "case settled, no good sign yet"
    await parts.door.say(talk, "solved", "c2")
    assert assistant.metadata[1]["offers_paused"] is None


async def test_what_an_action_changed_stands_in_the_reply(parts: Parts, assistant: FakeAssistant, talk: str):
    assistant.does = lambda conversation: parts.store.conversations.set_owner(conversation, Owner.QUEUE)
    reply = await parts.door.say(talk, "hello", "c1")
    assert reply.standing is not None
    assert reply.standing.conversation.owner is Owner.QUEUE


async def test_cards_and_replies_keep_their_message_and_commands_are_never_shown(
    parts: Parts, assistant: FakeAssistant, talk: str
):
    assistant.says = [
        {"text": "Two fit:", "custom": {"products": ["A", "B"], "quick_replies": [{"title": "First", "text": "1st"}]}},
        {"text": "Sure?", "buttons": [{"title": "Yes", "payload": "/affirm"}]},
        {"text": ""},
    ]
    first, second = (await parts.door.say(talk, "cases", "c1")).messages
    assert (first.products, first.quick_replies) == (("A", "B"), (("First", "1st"),))
    assert second.quick_replies == (("Yes", "Yes"),)


async def test_the_last_words_of_an_erased_conversation_reach_the_customer_and_stay_nowhere(
    parts: Parts, assistant: FakeAssistant, talk: str
):
    assistant.does = parts.store.conversations.erase
    reply = await parts.door.say(talk, "delete my data", "c1")
    assert [one.text for one in reply.messages] == ["heard: delete my data"]
    with pytest.raises(NotFoundError):
        await parts.door.say(talk, "hello", "c2")

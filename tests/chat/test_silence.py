"""Whether offers are paused, by which rule and since when."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from chat.hearing import joined, outburst, signal
from chat.silence import paused
from chat.views import conversation_view
from sales.conversation import Author, Conversation, Handoff, HandoffState, Message, Owner, Standing
from sales.customer import Case, CaseKind, Mood
from sales.offer import Reason


@pytest.fixture
def calm(now: datetime) -> Standing:
    """A conversation in which nothing is wrong."""
    return Standing(Conversation("c", Owner.ASSISTANT, Mood.NEUTRAL, now - timedelta(hours=1)))


def test_in_a_calm_conversation_nothing_is_paused(calm: Standing, now: datetime):
    assert paused(calm, now) is None
    assert conversation_view(calm, now)["offers_paused"] is None


def test_an_unhappy_customer_pauses_offers_since_the_mood_turned(calm: Standing, now: datetime):
    unhappy = replace(calm, conversation=replace(calm.conversation, mood=Mood.UNHAPPY), mood_since=now)
    found = paused(unhappy, now)
    assert found is not None
    assert (found.rule, found.since) == (Reason.UNHAPPY, now)


def test_the_oldest_open_case_pauses_offers_whatever_the_mood(calm: Standing, now: datetime):
    cases = tuple(Case(str(n), CaseKind.RETURN, now - timedelta(days=n)) for n in (1, 3, 2))
    happy = replace(calm, conversation=replace(calm.conversation, mood=Mood.HAPPY), open_cases=cases)
    found = paused(happy, now)
    assert found is not None
    assert (found.rule, found.since) == (Reason.OPEN_CASE, now - timedelta(days=3))


@pytest.mark.parametrize("owner", [Owner.QUEUE, Owner.AGENT])
def test_a_person_in_charge_comes_before_every_other_reason(calm: Standing, now: datetime, owner: Owner):
    handoff = Handoff("h", "c", "asked", "", HandoffState.WAITING, now - timedelta(minutes=5))
    talk = replace(calm.conversation, owner=owner, mood=Mood.UNHAPPY, opted_out=True)
    found = paused(replace(calm, conversation=talk, handoff=handoff), now)
    assert found is not None
    assert (found.rule, found.since) == (Reason.HUMAN_IN_CHARGE, handoff.opened_at)


def test_an_opt_out_of_long_ago_counts_from_the_beginning(calm: Standing, now: datetime):
    found = paused(replace(calm, conversation=replace(calm.conversation, opted_out=True)), now)
    assert found is not None
    assert (found.rule, found.since) == (Reason.OPTED_OUT, calm.conversation.created_at)


def test_after_a_person_offers_pause_for_half_an_hour_and_no_longer(calm: Standing, now: datetime):
    back = replace(calm, handed_back_at=now)
    found = paused(back, now + timedelta(minutes=29))
    assert found is not None
    assert (found.rule, found.since) == (Reason.HANDED_BACK, now)
    assert paused(back, now + timedelta(minutes=30)) is None


def understood(name: str, confidence: float, text: str = "", unhappy: float = 0.0, **more: object) -> dict[str, object]:
    part = {"text": text, "intent": {"name": name, "confidence": confidence}, **more}
    label = "unhappy" if unhappy >= 0.5 else "neutral"
    return {"parts": [part], "mood": {"label": label, "unhappy": unhappy}}


def test_a_calm_guess_of_a_complaint_makes_nobody_unhappy():
    assert signal(understood("report_defect", 0.35)).intents == ()
    assert signal(understood("report_defect", 0.9, in_scope=0.2)).intents == ()
    assert signal(understood("thank", 0.35)).intents == ()


def test_an_everyday_request_surely_read_outweighs_a_voice_that_only_may_be_unhappy():
    assert signal(understood("delete_my_data", 0.93, unhappy=0.7)).label is Mood.NEUTRAL
    assert signal(understood("delete_my_data", 0.93, unhappy=0.95)).label is Mood.UNHAPPY
    assert signal(understood("delete_my_data", 0.5, unhappy=0.7)).label is Mood.UNHAPPY
    assert signal(understood("ask_order_status", 0.99, unhappy=0.7)).label is Mood.UNHAPPY


@pytest.mark.parametrize(
    ("text", "entity"), [("mona@lisa.example", "email"), ("it is 1044", "order_number"), ("Ada Lovelace", "name")]
)
def test_an_address_a_number_or_a_name_has_no_mood(text: str, entity: str):
    start = text.find(text.rsplit(maxsplit=1)[-1])
    entities = [{"entity": entity, "start": start, "end": len(text)}]
    heard = signal(understood("give_details", 0.9, text, 0.97, entities=entities))
    assert (heard.label, heard.unhappy) == (Mood.NEUTRAL, 0.0)


def test_a_number_in_a_complaint_leaves_the_complaint_its_mood():
    text = "1044 and nobody has answered me since May"
    entities = [{"entity": "order_number", "start": 0, "end": 4}]
    assert signal(understood("give_details", 0.9, text, 0.97, entities=entities)).label is Mood.UNHAPPY


def test_a_hint_of_a_complaint_counts_in_a_voice_that_backs_it_and_a_sure_one_in_any():
    assert signal(understood("report_defect", 0.35, unhappy=0.3)).intents == ("report_defect",)
    assert signal(understood("report_defect", 0.7)).intents == ("report_defect",)
    assert signal({"parts": [{"intent": {"name": None}}], "mood": {"label": "furious"}}).label is Mood.NEUTRAL


def test_short_messages_are_joined_and_long_ones_and_taps_are_not(now: datetime):
    def said(number: int, text: str, offer_id: str | None = None) -> Message:
        return Message(number, Author.CUSTOMER, text, now, offer_id=offer_id)

    short = [said(number, "word") for number in range(10)]
    assert len(joined(short)) == 8
    assert joined([said(1, "x" * 500), said(2, "y" * 500)]) == (said(1, "x" * 500),)
    assert joined([said(1, "hi"), said(2, "Yes", "o")]) == (said(1, "hi"),)
    assert joined([said(1, "Yes", "o"), said(2, "hi")]) == (said(1, "Yes", "o"),)


def angry(*parts: dict[str, object], text: str = "THIS IS A SCAM, you thieves!!") -> dict[str, object]:
    return {"text": text, "parts": list(parts), "mood": {"label": "unhappy", "unhappy": 0.9}}


def meant(name: str, **more: object) -> dict[str, object]:
    return {"text": "a part", "intent": {"name": name, "confidence": 0.9}, "entities": [{"entity": "problem"}], **more}


def test_a_calm_voice_and_who_asks_for_a_person_are_no_outburst(calm: Standing):
    assert outburst(calm, angry(meant("complain"), text="it broke")) == []
    assert outburst(calm, angry(meant("insult"), meant("ask_human"))) == []
    assert outburst(calm, angry()) == []


def test_strong_anger_is_one_complaint_with_all_words_in_it(calm: Standing):
    (alone,) = outburst(calm, angry(meant("insult")))
    assert (alone["intent"]["name"], alone["text"]) == ("complain", "THIS IS A SCAM, you thieves!!")
    (told,) = outburst(calm, angry(meant("insult"), meant("request_refund")))
    assert (told["intent"]["name"], told["entities"]) == ("request_refund", [])


def test_who_was_unhappy_before_needs_one_sign_only(calm: Standing):
    upset = replace(calm, conversation=replace(calm.conversation, mood=Mood.UNHAPPY))
    assert outburst(calm, angry(meant("complain"), text="this is ridiculous")) == []
    assert len(outburst(upset, angry(meant("complain"), text="this is ridiculous"))) == 1

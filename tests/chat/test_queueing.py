"""What a customer means who waits for a person."""

from typing import Any

from chat.queueing import BACK, WAIT, WRITES, read_in_queue


def part(text: str, intent: str, confidence: float = 0.9, **ranked: float) -> dict[str, Any]:
    ranking = [{"name": name, "confidence": sure} for name, sure in ranked.items()]
    read = {"name": intent, "confidence": confidence}
    return {"text": text, "intent": read, "intent_ranking": ranking, "entities": []}


def understood(*parts: dict[str, Any]) -> dict[str, Any]:
    return {"text": " ".join(one["text"] for one in parts), "parts": list(parts), "mood": {"label": "neutral"}}


def meant(*parts: dict[str, Any]) -> list[str]:
    return [one["intent"]["name"] for one in read_in_queue(understood(*parts))]


def test_a_question_about_delivery_is_no_question_about_the_queue() -> None:
    assert meant(part("how long is delivery", "ask_delivery", 0.8, ask_waiting_time=0.2)) == [WRITES]


def test_a_yes_in_the_queue_buys_nothing() -> None:
    assert meant(part("yes add it", "affirm")) == [WRITES]


def test_nothing_understood_is_still_kept() -> None:
    assert [one["intent"]["name"] for one in read_in_queue({"text": "?", "parts": []})] == [WRITES]


def test_a_hint_of_the_waiting_is_enough_for_who_waits() -> None:
    assert meant(part("how long will it take", "ask_delivery", 0.4, ask_waiting_time=0.3)) == [WAIT]


def test_asking_again_for_a_person_asks_how_long() -> None:
    assert meant(part("where is my human", "ask_human")) == [WAIT]


def test_who_goes_back_and_asks_something_gets_both() -> None:
    assert meant(part("show me cameras", "search_product"), part("forget it", "deny", 0.4, back_to_assistant=0.3)) == [
        BACK,
        "search_product",
    ]


def test_a_contact_in_any_part_goes_along() -> None:
    second = {**part("030 1234", "give_details"), "entities": [{"entity": "phone", "value": "0301234"}]}
    (kept,) = read_in_queue(understood(part("it is about the lamp", "state_need"), second))
    assert kept["text"] == "it is about the lamp 030 1234"
    assert [each["value"] for each in kept["entities"]] == ["0301234"]

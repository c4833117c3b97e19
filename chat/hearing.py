"""What a customer's message says about the mood, and which joined messages are read as one."""

from collections.abc import Mapping, Sequence
from typing import Any

from sales.bereavement import tells_of_death
from sales.conversation import Message, Standing
from sales.customer import Mood
from sales.mood import (
    CALM_INTENTS,
    COMPLAINT_INTENTS,
    MoodSignal,
    felt_label,
    good_sign,
    is_complaint,
    is_outburst,
    next_mood,
)

# A good sign has to be plain; what a complaint needs is for `sales.mood`.
_SURE = 0.5
_DETAILS, _PERSON = "give_details", "ask_human"
_TROUBLES = COMPLAINT_INTENTS | {"request_return", "request_refund"}
# Beside a number, an address or a name, so few words carry no feeling.
_WORDS_WITHOUT_FEELING = 3
_DETAIL_ENTITIES = frozenset({"email", "phone", "order_number", "date", "price_max", "price_min", "price_about"})
_JOINED_LONGEST = 600
_JOINED_MOST = 8
MOST_PARTS = 12


def signal(understanding: Mapping[str, Any]) -> MoodSignal:
    """The message's mood and the intents it surely has."""
    mood = understanding.get("mood") or {}
    parts = list(understanding.get("parts", ()))
    unhappy = float(mood.get("unhappy") or 0.0)
    if parts and all(_is_bare_detail(part) for part in parts):
        return MoodSignal(Mood.NEUTRAL, 0.0, (_DETAILS,))
    intents = tuple(_name(part) for part in parts if _is_sure(part, unhappy))
    label = mood.get("label")
    known = Mood(label) if label in {one.value for one in Mood} else Mood.NEUTRAL
    calm = min((_confidence(part) if _name(part) in CALM_INTENTS else 0.0 for part in parts), default=0.0)
    text = str(understanding.get("text") or "")
    felt = Mood.UNHAPPY if tells_of_death(text) else felt_label(known, unhappy, calm, text)
    if felt is Mood.HAPPY and set(intents) & _TROUBLES:
        # "It's ok, I guess I'll keep it though it is the wrong size" is no good cheer.
        felt = Mood.NEUTRAL
    return MoodSignal(felt, unhappy, intents)


def mood_after(standing: Standing, heard: MoodSignal) -> Mood:
    """The conversation's mood after that message."""
    return next_mood(
        standing.conversation.mood, heard, open_cases=len(standing.open_cases), was_open=standing.case_solved
    )


def outburst(standing: Standing, understanding: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The one part that strong anger is answered as, a complaint with all words in it; empty where nobody is so angry.

    `standing` is that before the message. Who asks for a person gets one anyway.
    """
    parts, text = list(understanding.get("parts", ())), str(understanding.get("text") or "")
    unhappy = float((understanding.get("mood") or {}).get("unhappy") or 0.0)
    was_unhappy = standing.conversation.mood is Mood.UNHAPPY
    if not is_outburst(text, unhappy, was_unhappy=was_unhappy) or any(_name(part) == _PERSON for part in parts):
        return []
    told = next((part for part in parts if _name(part) in _TROUBLES), None)
    if told is None:
        told = {**parts[0], "intent": {"name": "complain", "confidence": 1.0}} if parts else {}
    return [{**told, "text": text, "entities": told.get("entities") if len(parts) == 1 else []}] if told else []


def ends_silence(standing: Standing, heard: MoodSignal) -> bool:
    """Whether that message is the good sign that a closed case still waits for."""
    return standing.case_solved and not standing.open_cases and good_sign(heard, was_open=True)


def cause(heard: MoodSignal) -> str:
    """Why the mood changed, in words for the timeline: the signal, never the customer's text."""
    said = ", ".join(heard.intents) or "no sure intent"
    return f"message sounds {heard.label.value} ({heard.unhappy:.2f}), {said}"


def joined(waiting: Sequence[Message]) -> tuple[Message, ...]:
    """The first messages of `waiting` that are read as one: short ones, typed in a burst; a tapped button is alone."""
    taken: list[Message] = []
    length = 0
    for message in waiting[:_JOINED_MOST]:
        length += len(message.text)
        if taken and (message.offer_id or taken[0].offer_id or length > _JOINED_LONGEST):
            break
        taken.append(message)
    return tuple(taken)


def _is_sure(part: Mapping[str, Any], unhappy: float) -> bool:
    name, confidence = _name(part), _confidence(part)
    if name in COMPLAINT_INTENTS:
        return is_complaint(confidence, float(part.get("in_scope", confidence)), unhappy)
    return bool(name) and confidence >= _SURE


def _is_bare_detail(part: Mapping[str, Any]) -> bool:
    """An e-mail address, a number or a name that was asked for, and next to nothing else."""
    if _name(part) != _DETAILS:
        return False
    text = str(part.get("text") or "")
    spans = [each for each in part.get("entities") or () if each.get("entity") in _DETAIL_ENTITIES]
    for each in sorted(spans, key=lambda one: int(one.get("start", 0)), reverse=True):
        text = text[: int(each.get("start", 0))] + text[int(each.get("end", 0)) :]
    return sum(word.isalpha() for word in text.replace(",", " ").split()) <= _WORDS_WITHOUT_FEELING


def _name(part: Mapping[str, Any]) -> str:
    return str((part.get("intent") or {}).get("name") or "")


def _confidence(part: Mapping[str, Any]) -> float:
    return float((part.get("intent") or {}).get("confidence") or 0.0)

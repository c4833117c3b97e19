"""What a customer's message says about the mood, and which joined messages are read as one."""

from collections.abc import Mapping, Sequence
from typing import Any

from sales.conversation import Message, Standing
from sales.customer import Mood
from sales.mood import COMPLAINT_INTENTS, MoodSignal, good_sign, next_mood

# A hint of a complaint is enough to fall silent; a good sign has to be plain.
_COMPLAINT_SURE, _OTHER_SURE = 0.3, 0.5
_JOINED_LONGEST = 600
_JOINED_MOST = 8
MOST_PARTS = 12


def signal(understanding: Mapping[str, Any]) -> MoodSignal:
    """The message's mood and the intents it surely has."""
    mood = understanding.get("mood") or {}
    intents = tuple(
        part["intent"]["name"] for part in understanding.get("parts", ()) if _is_sure(part.get("intent") or {})
    )
    label = mood.get("label")
    known = Mood(label) if label in {one.value for one in Mood} else Mood.NEUTRAL
    return MoodSignal(known, float(mood.get("unhappy") or 0.0), intents)


def mood_after(standing: Standing, heard: MoodSignal) -> Mood:
    """The conversation's mood after that message."""
    return next_mood(
        standing.conversation.mood, heard, open_cases=len(standing.open_cases), was_open=standing.case_solved
    )


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


def _is_sure(intent: Mapping[str, Any]) -> bool:
    name, confidence = intent.get("name"), float(intent.get("confidence") or 0.0)
    if not name:
        return False
    return confidence >= (_COMPLAINT_SURE if name in COMPLAINT_INTENTS else _OTHER_SURE)

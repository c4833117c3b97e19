"""How the desk says times, moods and states."""

from datetime import datetime, timedelta

from sales.conversation import Handoff, HandoffState
from sales.customer import Mood

MOODS = {Mood.UNHAPPY: "unhappy", Mood.NEUTRAL: "calm", Mood.HAPPY: "happy"}
AUTHORS = {"customer": "Customer", "assistant": "Assistant", "system": "Note"}


def waited(since: datetime, now: datetime) -> str:
    """ "just now", "7 min", "2 h 5 min", "3 days"."""
    minutes = int((now - since) / timedelta(minutes=1))
    if minutes < 1:
        return "just now"
    if minutes < 60:
        return f"{minutes} min"
    if minutes < 48 * 60:
        return f"{minutes // 60} h {minutes % 60} min" if minutes % 60 else f"{minutes // 60} h"
    return f"{minutes // (24 * 60)} days"


def stands(handoff: Handoff, now: datetime) -> str:
    """One line on whose it is and for how long."""
    if handoff.state is HandoffState.WAITING:
        return f"waiting for {waited(handoff.opened_at, now)}".replace("for just now", "since just now")
    if handoff.state is HandoffState.CALLBACK:
        return f"callback asked {waited(handoff.opened_at, now)} ago".replace("just now ago", "just now")
    if handoff.state is HandoffState.LIVE:
        return f"live with {handoff.agent}"
    return f"closed: {handoff.disposition or 'no word'}"


def title(handoff: Handoff) -> str:
    """What it is about: the topic where there is one, else the reason."""
    words = handoff.topic or handoff.reason
    return words[:1].upper() + words[1:]

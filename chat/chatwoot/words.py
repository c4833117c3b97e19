"""What agents in Chatwoot read first: the brief and what was said so far, as one private note."""

from collections.abc import Iterable, Sequence

from chat.briefing import Brief
from sales.conversation import Author, Message
from sales.wording import money

_LATEST = 40
_NAMES = {Author.CUSTOMER: "Customer", Author.ASSISTANT: "Assistant", Author.AGENT: "Agent", Author.SYSTEM: "Note"}


def introduction(brief: Brief, said: Sequence[Message]) -> str:
    """Reason, need, what is missing, what could be proposed, notes and the latest messages; Markdown."""
    handoff, talk = brief.handoff, brief.standing.conversation
    facts = {"Reason": handoff.reason, "Topic": handoff.topic, "Need": talk.need}
    facts |= {name[:1].upper() + name[1:]: value for name, value in handoff.need.items() if value != talk.need}
    if brief.missing:
        facts["Not said yet"] = ", ".join(brief.missing)
    facts["Mood"] = talk.mood.value
    blocks = [_lines(f"**{name}:** {value}" for name, value in facts.items() if value), _lines(brief.summary)]
    if brief.solution is not None:
        price = money(brief.solution.price, brief.solution.currency)
        parts = [f"- {part.quantity} x {part.product.name} ({part.why})" for part in brief.solution.parts]
        blocks.append(_lines(["**Could be proposed:**", *parts, f"Total {price}"]))
    if brief.notes:
        blocks.append(_lines(["**Notes:**", *(f"- {note.author}: {note.text}" for note in brief.notes)]))
    talked = [f"{one.agent or _NAMES[one.author]}: {one.text}" for one in said[-_LATEST:] if one.text]
    if talked:
        blocks.append(_lines(["**So far:**", *talked]))
    return "\n\n".join(block for block in blocks if block)


def undelivered(why: str) -> str:
    """Tells an agent that a message did not reach the customer."""
    return f"This did not reach the customer. {why}"


def _lines(each: Iterable[str]) -> str:
    return "\n".join(each)

"""A conversation that was, masked, as a test that it goes rightly from now on."""

import os
import re
from enum import Enum
from pathlib import Path

from sales.conversation import Author
from sales.errors import ConflictError, InvalidError
from sales.teaching import Review
from training.files import commit_new, locked
from training.inbox import masked_talk
from training.language import yaml_scalar

PLACE = "tests/conversations/from_life/from_life.yml"
_MOST = 12
_WHOLE = 400


class Expected(str, Enum):
    """What has to come of the conversation."""

    NO_OFFER = "no_offer"
    PERSON = "person"
    ANSWERED = "answered"
    PRODUCTS = "products"


def keep_as_test(review: Review, project: Path, message_id: int, expected: Expected, *, trainer: str) -> str:
    """Write the conversation up to that message as a test; answers the file. `ConflictError` where it is one."""
    talk = masked_talk(review.around(message_id, before=_WHOLE, after=0))
    said = [one.text.strip() for one in talk if one.author is Author.CUSTOMER and one.text.strip()][-_MOST:]
    if not said:
        raise InvalidError("No customer says anything in this conversation.")
    place = project / PLACE
    with locked(project):
        before = place.read_text(encoding="utf-8") if place.exists() else ""
        name = _name(said[-1], message_id)
        if f"- conversation: {name}\n" in before:
            raise ConflictError("This conversation is a test already.")
        place.parent.mkdir(parents=True, exist_ok=True)
        draft = place.with_name(f".{place.name}.{os.getpid()}")
        draft.write_text(f"{before}{chr(10) if before else ''}{_told(name, said, expected)}", encoding="utf-8")
        draft.replace(place)
        commit_new(project, PLACE, trainer, f"Keep a conversation as a test: {name}")
    return PLACE


def _name(text: str, message_id: int) -> str:
    words = " ".join(re.findall(r"[\w']+", text)[:7])
    return f"{words or 'a message'} (from life, {message_id})"


def _told(name: str, said: list[str], expected: Expected) -> str:
    lines = [f"- conversation: {name}"]
    if expected is Expected.NO_OFFER:
        lines.append("  never_an_offer: true")
    lines.append("  steps:")
    for place, text in enumerate(said, 1):
        braced = text.replace("{", "{{").replace("}", "}}")
        lines.append(f"    - customer: {yaml_scalar(' '.join(braced.split()))}")
        if place == len(said) and expected is Expected.PERSON:
            lines.append("      owner: queue")
        if place == len(said) and expected is Expected.PRODUCTS:
            lines.append("      products: true")
    return "\n".join(lines) + "\n"

"""Text that is written for machines: commands, markup, SQL, JSON. Here it is data, and asks for nothing."""

import json
import re
from itertools import islice

from components.channels.plain_text import SLASHES, visible

# One word behind a stroke, with or without something in brackets; "/ two of them" is said by a person.
_COMMAND = re.compile(rf"\s*[{re.escape(''.join(sorted(SLASHES)))}]+\s*[a-z]\w*\s*(?:[{{(\[].*)?$", re.I | re.S)
_TAG = re.compile(r"</?[a-z][a-z0-9-]*(?:\s[^<>]*)?/?>|<!--|<!doctype", re.I)
_SQL = re.compile(
    r"\b(?:(?:drop|alter|create|truncate)\s+(?:table|database|view|index)|insert\s+into|delete\s+from|union\s+(?:all\s+)?select"
    r"|select\s+[\w*,.\s()]+\s+from\s+\w+|update\s+\w+\s+set\s+\w+\s*=|(?:or|and)\s+'?1'?\s*=\s*'?1)\b",
    re.I,
)
# What SQL has and a sentence such as "delete from my list the second" has not.
_SQL_MARKS = re.compile(r"[;*=']|--")
_TEMPLATE = re.compile(r"\$\{[^}]*\}|\{\{[^}]*\}\}|\{%|<%|<\?(?:php|xml)", re.I)
_OPENS = re.compile(r"[{\[]")
_MOST_TRIES = 20


def is_code(text: str) -> bool:
    """Whether the text is a command, markup, SQL, a template or JSON rather than something said to a shop."""
    text = visible(text)
    if _COMMAND.match(text) or _TAG.search(text) or _TEMPLATE.search(text):
        return True
    if _SQL.search(text) and _SQL_MARKS.search(text):
        return True
    return any(_is_json(text, found.start()) for found in islice(_OPENS.finditer(text), _MOST_TRIES))


def _is_json(text: str, start: int) -> bool:
    """Whether a JSON object, or a list of them, begins there; "[black]" and "{?}" are none."""
    try:
        value, _ = json.JSONDecoder().raw_decode(text, start)
    except (ValueError, RecursionError):
        return False
    return isinstance(value, dict) or (isinstance(value, list) and any(isinstance(one, dict) for one in value))

"""What a customer may write: words, bounded and without characters that do things (R74)."""

import unicodedata

from sales.errors import InvalidError

LONGEST = 4000
_SHOWN_CONTROLS = frozenset("\n\t")
# They would turn the direction of what stands around the message: agents and trainers read it too.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def clean(text: str) -> str:
    """`text` without control, surrogate and direction-turning characters; `InvalidError` when empty or too long."""
    if len(text) > LONGEST:
        raise InvalidError(f"A message has at most {LONGEST:,} characters; this one has {len(text):,}.")
    plain = without_controls(text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    if not any(_is_seen(char) for char in plain):
        raise InvalidError("The message is empty.")
    return plain


def without_controls(text: str) -> str:
    """`text` without control, surrogate and direction-turning characters; line ends and tabs stay."""
    return "".join(char for char in text if char in _SHOWN_CONTROLS or not _is_control(char))


def _is_control(char: str) -> bool:
    return char in _TURNING or unicodedata.category(char) in ("Cc", "Cs")


def _is_seen(char: str) -> bool:
    return not char.isspace() and unicodedata.category(char) != "Cf"

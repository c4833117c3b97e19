"""Personal data is covered until an agent needs it (R73): enough stays to recognise it, not enough to use it."""

import re

_EMAIL = re.compile(r"([^\s@<>,;])[^\s@<>,;]*@([^\s@<>,;]+)")
_NUMBER = re.compile(r"(?<![\w.,])\+?\d(?:[\s()/-]?\d){7,}")


def covered(text: str) -> str:
    """The text with e-mail addresses, phone and card numbers covered: `a•••@example.org`, `••••••20`."""
    return _NUMBER.sub(lambda found: f"••••••{found.group()[-2:]}", _EMAIL.sub(r"\1•••@\2", text))

"""What an agent's note at giving back asks of the assistant."""

import re

NO_OFFERS = "No offers in this conversation."
"""What the desk writes into the note where the agent ticks it."""

_FORBIDS = re.compile(
    r"\b(?:no|not|never|without|stop|don['\u2019]?t|nothing)\b(?:\s+[\w-]+){0,4}?\s+"
    r"(?:(?:cross|up|re)-?)?(?:offer|sell|suggest|recommend|push|pitch|promot)\w*",
    re.IGNORECASE,
)


def forbids_offers(note: str) -> bool:
    """Whether the note says that nothing is to be offered: "please do not sell him anything", "no more offers"."""
    return _FORBIDS.search(note) is not None

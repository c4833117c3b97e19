"""Words that no dictionary knows, put right by the words that belong here."""

from collections.abc import Collection
from difflib import get_close_matches

_ALIKE = 0.8


def put_right(text: str, slips: Collection[str], known: Collection[str]) -> str:
    """`text` with each of its words that is among `slips` (small letters) as the most alike `known` word has it.

    Alike is a ratio of at least 0.8 by the standard library's difflib (Ratcliff and Obershelp's measure); a slip that
    is like none stays as it is.
    """
    near = {slip: get_close_matches(slip, known, 1, _ALIKE) for slip in slips}
    return " ".join((near.get(word.casefold().strip(".,?!")) or [word])[0] for word in text.split())

"""Plays every conversation against a running product: `python -m tests.conversations.play URL HOME [FOLDER]`.
Those of the folder come beside the house's own.

Prints JSON: `[{"name", "passed", "guards_silence", "trouble"}…]`.
"""

import json
import sys
from pathlib import Path

from tests.conversations.harness import FOLDER, Play, Told, proof_of_an_order, read_all


def main() -> None:
    """Play the house's conversations and those of the folders given."""
    url, home, *folder = sys.argv[1:]
    known = proof_of_an_order(Path(home))
    told = [one for place in (FOLDER, *map(Path, folder)) for one in read_all(place)]
    json.dump([_played(url, one, known) for one in told], sys.stdout)


def _played(url: str, told: Told, known: dict[str, str]) -> dict[str, object]:
    trouble = ""
    try:
        Play(url, told, known).run()
    except AssertionError as error:
        trouble = str(error).splitlines()[0]
    name = f"{told.kind}: {told.name}"
    return {"name": name, "passed": not trouble, "guards_silence": told.never_an_offer, "trouble": trouble}


if __name__ == "__main__":
    main()

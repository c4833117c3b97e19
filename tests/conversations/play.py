"""Lists the conversations, or plays some of them against a running product.

`python -m tests.conversations.play --list [FOLDER…]` prints `[{"name", "digest", "guards", "said"}…]`, `guards` saying
that it is about silence or from life, `said` being the customer's words. `python -m tests.conversations.play URL HOME
[FOLDER…] < names.json` plays those named and prints `[{"name", "passed", "guards_silence", "trouble", "digest"}…]`.
Those of the folders come beside the house's.
"""

import hashlib
import json
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.conversations.harness import FOLDER, Play, Told, ToldWronglyError, proof_of_an_order, read_all

FROM_LIFE = "from_life"
TRIES, AT_ONCE = 2, 2


def main() -> None:
    """List or play; a file that cannot be played is told by its place."""
    try:
        _work(*sys.argv[1:])
    except ToldWronglyError as error:
        sys.exit(str(error))


def _work(first: str, *rest: str) -> None:
    if first == "--list":
        json.dump([_listed(told) for told in _read(rest)], sys.stdout)
        return
    known, wanted = proof_of_an_order(Path(rest[0])), set(json.load(sys.stdin))
    chosen = [told for told in _read(rest[1:]) if _name(told) in wanted]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        json.dump(list(pool.map(lambda told: _played(first, told, known), chosen)), sys.stdout)


def _read(folders: Sequence[str]) -> Iterator[Told]:
    return (told for place in (FOLDER, *map(Path, folders)) for told in read_all(place))


def _name(told: Told) -> str:
    return f"{told.kind}: {told.name}"


def _digest(told: Told) -> str:
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]


def _listed(told: Told) -> dict[str, object]:
    said = [step["customer"] for step in told.steps if "customer" in step]
    guards = told.never_an_offer or told.kind == FROM_LIFE
    return {"name": _name(told), "digest": _digest(told), "guards": guards, "said": said}


def _played(url: str, told: Told, known: dict[str, str]) -> dict[str, object]:
    """What goes wrong once and then rightly was the machine's fault, not the model's."""
    trouble = ""
    for _ in range(TRIES):
        try:
            Play(url, told, known).run()
            trouble = ""
            break
        except AssertionError as error:
            trouble = str(error).splitlines()[0]
    found = {"name": _name(told), "passed": not trouble, "guards_silence": told.never_an_offer, "trouble": trouble}
    return {**found, "digest": _digest(told)}


if __name__ == "__main__":
    main()

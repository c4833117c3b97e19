"""`python -m jobs.erase`: erase a person on request, and traces that a crash left behind (R72)."""

import argparse
import sys

import bootstrap
from chat.erasure import Erasure
from sales.errors import NotFoundError


def main(arguments: list[str] | None = None) -> int:
    """Erase the named conversations and customers, then sweep; 1 with a sentence where one is not known."""
    parser = argparse.ArgumentParser(prog="jobs.erase", description=__doc__)
    parser.add_argument("--conversation", action="append", default=[], metavar="ID")
    parser.add_argument("--customer", action="append", default=[], metavar="ID")
    wanted = parser.parse_args(arguments)
    erasure = Erasure(bootstrap.store(), bootstrap.trackers())
    missing = 0
    for erase, kind, names in (
        (erasure.conversation, "conversation", wanted.conversation),
        (erasure.customer, "customer", wanted.customer),
    ):
        for name in names:
            try:
                erase(name)
            except NotFoundError:
                print(f"There is no {kind} {name}.", file=sys.stderr)
                missing += 1
            else:
                print(f"Erased the {kind} {name}.")
    print(f"Swept the traces of {erasure.sweep()} conversations that were gone.")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())

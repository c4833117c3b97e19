"""`make audit SAMPLE=50`: a sample of what customers agreed to, for a person to read (R45)."""

import argparse
import json
import sys

import bootstrap


def main(arguments: list[str] | None = None) -> int:
    """Print the sample and whatever lacks a recorded yes; 1 when something does."""
    parser = argparse.ArgumentParser(prog="jobs.audit", description=__doc__)
    parser.add_argument("--sample", type=int, default=50, metavar="N", help="how many answers (default 50)")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="the same seed draws the same ones")
    wanted = parser.parse_args(arguments)
    audit = bootstrap.store().audit
    found = audit.sample(wanted.sample, wanted.seed)
    for one in found:
        print(f"{one['at']:%Y-%m-%d %H:%M}  {one['answer']:<8} {one['what']}  (conversation {one['conversation']})")
        print(f"    shown: {json.dumps(one['shown'], ensure_ascii=False)}")
        print(f"    words: {one['words']}")
    print(f"{len(found)} of {audit.count()} recorded answers, seed {wanted.seed}.")
    missing = audit.without_a_yes()
    for what in missing:
        print(f"No recorded yes: {what}", file=sys.stderr)
    print(f"{len(missing)} orders and taken offers without a recorded yes.")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())

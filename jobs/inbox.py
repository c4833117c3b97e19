"""`make inbox`: what was misunderstood lately, grouped, masked, most telling first."""

import argparse
import asyncio
import sys
from datetime import UTC, datetime

import bootstrap
from jobs.prepare import use_secrets
from sales.errors import GoeswithError
from training.inbox import Group, Inbox
from training.models import served_since
from training.vectors import Vectors


def main(arguments: list[str] | None = None) -> int:
    """Print the inbox of the shop's home; the product must be running, it gives the sentences their meaning."""
    parser = argparse.ArgumentParser(prog="jobs.inbox")
    parser.add_argument("--days", type=int, default=30)
    parser.add_argument("--limit", type=int, default=30)
    options = parser.parse_args(arguments)
    use_secrets()
    try:
        groups = asyncio.run(_groups(options.days))
    except GoeswithError as error:
        print(f"{error} The inbox needs the running product (`make run`).", file=sys.stderr)
        return 1
    for group in groups[: options.limit]:
        guess = group.guesses[0] if group.guesses else None
        heard = f"{guess.intent} {guess.confidence:.0%}" if guess else "nothing"
        print(f"{group.count:4}x  {group.text}\n       heard {heard}; {', '.join(one.value for one in group.troubles)}")
    print(f"{len(groups)} group(s); correct them on /trainer.")
    return 0


async def _groups(days: int) -> list[Group]:
    settings = bootstrap.settings()
    assistant = bootstrap.assistant()
    inbox = Inbox(bootstrap.store().review, Vectors(assistant, settings.home))
    try:
        return await inbox.groups(datetime.now(UTC), days=days, learned_at=served_since(settings.home / "models"))
    finally:
        await bootstrap.close_assistant()


if __name__ == "__main__":
    sys.exit(main())

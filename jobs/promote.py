"""`make promote MODEL=…`: serve a compared model, or go back one, without stopping."""

import argparse
import asyncio
import getpass
import sys
from datetime import UTC, datetime

import bootstrap
from jobs.prepare import use_secrets
from sales.errors import GoeswithError
from training.models import TrainedModel
from training.promote import previous, promote


def main(arguments: list[str] | None = None) -> int:
    """Promote the named model; 1 with the reason where a guard stands against it."""
    parser = argparse.ArgumentParser(prog="jobs.promote")
    parser.add_argument("model", nargs="?")
    parser.add_argument("--back", action="store_true", help="the model that was served before")
    parser.add_argument("--override", default="", metavar="REASON", help="promote although a guard refuses")
    options = parser.parse_args(arguments)
    if not options.model and not options.back:
        parser.error("which model? `make promote MODEL=…`, or ARGS=--back for the one before")
    use_secrets()
    try:
        model, is_live = asyncio.run(_promote(options.model, options.override))
    except GoeswithError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{model.name} {'answers now' if is_live else 'will answer from the next start'}.")
    return 0


async def _promote(name: str | None, override: str) -> tuple[TrainedModel, bool]:
    models = bootstrap.settings().home / "models"
    wanted = name or previous(models).name
    try:
        return await promote(
            models, wanted, bootstrap.assistant(), by=getpass.getuser(), now=datetime.now(UTC), override=override
        )
    finally:
        await bootstrap.close_assistant()


if __name__ == "__main__":
    sys.exit(main())

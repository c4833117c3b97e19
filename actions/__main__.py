"""`python -m actions --port 8001`: serves the actions on loopback only."""

import argparse
import logging
import os

from rasa_sdk import utils
from rasa_sdk.endpoint import run
from rasa_sdk.executor import ActionExecutor


def main() -> None:
    """Serve until stopped."""
    parser = argparse.ArgumentParser(description="Serves the shop's actions to the assistant on 127.0.0.1.")
    parser.add_argument("--port", type=int, required=True)
    port = parser.parse_args().port
    # The SDK reads the address to bind to from here only.
    os.environ["SANIC_HOST"] = "127.0.0.1"
    utils.configure_colored_logging("WARNING")
    logging.getLogger("sanic").setLevel(logging.WARNING)
    executor = ActionExecutor()
    executor.register_package("actions")
    run(executor, port=port)


if __name__ == "__main__":
    main()

"""`python -m actions --port 8001`: serves the actions on loopback only, in one process."""

import argparse
import logging
from typing import Any

from rasa_sdk import utils
from rasa_sdk.endpoint import create_app
from rasa_sdk.executor import ActionExecutor


class Executor(ActionExecutor):
    """Runs actions without the domain: ours never read it, and Rasa 3.6 does not answer the SDK's call for it."""

    def update_and_return_domain(self, payload: dict[str, Any], action_name: str) -> dict[str, Any]:
        """The domain where one was sent, else an empty one."""
        return payload.get("domain") or {}


def main() -> None:
    """Serve until stopped."""
    parser = argparse.ArgumentParser(description="Serves the shop's actions to the assistant on 127.0.0.1.")
    parser.add_argument("--port", type=int, required=True)
    port = parser.parse_args().port
    utils.configure_colored_logging("WARNING")
    logging.getLogger("sanic").setLevel(logging.WARNING)
    executor = Executor()
    executor.register_package("actions")
    # The SDK's own `run` starts a manager with a second process and binds to every address.
    create_app(executor).run(host="127.0.0.1", port=port, single_process=True, access_log=False, motd=False)


if __name__ == "__main__":
    main()

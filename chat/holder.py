"""Who holds a turn: this host, this process, this one request."""

import os
import socket
from functools import cache
from pathlib import Path
from uuid import uuid4


@cache
def host() -> str:
    """This machine's name, short enough for a holder's."""
    return socket.gethostname().replace(":", "-")[:24]


@cache
def _process() -> str:
    return f"{host()}:{os.getpid()}:{uuid4().hex[:6]}"


def new_holder() -> str:
    """A name nobody else has: `host:pid:start:request`, at most 64 characters."""
    return f"{_process()}:{uuid4().hex[:12]}"


def is_alive(holder: str) -> bool:
    """Whether a holder of this host may still answer; an unreadable name counts as alive."""
    if holder.startswith(f"{_process()}:"):
        return True
    pid = holder.split(":")[1] if holder.count(":") >= 2 else ""
    if not pid.isdigit() or int(pid) == os.getpid():
        # Our own number with another start: the process before us, in a container that was restarted.
        return not pid.isdigit()
    return Path(f"/proc/{pid}").exists() if Path("/proc/self").exists() else _answers_signals(int(pid))


def _answers_signals(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True

"""`make run`: prepare what is missing, then keep the three processes running until Ctrl-C."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx

from jobs.prepare import prepare, use_secrets
from settings import ROOT, Settings
from training.train import TrainingError, rasa_environment

_READY_WITHIN_SECONDS = 180
_PROGRAM = """[program:{name}]
command={command}
directory={root}
autorestart=true
startsecs=2
startretries=1000000
stopsignal=INT
stopasgroup=true
killasgroup=true
stopwaitsecs=8
redirect_stderr=true
stdout_logfile={logs}/{name}.log
stdout_logfile_maxbytes=20MB
stdout_logfile_backups=2
"""


def main() -> int:
    """Serve until Ctrl-C; 1 with a sentence when a port is taken or the preparation fails."""
    settings = Settings()
    if taken := [port for port in _ports(settings) if _is_taken(settings.host, port)]:
        print(
            f"Port {taken[0]} is taken: another `make run`? Stop it, or choose another with PORT=9000.", file=sys.stderr
        )
        return 1
    # The secrets are settings of every process started from here, this one included.
    use_secrets()
    try:
        prepare(lambda line: print(f"· {line}", flush=True))
    except TrainingError as error:
        print(*error.problems, error, sep="\n", file=sys.stderr)
        return 1
    return _supervise(Settings())


def _supervise(settings: Settings) -> int:
    config = _write_config(settings)
    print("· Starting the assistant, the actions and the shop", flush=True)
    process = subprocess.Popen([sys.executable, "-m", "supervisor.supervisord", "-n", "-s", "-c", str(config)])

    def stop(signum: int, _frame: object) -> None:
        process.send_signal(signal.SIGTERM)

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    began = time.monotonic()
    told = False
    while process.poll() is None:
        if not told and time.monotonic() - began < _READY_WITHIN_SECONDS and _is_ready(settings):
            print(f"Ready on http://{settings.host}:{settings.port}  (stop with Ctrl-C)", flush=True)
            told = True
        elif not told and time.monotonic() - began >= _READY_WITHIN_SECONDS:
            print(f"Not ready yet; the logs are in {settings.home / 'logs'}.", flush=True)
            told = True
        try:
            process.wait(timeout=0.5)
        except subprocess.TimeoutExpired:
            continue
    print("Stopped.", flush=True)
    return 0 if process.returncode in (0, -signal.SIGTERM, -signal.SIGINT) else process.returncode


def _write_config(settings: Settings) -> Path:
    logs = settings.home / "logs"
    logs.mkdir(parents=True, exist_ok=True)
    ours = {name: value for name, value in os.environ.items() if name.startswith("GOESWITH_")}
    environment = {
        **ours,
        "PORT": str(settings.port),
        "PYTHONPATH": str(ROOT),
        "GOESWITH_HOME": str(settings.home),
        "GOESWITH_ACTIONS_URL": f"http://127.0.0.1:{settings.actions_port}/webhook",
        "GOESWITH_TRACKER_DB": str(settings.tracker_database),
        "OMP_NUM_THREADS": "1",
    }
    os.environ.update(environment)
    os.environ.update({name: rasa_environment()[name] for name in ("RASA_TELEMETRY_ENABLED", "TF_CPP_MIN_LOG_LEVEL")})
    programs = {
        "assistant": f"{sys.executable} -m jobs.assistant",
        "actions": f"{sys.executable} -m actions --port {settings.actions_port}",
        "web": f"{sys.executable} -m uvicorn web.app:app --host {settings.host} --port {settings.port}"
        " --no-access-log --timeout-graceful-shutdown 3",
    }
    head = f"[supervisord]\nnodaemon=true\nlogfile={logs}/supervisord.log\npidfile={settings.home}/supervisord.pid\n"
    head += "user=root\n" if os.geteuid() == 0 else ""
    config = settings.home / "supervisord.conf"
    config.write_text(
        head
        + "".join(
            _PROGRAM.format(name=n, command=c.replace("%", "%%"), root=ROOT, logs=logs) for n, c in programs.items()
        )
    )
    return config


def _ports(settings: Settings) -> tuple[int, int, int]:
    return settings.port, settings.actions_port, settings.assistant_port


def _is_taken(host: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return True
    return False


def _is_ready(settings: Settings) -> bool:
    try:
        return httpx.get(f"http://{settings.host}:{settings.port}/healthz", timeout=2).status_code == 200
    except httpx.HTTPError:
        return False


if __name__ == "__main__":
    sys.exit(main())

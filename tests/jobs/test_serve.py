"""Starting and stopping the product as a person would."""

import socket
import subprocess
import time
from pathlib import Path

import pytest

from jobs import serve
from tests.running_app import ROOT, RunningApp, free_ports, home_with_model


@pytest.mark.parametrize("which", [0, 1, 2])
def test_a_start_on_a_taken_port_says_so_in_one_sentence_and_touches_nothing(
    tmp_path, monkeypatch, capsys, which
) -> None:
    port = free_ports()
    monkeypatch.setenv("PORT", str(port))
    monkeypatch.setenv("GOESWITH_HOME", str(tmp_path / "home"))
    with socket.socket() as other:
        other.bind(("127.0.0.1", port + which))
        other.listen()
        assert serve.main() == 1
    assert capsys.readouterr().err.startswith(f"Port {port + which} is taken")
    assert not (tmp_path / "home").exists()


@pytest.mark.slow
def test_ctrl_c_ends_every_process(tmp_path) -> None:
    running = RunningApp(home_with_model(tmp_path / "home")).wait_until_ready()
    started = descendants(running.pid)
    assert len(started) >= 4
    running.stop()
    give_up = time.monotonic() + 20
    while left := [pid for pid in started if is_at_work(pid)]:
        assert time.monotonic() < give_up, left
        time.sleep(0.05)


def is_at_work(pid: int) -> bool:
    """Whether the process runs; one that has ended may wait for a while until somebody takes note."""
    try:
        told = Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
    return told.rpartition(")")[2].split()[0] != "Z"


def descendants(pid: int) -> list[int]:
    """Every process that `pid` started, and theirs."""
    threads = Path(f"/proc/{pid}/task").glob("*/children")
    children = [int(child) for thread in threads for child in thread.read_text().split()]
    return children + [below for child in children for below in descendants(child)]


def test_make_alone_prints_its_targets() -> None:
    said = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert all(f"make {target}" in said for target in ("run", "test", "bench", "train", "import"))

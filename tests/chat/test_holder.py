"""Who holds a turn, and whether they still live."""

import os
import subprocess
import sys

from chat.holder import host, is_alive, new_holder
from sales.ports import Store
from tests.chat.fake import Clock


def test_the_turn_of_a_process_that_ended_is_not_alive():
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    assert not is_alive(f"{host()}:{ended.pid}:start:request")


def test_our_own_number_with_another_start_is_the_process_before_us():
    assert not is_alive(f"{host()}:{os.getpid()}:another:request")


def test_our_own_turns_and_a_living_neighbours_are_alive():
    assert is_alive(new_holder())
    assert is_alive(f"{host()}:{os.getppid()}:start:request")
    assert is_alive("a name nobody can read")


def test_names_are_never_the_same_and_fit_their_column():
    names = {new_holder() for _ in range(100)}
    assert len(names) == 100
    assert max(map(len, names)) <= 64


def test_only_dead_turns_of_this_host_are_freed(store: Store, talk: str, clock: Clock):
    turns, conversations = store.turns, store.conversations
    for holder, freed in (("elsewhere:1:x:y", 0), (new_holder(), 0), (f"{host()}:{os.getpid()}:before:y", 1)):
        assert conversations.take_turn(talk, holder, clock.now, 45)
        assert turns.free_abandoned(host(), is_alive) == freed
        conversations.end_turn(talk, holder)

"""What trainings take over from earlier ones, and that it is never the wrong thing."""

import os
import shutil
import signal
import time
from pathlib import Path
from threading import Thread

import numpy as np
import pytest

from components import beforehand, kept
from components.classifiers import mood_lesson
from components.extractors.sequence_tagger import SequenceTagger
from components.featurizers.sentence_encoder import SentenceEncoder
from components.kept import FOLDER, Kept
from tests.components import mini_project


class Maker:
    """Makes a part of one file, and counts how often."""

    def __init__(self, text: str = "made") -> None:
        self.times = 0
        self._text = text

    def __call__(self, place: Path) -> None:
        self.times += 1
        (place / "part.txt").write_text(self._text)


@pytest.fixture
def place(tmp_path: Path):
    """Gives an empty directory at each call."""
    numbers = iter(range(100))

    def empty() -> Path:
        made = tmp_path / f"out-{next(numbers)}"
        made.mkdir()
        return made

    return empty


def rows_of(texts: list[str]) -> np.ndarray:
    return np.array([[len(text), ord(text[0])] for text in texts], np.float32)


def test_a_damaged_part_is_made_anew(tmp_path: Path, place) -> None:
    make, store = Maker(), Kept(tmp_path / "kept")
    store.part("mood", "a", make, place())
    next((tmp_path / "kept").glob("mood-*/part.txt")).write_text("mad")
    out = place()
    assert not store.part("mood", "a", make, out)
    assert (out / "part.txt").read_text() == "made"
    assert store.part("mood", "a", make, place())
    assert make.times == 2


def test_a_part_cut_off_before_its_end_is_made_anew(tmp_path: Path, place) -> None:
    make, store = Maker(), Kept(tmp_path / "kept")
    store.part("mood", "a", make, place())
    next((tmp_path / "kept").glob("mood-*/manifest.json")).write_text('{"part.t')
    assert not store.part("mood", "a", make, place())


def test_damaged_vectors_are_made_anew(tmp_path: Path) -> None:
    store = Kept(tmp_path)
    store.vectors("minilm", ["one", "two"], rows_of)
    file = next(tmp_path.glob("vectors-*"))
    whole = file.read_bytes()
    for broken in (b"", b"PK nothing", whole[: len(whole) // 2], whole[:200] + b"xxxx" + whole[204:]):
        file.write_bytes(broken)
        assert (store.vectors("minilm", ["two"], rows_of) == rows_of(["two"])).all()


def test_a_part_of_other_sources_or_other_code_is_not_taken(
    tmp_path: Path, place, monkeypatch: pytest.MonkeyPatch
) -> None:
    make, store = Maker(), Kept(tmp_path)
    store.part("mood", "a", make, place())
    assert not store.part("mood", "b", make, place())
    monkeypatch.setattr(kept, "code", lambda: "changed")
    assert not store.part("mood", "a", make, place())


def test_vectors_of_another_encoder_are_not_taken(tmp_path: Path) -> None:
    store = Kept(tmp_path)
    store.vectors("one", ["a"], rows_of)
    assert (store.vectors("other", ["a"], lambda texts: rows_of(texts) + 1) == rows_of(["a"]) + 1).all()


def test_a_full_disk_does_not_stop_a_training(tmp_path: Path, place, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_args: object, **_named: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(kept.shutil, "copytree", full)
    monkeypatch.setattr(kept.np, "savez", full)
    make, out = Maker(), place()
    Kept(tmp_path / "kept").part("mood", "a", make, out)
    assert (out / "part.txt").exists()
    assert (Kept(tmp_path / "kept").vectors("one", ["a"], rows_of) == rows_of(["a"])).all()


def test_without_a_folder_nothing_is_kept(place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(FOLDER, raising=False)
    make = Maker()
    for _ in range(2):
        assert not Kept.here().part("mood", "a", make, place())
    assert make.times == 2


def test_only_the_latest_parts_and_vectors_are_kept(tmp_path: Path, place, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Kept(tmp_path)
    for number in range(kept.MOST_PARTS + 3):
        store.part("mood", str(number), Maker(), place())
    assert len(list(tmp_path.glob("mood-*"))) == kept.MOST_PARTS
    monkeypatch.setattr(kept, "MOST_VECTORS", 3)
    store.vectors("one", ["a", "b", "c"], rows_of)
    store.vectors("one", ["c", "d", "e"], rows_of)
    asked: list[str] = []
    store.vectors("one", ["c", "d", "e", "a"], lambda texts: asked.extend(texts) or rows_of(texts))
    assert asked == ["a"]


def test_who_wants_what_another_is_making_waits_for_it(tmp_path: Path, place) -> None:
    make, taken = Maker(), []

    def slow(directory: Path) -> None:
        time.sleep(0.2)
        make(directory)

    threads = [Thread(target=lambda: taken.append(Kept(tmp_path).part("mood", "a", slow, place()))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert make.times == 1
    assert sorted(taken) == [False, True, True]


def test_only_new_texts_are_encoded_and_each_once(tmp_path: Path) -> None:
    store, asked = Kept(tmp_path), []

    def encode(texts: list[str]) -> np.ndarray:
        asked.append(list(texts))
        return rows_of(texts)

    store.vectors("one", ["a", "bb", "a"], encode)
    found = store.vectors("one", ["ccc", "bb"], encode)
    assert asked == [["a", "bb"], ["ccc"]]
    assert (found == rows_of(["ccc", "bb"])).all()


def _write_down(place: Path) -> None:
    place.write_text("done")


def _wait_for_ever(place: Path) -> None:
    with beforehand.beside(_work_for_ever, place):
        _go_on()


def _work_for_ever(place: Path) -> None:
    place.write_text(str(os.getpid()))
    _go_on()


def _go_on() -> None:
    while True:
        time.sleep(0.01)


def _wait_until_at_work(place: Path) -> None:
    while not (place.exists() and place.read_text()):
        time.sleep(0.01)


def _end_while_the_fork_starts(place: Path) -> None:
    fork = os.fork

    def told_to_end() -> int:
        if pid := fork():
            _wait_until_at_work(place)
            signal.raise_signal(signal.SIGTERM)
        return pid

    os.fork = told_to_end
    _wait_for_ever(place)


def test_what_is_at_work_beside_a_training_ends_when_that_fails(tmp_path: Path) -> None:
    place = tmp_path / "pid"
    with pytest.raises(ValueError, match="broken"), beforehand.beside(_wait_for_ever, place):
        _wait_until_at_work(place)
        raise ValueError("broken")
    with pytest.raises(ProcessLookupError):
        os.kill(int(place.read_text()), 0)


def test_who_is_told_to_end_while_its_fork_starts_leaves_nothing_at_work(tmp_path: Path) -> None:
    place = tmp_path / "pid"
    with beforehand.beside(_end_while_the_fork_starts, place):
        pass
    with pytest.raises(ProcessLookupError):
        os.kill(int(place.read_text()), signal.SIGTERM)


def test_a_training_waits_for_what_is_at_work_beside_it(tmp_path: Path) -> None:
    with beforehand.beside(_write_down, tmp_path / "said"):
        pass
    assert (tmp_path / "said").read_text() == "done"


def test_a_training_takes_over_all_that_was_made_beforehand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = mini_project.write(tmp_path / "project")
    (project / "data" / "nlu").mkdir()
    shutil.move(project / "data" / "nlu.yml", project / "data" / "nlu" / "all.yml")
    monkeypatch.setenv(FOLDER, str(tmp_path / "kept"))
    monkeypatch.chdir(project)
    beforehand.make_all()
    for owner, work in ((SequenceTagger, "fit"), (mood_lesson, "fit_mood"), (SentenceEncoder, "encode")):
        monkeypatch.setattr(owner, work, None)
    assert mini_project.train(project).exists()

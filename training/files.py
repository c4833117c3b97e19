"""Changes to the language data: one writer at a time, checked before they are written, whole or not at all.

What people edit by hand meanwhile is read afresh under the lock and looked at once more before the file is replaced.
"""

import contextlib
import difflib
import fcntl
import os
import subprocess
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sales.errors import BusyError, ConflictError, InvalidError
from training.check import check_data

Rewrite = Callable[[str], str]
_TRIES = 5
_CONTEXT = 2
_NO_REPOSITORY = 128


@dataclass(frozen=True)
class Landed:
    """What was written: the diff as a person reads it, the edits that undo it, and the git commit, where one was made.

    `told` says why there is no commit although the folder is a repository.
    """

    diff: str
    edits: tuple[Mapping[str, Any], ...]
    commit: str = ""
    told: str = ""


class UnfitError(InvalidError):
    """A change would break the language data; the sentence names the places, nothing was written."""


@contextlib.contextmanager
def locked(project: Path) -> Iterator[None]:
    """Hold the one right to write the language data, between processes too."""
    place = project / ".rasa" / "teaching.lock"
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def preview(project: Path, rewrites: Mapping[str, Rewrite], *, begun: Collection[str] = ()) -> str:
    """The diff that `land` would make now; nothing is written."""
    return "".join(_diff(file, before, after) for file, before, after in _drafts(project, rewrites, begun))


def land(
    project: Path, rewrites: Mapping[str, Rewrite], *, trainer: str, subject: str, begun: Collection[str] = ()
) -> Landed:
    """Rewrite files (by their place in the project) and commit them; `UnfitError` where the data would not hold.

    A file that somebody saves in the middle is read again; a disk that is full leaves every file as it was. Those of
    `begun` need not be there yet.
    """
    with locked(project):
        for _ in range(_TRIES):
            drafts = _drafts(project, rewrites, begun)
            if not drafts:
                raise ConflictError("Nothing would change: the data says so already.")
            _must_hold(project, drafts)
            if _replace(project, drafts):
                break
        else:
            raise BusyError("Somebody keeps saving the same file; please try again.")
        for new in (file for file, before, _ in drafts if file in begun and not before):
            _git(project, "add", "--intent-to-add", "--", new)
        commit, told = _commit(project, [file for file, _, _ in drafts], trainer, subject)
    diff = "".join(_diff(*draft) for draft in drafts)
    return Landed(diff, tuple(_edit(*draft) for draft in drafts), commit, told)


def backwards(edits: Sequence[Mapping[str, Any]]) -> dict[str, Rewrite]:
    """The rewrites that take `edits` back; they refuse where the place was changed since."""
    return {str(edit["file"]): _reverting(edit) for edit in edits}


def _drafts(project: Path, rewrites: Mapping[str, Rewrite], begun: Collection[str] = ()) -> list[tuple[str, str, str]]:
    drafts = []
    for file, rewrite in rewrites.items():
        try:
            before = (project / file).read_text(encoding="utf-8")
        except FileNotFoundError:
            if file not in begun:
                raise InvalidError(f"{file}: the file is missing") from None
            before = ""
        except UnicodeDecodeError:
            raise InvalidError(f"{file}: is not UTF-8") from None
        after = rewrite(before)
        if after != before:
            drafts.append((file, before, after))
    return drafts


def _must_hold(project: Path, drafts: Sequence[tuple[str, str, str]]) -> None:
    """Problems that were there before are somebody else's; a new one refuses the change."""
    changed = {Path(file): after.encode() for file, _, after in drafts}
    known = {problem.text for problem in check_data(project, only=set(changed))}
    problems = [one for one in check_data(project, only=set(changed), instead=changed) if one.text not in known]
    if problems:
        raise UnfitError("; ".join(str(problem) for problem in problems[:3]))


def _replace(project: Path, drafts: Sequence[tuple[str, str, str]]) -> bool:
    """Write all drafts beside their files, then put them in place; False where a file was saved meanwhile."""
    made: list[tuple[Path, Path]] = []
    try:
        for file, _, after in drafts:
            target = project / file
            target.parent.mkdir(parents=True, exist_ok=True)
            target.touch()
            draft = target.with_name(f".{target.name}.{os.getpid()}.draft")
            made.append((draft, target))
            with draft.open("w", encoding="utf-8", newline="") as opened:
                opened.write(after)
                opened.flush()
                os.fsync(opened.fileno())
            draft.chmod(target.stat().st_mode & 0o777)
        if any((project / file).read_text(encoding="utf-8") != before for file, before, _ in drafts):
            return False
        for draft, target in made:
            draft.replace(target)
    except OSError as error:
        raise BusyError(f"The change could not be written ({error.strerror}); every file is as it was.") from error
    finally:
        for draft, _ in made:
            draft.unlink(missing_ok=True)
    return True


def _commit(project: Path, files: Sequence[str], trainer: str, subject: str) -> tuple[str, str]:
    """The commit's short name, or why there is none."""
    known = _git(project, "ls-files", "--error-unmatch", "--", *files).returncode
    if known == _NO_REPOSITORY:
        return "", ""
    if known:
        return "", "Saved, not committed: the file is not under version control."
    name = f"{trainer} <{trainer}@trainers.localhost>"
    done = _git(
        project, "-c", f"user.name={trainer}", "-c", f"user.email={trainer}@trainers.localhost",
        "commit", "--quiet", "--author", name, "--message", subject, "--only", "--", *files,
    )  # fmt: skip
    if done.returncode:
        reason = (done.stderr.strip() or done.stdout.strip()).splitlines()
        return "", f"Saved, not committed: {reason[-1] if reason else 'git refused'}"
    return _git(project, "rev-parse", "--short", "HEAD").stdout.strip(), ""


def commit_new(project: Path, file: str, trainer: str, subject: str) -> str:
    """Commit a file that may be new; answers why there is no commit, or nothing."""
    if _git(project, "add", "--", file).returncode:
        return ""
    return _commit(project, [file], trainer, subject)[1]


def _git(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["git", *arguments], cwd=project, capture_output=True, text=True, check=False)


def _diff(file: str, before: str, after: str) -> str:
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), file, file, n=_CONTEXT, lineterm="")
    return "\n".join(lines) + "\n"


def _edit(file: str, before: str, after: str) -> Mapping[str, Any]:
    old, new = before.splitlines(), after.splitlines()
    hunks = []
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            around = {"before": new[max(0, j1 - 1) : j1], "after": new[j2 : j2 + 1]}
            hunks.append({"removed": old[i1:i2], "added": new[j1:j2], **around})
    return {"file": file, "hunks": hunks}


def _reverting(edit: Mapping[str, Any]) -> Rewrite:
    def rewrite(text: str) -> str:
        lines = text.splitlines()
        for hunk in reversed(edit["hunks"]):
            place = _find(lines, hunk)
            if place is None:
                raise ConflictError(f"{edit['file']} was changed at this place since; undo it there by hand.")
            lines[place : place + len(hunk["added"])] = hunk["removed"]
        return "\n".join(lines) + ("\n" if text.endswith("\n") else "")

    return rewrite


def _find(lines: list[str], hunk: Mapping[str, Any]) -> int | None:
    """Where the added lines stand: once in the file, or once between the same neighbours."""
    added, before, after = hunk["added"], hunk["before"], hunk["after"]
    alone = _places(lines, added) if added else []
    if len(alone) == 1:
        return alone[0]
    within = _places(lines, [*before, *added, *after])
    return within[0] + len(before) if len(within) == 1 else None


def _places(lines: list[str], wanted: list[str]) -> list[int]:
    size = len(wanted)
    return [place for place in range(len(lines) - size + 1) if lines[place : place + size] == wanted]

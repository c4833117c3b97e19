"""Rasa imports TensorFlow at every start, whether anything uses it or not: eight seconds and 370 MB.

Where config.yml names this house's components only, a stand-in takes its place: classes that may be derived from and
named in signatures, and that say so when somebody calls them after all.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Any, ClassVar

import yaml

_OURS = "components."
_LIBRARIES = frozenset(("tensorflow", "tensorflow_addons", "tensorflow_hub", "tensorflow_text", "keras"))


class TensorFlowLeftOutError(RuntimeError):
    """Something calls TensorFlow in a process that was started without it."""


def is_needed(config: Path) -> bool:
    """Whether the configuration names a component of somebody else's, which may use TensorFlow, or cannot be read."""
    try:
        told = yaml.safe_load(config.read_text(encoding="utf-8"))
        named = [part["name"] for kind in ("pipeline", "policies") for part in told[kind]]
    except (OSError, yaml.YAMLError, KeyError, TypeError):
        return True
    return not all(str(name).startswith(_OURS) for name in named)


def leave_out() -> None:
    """Let every later import of TensorFlow find the stand-in; without effect where it is there already."""
    if "tensorflow" in sys.modules:
        return
    # spaCy's own library asks whether it could use TensorFlow: here the answer is no.
    sys.modules["tensorflow"] = None  # type: ignore[assignment]
    import thinc.compat  # noqa: F401, PLC0415 - only between these two lines

    del sys.modules["tensorflow"]
    sys.meta_path.insert(0, _Finder())


class _Meta(type):
    def __getattr__(cls, name: str) -> type:
        if name.startswith("__"):
            raise AttributeError(name)
        return Absent

    def __getitem__(cls, _: Any) -> type:
        return cls


class Absent(metaclass=_Meta):
    """What every name of the stand-in is: a class to derive from or to annotate with, and its own decorator."""

    def __new__(cls, *given: Any, **_: Any) -> Any:
        """Give the decorated function back; `TensorFlowLeftOutError` for any other use."""
        if cls is Absent and len(given) == 1 and callable(given[0]):
            return given[0]
        raise TensorFlowLeftOutError(
            f"{cls.__name__} needs TensorFlow, which this process was started without because config.yml named"
            " components of this house only. Start it again with the config.yml that the model was made with."
        )


class _Library(ModuleType):
    __path__: ClassVar[list[str]] = []

    def __getattr__(self, name: str) -> type:
        if name.startswith("__"):
            raise AttributeError(name)
        return Absent


class _Finder(MetaPathFinder, Loader):
    def find_spec(self, fullname: str, path: Sequence[str] | None = None, target: Any = None) -> ModuleSpec | None:
        is_left_out = fullname.split(".", 1)[0] in _LIBRARIES
        return ModuleSpec(fullname, self, is_package=True) if is_left_out else None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _Library(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Nothing is in it."""

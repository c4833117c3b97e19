"""Joins the widget's modules into the script a shop embeds, and some of them into the preview that trainers see."""

import re
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path

import minify  # type: ignore[import-untyped]

SOURCE = Path(__file__).parent / "src"
ORDER = (
    "style",
    "strings",
    "dom",
    "store",
    "door",
    "log",
    "context",
    "outbox",
    "stream",
    "talk",
    "cards",
    "bubbles",
    "menu",
    "panel",
    "chat",
    "main",
)
PREVIEW = ("strings", "dom", "style", "cards", "bubbles", "menu", "panel", "preview")
_IMPORT = re.compile(r"^import .* from .*;\n", re.MULTILINE)
_EXPORT = re.compile(r"^export ", re.MULTILINE)
_HEAD = "/* Goeswith chat, Apache-2.0. Readable source: web/widget/src */\n"


def bundle(order: Sequence[str] = ORDER) -> str:
    """A script: these modules in one scope, without imports and exports, then made small."""
    parts = (_plain((SOURCE / f"{name}.js").read_text(encoding="utf-8")) for name in order)
    joined = f'(()=>{{"use strict";\n{"".join(parts)}}})();'
    small: str = minify.string("application/javascript", joined)
    return f"{_HEAD}{small}\n"


def _plain(module: str) -> str:
    return _EXPORT.sub("", _IMPORT.sub("", module))


def more() -> str:
    """The second script, an ES module that the first one loads when a person's work has to be shown."""
    small: str = minify.string("application/javascript", (SOURCE / "more.js").read_text(encoding="utf-8"))
    return f"{_HEAD}{small}\n"


@cache
def script() -> tuple[bytes, str]:
    """The script's bytes and their strong ETag, made once per process."""
    return _with_tag(bundle())


@cache
def second_script() -> tuple[bytes, str]:
    """The second script's bytes and their strong ETag, made once per process."""
    return _with_tag(more())


@cache
def preview_script() -> tuple[bytes, str]:
    """The bytes of the preview's script and their strong ETag, made once per process."""
    return _with_tag(bundle(PREVIEW))


def _with_tag(text: str) -> tuple[bytes, str]:
    body = text.encode()
    return body, f'"{sha256(body).hexdigest()[:20]}"'

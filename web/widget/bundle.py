"""Joins the widget's modules into the one script a shop embeds."""

import re
from functools import cache
from hashlib import sha256
from pathlib import Path

import minify  # type: ignore[import-untyped]

SOURCE = Path(__file__).parent / "src"
ORDER = (
    "strings",
    "dom",
    "style",
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
_IMPORT = re.compile(r"^import .* from .*;\n", re.MULTILINE)
_EXPORT = re.compile(r"^export ", re.MULTILINE)
_HEAD = "/* Goeswith chat, Apache-2.0. Readable source: web/widget/src */\n"


def bundle(source: Path = SOURCE) -> str:
    """The script: the modules in ORDER in one scope, without imports and exports, then made small."""
    parts = (_plain((source / f"{name}.js").read_text(encoding="utf-8")) for name in ORDER)
    joined = f'(()=>{{"use strict";\n{"".join(parts)}}})();'
    small: str = minify.string("application/javascript", joined)
    return f"{_HEAD}{small}\n"


def _plain(module: str) -> str:
    return _EXPORT.sub("", _IMPORT.sub("", module))


def more(source: Path = SOURCE) -> str:
    """The second script, an ES module that the first one loads when a person's work has to be shown."""
    small: str = minify.string("application/javascript", (source / "more.js").read_text(encoding="utf-8"))
    return f"{_HEAD}{small}\n"


@cache
def second_script() -> tuple[bytes, str]:
    """The second script's bytes and their strong ETag, made once per process."""
    return _with_tag(more())


@cache
def script() -> tuple[bytes, str]:
    """The script's bytes and their strong ETag, made once per process."""
    return _with_tag(bundle())


def _with_tag(text: str) -> tuple[bytes, str]:
    body = text.encode()
    return body, f'"{sha256(body).hexdigest()[:20]}"'

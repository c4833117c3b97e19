"""Small plain elements: native tags with text, so that the page is light and reads well aloud."""

from collections.abc import Callable
from typing import Any

from nicegui import ui
from nicegui.elements.mixins.text_element import TextElement


def box(tag: str, classes: str = "", **attributes: str) -> ui.element:
    """An element to put others in."""
    return _dressed(ui.element(tag), classes, attributes)


def text(tag: str, words: str, classes: str = "", **attributes: str) -> TextElement:
    """An element with words; they are text, never markup."""
    return _dressed(TextElement(tag=tag, text=words), classes, attributes)


def button(words: str, act: Callable[..., Any], classes: str = "", **attributes: str) -> ui.element:
    """A native button."""
    made = text("button", words, f"btn {classes}", type="button", **attributes)
    return made.on("click", act)


def _dressed(element: Any, classes: str, attributes: dict[str, str]) -> Any:
    if classes:
        element.classes(classes)
    for name, value in attributes.items():
        element._props[name.rstrip("_").replace("_", "-")] = value
    return element

"""The desk's questions: how it ended, to whom it goes, what the next agent should know, which words to use."""

from collections.abc import Sequence

from nicegui import ui

from chat.desk import CaseEnd
from sales.handoff.notes import NO_OFFERS, forbids_offers
from web.agent.elements import box, button, text

DISPOSITIONS = ("Sold", "Solved", "Quote to follow", "Call back later", "No answer", "Nothing to sell")
_CASES = {
    CaseEnd.LEAVE.value: "leave cases as they are",
    CaseEnd.CLOSE.value: "close the open cases",
    CaseEnd.OPEN.value: "open a case",
}
SHORTCUTS = (
    ("Alt 1 … 9", "choose a conversation, first to ninth"),
    ("Alt C", "claim the chosen one, or the one that waits longest"),
    ("Alt W", "write"),
    ("Alt R", "ready-made replies"),
    ("Alt B", "brief"),
    ("Alt P", "products"),
    ("Alt Q", "quote"),
    ("Alt N", "notes"),
    ("Alt T", "pass on"),
    ("Alt G", "give back to the assistant"),
    ("Alt X", "close the conversation"),
    ("Alt /", "this list"),
)


def _asked(name: str) -> tuple[ui.dialog, ui.element]:
    dialog = ui.dialog().props(f'aria-label="{name}" transition-duration=0')
    with dialog:
        place = box("div", "dialog", role="document")
    with place:
        text("h2", name, "title")
    return dialog, place


async def _answer(dialog: ui.dialog) -> object:
    answer: object = await dialog
    dialog.delete()
    return answer


async def ask_ending(open_cases: int) -> tuple[str, CaseEnd] | None:
    """How it ended and what becomes of the cases, or None where it goes on."""
    dialog, place = _asked("How did it end?")
    with place:
        case = ui.radio(_CASES, value=CaseEnd.LEAVE.value).props('dense aria-label="Cases"').classes("cases")
        text("p", f"{open_cases} open now" if open_cases else "No case is open now.", "quiet")

        def ended(words: str) -> None:
            dialog.submit((words, CaseEnd(case.value)) if words else None)

        with box("div", "choices"):
            for words in DISPOSITIONS:
                button(words, lambda words=words: ended(words))
        own = ui.input(label="In other words").props("outlined dense maxlength=120").classes("words")
        with box("div", "acts"):
            button("Go on talking", lambda: dialog.submit(None))
            button("Close conversation", lambda: ended((own.value or "").strip()), "main")
    return await _answer(dialog)  # type: ignore[return-value]


async def ask_note() -> str | None:
    """What the next agent should know (may be empty), or None where it is not given back."""
    dialog, place = _asked("Return to the assistant")
    with place:
        text("p", "The assistant takes over and does not sell at once.", "quiet")
        note = ui.textarea(label="Note for colleagues").props("outlined dense autogrow maxlength=450").classes("words")
        never = ui.checkbox("No offers in this conversation any more").props("dense")

        def returned() -> None:
            words = (note.value or "").strip()
            dialog.submit(f"{words} {NO_OFFERS}".strip() if never.value and not forbids_offers(words) else words)

        with box("div", "acts"):
            button("Keep it", lambda: dialog.submit(None))
            button("Return", returned, "main")
    return await _answer(dialog)  # type: ignore[return-value]


async def ask_receiver(colleagues: Sequence[str], topics: Sequence[str]) -> tuple[str, str] | None:
    """(topic, colleague), one of them empty, or None where it stays."""
    dialog, place = _asked("Pass it on")
    with place:
        text("p", "It waits in the queue; the assistant stays silent.", "quiet")
        for name, kind in [(name, "colleague") for name in colleagues] + [(name, "topic") for name in topics]:
            chosen = (name, "") if kind == "topic" else ("", name)
            button(f"{name} ({kind})", lambda chosen=chosen: dialog.submit(chosen))
        if not colleagues and not topics:
            text("p", "No colleague is at the desk, and no topic is set up.", "quiet")
        own = ui.input(label="Another topic").props("outlined dense maxlength=80").classes("words")
        with box("div", "acts"):
            button("Keep it", lambda: dialog.submit(None))
            button("Pass on", lambda: dialog.submit((own.value.strip(), "") if own.value.strip() else None), "main")
    return await _answer(dialog)  # type: ignore[return-value]


async def ask_reply(replies: Sequence[tuple[str, str]]) -> str | None:
    """The words of a ready-made reply, or None."""
    dialog, place = _asked("Ready-made replies")
    with place:
        words = ui.input(label="Search replies").props("outlined dense autofocus").classes("words")
        found = box("div", "found")
        shown: list[tuple[str, str]] = []

        def show() -> None:
            wanted = (words.value or "").casefold().split()
            left = [each for each in replies if all(word in " ".join(each).casefold() for word in wanted)]
            # Drawn anew only where it changes: a key that was pressed on a reply still finds it.
            if left == shown:
                return
            shown[:] = left
            found.clear()
            with found:
                for name, said in left:
                    with box("button", "reply", type="button").on("click", lambda said=said: dialog.submit(said)):
                        text("span", name, "name")
                        text("span", said, "why")

        words.on_value_change(show)
        show()
        with box("div", "acts"):
            button("Cancel", lambda: dialog.submit(None))
    return await _answer(dialog)  # type: ignore[return-value]


async def show_shortcuts() -> None:
    """The list of shortcuts."""
    dialog, place = _asked("Keyboard")
    with place:
        with box("dl", "facts"):
            for keys, does in SHORTCUTS:
                text("dt", keys)
                text("dd", does)
        with box("div", "acts"):
            button("Close", lambda: dialog.submit(None), "main")
    await _answer(dialog)

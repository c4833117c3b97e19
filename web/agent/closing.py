"""Asks how a conversation ended."""

from nicegui import ui

from web.agent.elements import box, button, text

DISPOSITIONS = ("Sold", "Solved", "Quote to follow", "Call back later", "No answer", "Nothing to sell")


async def ask_disposition() -> str | None:
    """The agent's word for how it ended, or None where it goes on."""
    with ui.dialog() as dialog, box("div", "dialog", role="document"):
        text("h2", "How did it end?", "title")
        with box("div", "choices"):
            for words in DISPOSITIONS:
                button(words, lambda words=words: dialog.submit(words))
        own = ui.input(label="In other words").props("outlined dense maxlength=120").classes("words")
        with box("div", "acts"):
            button("Go on talking", lambda: dialog.submit(None))
            button("Close conversation", lambda: dialog.submit((own.value or "").strip() or None), "main")
    dialog.props('aria-label="Close the conversation" transition-duration=0')
    answer: str | None = await dialog
    dialog.delete()
    return answer

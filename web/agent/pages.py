"""The pages of the desk."""

from nicegui import ui


def add_pages() -> None:
    """Make the desk's pages known to NiceGUI."""
    ui.page("/agent", title="Desk")(desk_page)


async def desk_page() -> None:
    """The desk."""
    ui.label("Desk")

"""The staff's pages (NiceGUI) beside the shop, with a session and a cookie of their own."""

import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

from fastapi import FastAPI
from nicegui import ui
from starlette.types import ASGIApp, Receive, Scope, Send

import web.agent
from bootstrap import Settings
from chat.parts import Parts

PREFIXES = ("/_nicegui", "/agent", "/trainer", "/insights")
_FAVICON = Path(__file__).parent / "shop" / "static" / "mark.svg"


class StaffPages:
    """NiceGUI's own application; customers' calls never pass through its sessions."""

    def __init__(self, settings: Settings) -> None:
        self._app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
        web.agent.add_pages()
        ui.run_with(
            self._app,
            title="Goeswith",
            favicon=_FAVICON if _FAVICON.exists() else None,
            language="en-US",
            storage_secret=settings.cookie_secret or None,
            session_middleware_kwargs={"max_age": 12 * 3600, "same_site": "strict"},
            tailwind=False,
            show_welcome_message=False,
        )

    def in_front_of(self, app: ASGIApp) -> ASGIApp:
        """Middleware that takes the staff's paths out of the way of `app`."""

        async def dispatch(scope: Scope, receive: Receive, send: Send) -> None:
            path = scope.get("path", "")
            own = any(path == prefix or path.startswith(f"{prefix}/") for prefix in PREFIXES)
            own = own or path.startswith("/_nicegui")
            await (self._app if own and scope["type"] != "lifespan" else app)(scope, receive, send)

        return dispatch

    @contextlib.asynccontextmanager
    async def running(self, parts: Parts) -> AsyncIterator[None]:
        """Run the pages' own start and end around the shop's."""
        web.agent.use(parts)
        async with self._app.router.lifespan_context(self._app):
            yield

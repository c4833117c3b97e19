"""The staff's pages (NiceGUI) beside the shop, with a session and a cookie of their own."""

import contextlib
import secrets
from collections.abc import AsyncIterator
from pathlib import Path

from fastapi import FastAPI
from nicegui import ui
from starlette.types import ASGIApp, Receive, Scope, Send

import web.agent
import web.insights
import web.trainer
from bootstrap import Settings
from chat.parts import Parts

PREFIXES = ("/_nicegui", "/agent", "/trainer", "/insights")
_FAVICON = Path(__file__).parent / "shop" / "static" / "mark.svg"

_MADE_UP = secrets.token_urlsafe(32)


_made: list[FastAPI] = []


def _pages(cookie_secret: str) -> FastAPI:
    """The application with all pages, made once: NiceGUI has one set of them in a process. The first secret holds."""
    if not _made:
        _made.append(_make_pages(cookie_secret))
    return _made[0]


def _make_pages(cookie_secret: str) -> FastAPI:
    pages = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    web.agent.add_pages()
    web.insights.add_pages()
    web.trainer.add_pages()
    ui.run_with(
        pages,
        title="Goeswith",
        favicon=_FAVICON,
        language="en-US",
        storage_secret=cookie_secret,
        session_middleware_kwargs={"max_age": 12 * 3600, "same_site": "strict"},
        tailwind=False,
        show_welcome_message=False,
    )
    return pages


class StaffPages:
    """NiceGUI's own application; customers' calls never pass through its sessions."""

    def __init__(self, settings: Settings) -> None:
        # Without a secret of the shop's own, staff log in again after a restart.
        self._app = _pages(settings.cookie_secret or _MADE_UP)

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

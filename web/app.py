"""Everything that answers on the shop's port: API, widget, demo shop, staff pages, documentation, health."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import fastapi_offline
import httpx
from fastapi import FastAPI, Request, Response
from fastapi.openapi.docs import get_swagger_ui_html
from fastapi.responses import FileResponse, JSONResponse
from starlette.staticfiles import StaticFiles

import bootstrap
from chat.assistant import RasaAssistant
from chat.parts import Parts, plugged_in
from web.api.build import ROOT, build_api
from web.api.problems import add_problem_handlers
from web.headers import SafeHeaders
from web.health import health
from web.indexing import keep_indexing
from web.shop.pages import router as shop
from web.staff_pages import StaffPages
from web.widget.pages import router as widget

_DOCS_FILES = Path(fastapi_offline.__file__).parent / "static"
_THREADS = 12
_ICON = Path(__file__).parent / "shop" / "static" / "mark.svg"


def build_app(parts: Parts | None = None) -> FastAPI:
    """The whole application; without `parts` it plugs in the process's own when it starts."""
    settings = parts.settings if parts else bootstrap.settings()
    app = FastAPI(title="Goeswith", docs_url=None, redoc_url=None, openapi_url=None, lifespan=_lifespan)
    api, pages = build_api(settings.allowed_origins), StaffPages(settings)
    app.state.parts = api.state.parts = parts
    app.state.api, app.state.pages = api, pages
    app.add_api_route("/healthz", _health, include_in_schema=False)
    app.add_api_route("/favicon.ico", _icon, include_in_schema=False)
    app.add_api_route("/docs", _docs, include_in_schema=False)
    app.add_api_route("/openapi.json", _openapi, include_in_schema=False)
    app.mount("/docs/files", StaticFiles(directory=_DOCS_FILES))
    app.mount(ROOT, api)
    app.include_router(widget)
    app.include_router(shop)
    add_problem_handlers(app)
    app.add_middleware(pages.in_front_of)
    app.add_middleware(SafeHeaders)
    return app


@contextlib.asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Plug in, catch up with what waits, and leave no call half done."""
    # More than the default on a small machine: a writer that waits for an import must not hold up those who read.
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(_THREADS, "database"))
    given: Parts | None = app.state.parts
    parts = given or plugged_in()
    app.state.parts = app.state.api.state.parts = parts
    async with httpx.AsyncClient() as client, app.state.pages.running(parts):
        app.state.client = client
        loops = (parts.catch_up, parts.telling, parts.attending, parts.mailing, parts.chatwoot)
        behind = [asyncio.create_task(loop.run()) for loop in loops if loop is not None]
        if not given:
            behind.append(asyncio.create_task(keep_indexing(bootstrap.index_products)))
        yield
        for task in behind:
            task.cancel()
        await asyncio.gather(*behind, return_exceptions=True)
        await parts.door.settle()
    if isinstance(parts.assistant, RasaAssistant):
        await parts.assistant.close()


async def _health(request: Request) -> JSONResponse:
    """200 when every part is up, else 503; either way each part by name."""
    parts = await health(request.app.state.parts, request.app.state.client)
    down = [name for name, state in parts.items() if state != "ok"]
    body = {"status": "down" if down else "ok", "parts": parts}
    if down:
        body["detail"] = f"Down: {', '.join(down)}."
    return JSONResponse(body, 503 if down else 200, headers={"Cache-Control": "no-store"})


async def _icon() -> Response:
    """The mark in the browser's tab."""
    return FileResponse(_ICON, media_type="image/svg+xml", headers={"Cache-Control": "public, max-age=86400"})


async def _docs() -> Response:
    """The API's documentation; every file of it comes from here."""
    return get_swagger_ui_html(
        openapi_url="/openapi.json",
        title="Goeswith API",
        swagger_js_url="/docs/files/swagger-ui-bundle.js",
        swagger_css_url="/docs/files/swagger-ui.css",
        swagger_favicon_url="/docs/files/favicon.png",
    )


async def _openapi(request: Request) -> JSONResponse:
    """The API as OpenAPI."""
    api: FastAPI = request.app.state.api
    return JSONResponse(api.openapi())


app = build_app()

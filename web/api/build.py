"""The API as one application, mounted at /api/v1."""

from fastapi import FastAPI
from starlette.middleware.cors import CORSMiddleware

from web.api import (
    cases,
    chatwoot,
    conversations,
    decisions,
    desk_stream,
    handoffs,
    imports,
    metrics,
    products,
    proposals,
    quotes,
    staff,
    stream,
    training,
    understanding,
    webhooks,
)
from web.api.body_limit import MEGABYTE, BodyLimit
from web.api.problems import add_problem_handlers

ROOT = "/api/v1"
_IMPORTS_MOST = 512 * MEGABYTE
_ROUTERS = (
    conversations,
    quotes,
    stream,
    staff,
    desk_stream,
    handoffs,
    cases,
    webhooks,
    chatwoot,
    decisions,
    products,
    proposals,
    imports,
    metrics,
    understanding,
    training,
)


def build_api(allowed_origins: str = "*") -> FastAPI:
    """The API; its `state.parts` must be set before the first call. `allowed_origins` is a comma-separated list."""
    api = FastAPI(
        title="Goeswith",
        version="1",
        summary="A conversational sales assistant for web shops.",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        servers=[{"url": ROOT}],
        root_path_in_servers=False,
    )
    for module in _ROUTERS:
        api.include_router(module.router)
    add_problem_handlers(api)
    api.add_middleware(BodyLimit, more={"/imports": _IMPORTS_MOST})
    api.add_middleware(
        CORSMiddleware,
        allow_origins=[origin.strip() for origin in allowed_origins.split(",") if origin.strip()],
        allow_methods=["GET", "POST", "PUT", "DELETE"],
        allow_headers=["Authorization", "Content-Type"],
        expose_headers=["Retry-After"],
        max_age=3600,
    )
    return api

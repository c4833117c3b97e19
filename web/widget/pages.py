"""Serves the widget's scripts."""

import gzip
from functools import cache

from fastapi import APIRouter, Request, Response

from web.widget.bundle import preview_script, script, second_script

router = APIRouter(include_in_schema=False)
HEADERS = {
    "Cache-Control": "public, max-age=300, stale-while-revalidate=86400",
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "X-Content-Type-Options": "nosniff",
    "Vary": "Accept-Encoding",
}


@router.get("/widget.js")
def widget(request: Request) -> Response:
    """The script, packed where the browser takes it; 304 when the browser has it already."""
    return _served(request, *script())


@router.get("/widget-more.js")
def widget_more(request: Request) -> Response:
    """What the script loads when a person's work has to be shown."""
    return _served(request, *second_script())


@router.get("/widget-preview.js")
def widget_preview(request: Request) -> Response:
    """What shows trainers a sentence in the widget before anybody has said it."""
    return _served(request, *preview_script())


def _served(request: Request, body: bytes, tag: str) -> Response:
    headers = HEADERS | {"ETag": f"W/{tag}"}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    if "gzip" in request.headers.get("accept-encoding", ""):
        body, headers = _packed(body), headers | {"Content-Encoding": "gzip"}
    return Response(body, media_type="text/javascript", headers=headers)


@cache
def _packed(body: bytes) -> bytes:
    return gzip.compress(body, 9, mtime=0)

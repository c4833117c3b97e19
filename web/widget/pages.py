"""Serves the widget's script."""

import gzip
from functools import cache

from fastapi import APIRouter, Request, Response

from web.widget.bundle import script

router = APIRouter(include_in_schema=False)
HEADERS = {
    "Cache-Control": "public, max-age=300, stale-while-revalidate=86400",
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "X-Content-Type-Options": "nosniff",
    "Vary": "Accept-Encoding",
}


@cache
def _packed() -> bytes:
    return gzip.compress(script()[0], 9, mtime=0)


@router.get("/widget.js")
def widget(request: Request) -> Response:
    """The script, packed where the browser takes it; 304 when the browser has it already."""
    body, tag = script()
    headers = HEADERS | {"ETag": f"W/{tag}"}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    if "gzip" in request.headers.get("accept-encoding", ""):
        body, headers = _packed(), headers | {"Content-Encoding": "gzip"}
    return Response(body, media_type="text/javascript", headers=headers)

"""Errors as RFC 9457 problem JSON: a status, a sentence, never a stack trace."""

import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from chat.identity import IdentityError
from chat.signing import SignatureError
from sales.errors import (
    BusyError,
    ConflictError,
    GoeswithError,
    InvalidError,
    NotFoundError,
    NotProvenError,
    TooFastError,
    UnavailableError,
)

logger = logging.getLogger(__name__)

_STATUS: Mapping[type[GoeswithError], int] = {
    NotFoundError: 404,
    InvalidError: 422,
    ConflictError: 409,
    NotProvenError: 403,
    UnavailableError: 503,
    BusyError: 503,
    TooFastError: 429,
    IdentityError: 401,
    SignatureError: 401,
}
_SHOWN_ERRORS = 20


def problem(status: int, detail: str, headers: Mapping[str, str] | None = None, **more: Any) -> JSONResponse:
    """A problem document with that status and sentence."""
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail, **more}
    return JSONResponse(body, status, headers=dict(headers or {}), media_type="application/problem+json")


def add_problem_handlers(app: FastAPI) -> None:
    """Let every error of `app` leave as a problem."""
    app.add_exception_handler(GoeswithError, _ours)
    app.add_exception_handler(HTTPException, _of_http)
    app.add_exception_handler(RequestValidationError, _of_validation)
    app.add_exception_handler(Exception, _unforeseen)


async def _ours(_: Request, error: Exception) -> JSONResponse:
    status = next((code for kind, code in _STATUS.items() if isinstance(error, kind)), 400)
    headers = {}
    if isinstance(error, TooFastError):
        headers["Retry-After"] = str(error.retry_after)
    if status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    if status == 503:
        headers["Retry-After"] = "2"
    return problem(status, str(error), headers)


async def _of_http(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    detail = str(error.detail)
    if detail == HTTPStatus(error.status_code).phrase:
        detail = _SENTENCES.get(error.status_code, detail)
    if error.status_code == 400 and detail.startswith("There was an error parsing"):
        return problem(422, "The request's body cannot be read.", error.headers)
    return problem(error.status_code, detail, error.headers)


async def _of_validation(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    # The input itself is not repeated: it may be huge, or somebody's data.
    found = [
        {"at": ".".join(str(place) for place in one["loc"]), "problem": one["msg"]}
        for one in error.errors()[:_SHOWN_ERRORS]
    ]
    first = found[0] if found else {"at": "body", "problem": "It cannot be used."}
    return problem(422, f"{first['at']}: {first['problem']}", errors=found)


async def _unforeseen(request: Request, error: Exception) -> JSONResponse:
    # Starlette raises it again for the server's log; nothing of it goes to the caller.
    return problem(500, "Something went wrong on our side; it has been noted. Please try again.")


_SENTENCES = {
    404: "There is nothing at this address.",
    405: "This address does not take that method.",
}

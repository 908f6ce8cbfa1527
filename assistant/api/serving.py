"""The API on Sanic: routes, bodies, headers. What is answered is made in `answering`."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Coroutine, Mapping
from http import HTTPStatus
from typing import Any, Final

from sanic import Blueprint, Sanic
from sanic.exceptions import MethodNotSupported, NotFound, PayloadTooLarge, SanicException
from sanic.request import Request
from sanic.response import HTTPResponse, raw

from assistant.api import answering
from assistant.api.document import openapi
from assistant.api.problems import MEDIA_TYPE, ProblemError
from assistant.api.reading import BODY_LIMIT, json_object
from assistant.channels.failures import log_failure
from rules_engine import RuleBook, UnknownYearError, load_rulebook

__all__ = ["PREFIX", "register"]

PREFIX: Final = "/api/v1"

_HEADERS: Final = {"X-Content-Type-Options": "nosniff"}
_NEVER_KEPT: Final = {**_HEADERS, "Cache-Control": "no-store"}
_KEPT_BRIEFLY: Final = {**_HEADERS, "Cache-Control": "public, max-age=300"}


def register(app: Sanic, book: RuleBook | None = None) -> None:
    """Add the API for the rules in `book` (those of the package by default) below /api/v1.

    Errors below /api are answered as problem details; those of other addresses as before.
    """
    app.blueprint(_blueprint(book or load_rulebook()))

    async def refused(request: Request, error: SanicException) -> HTTPResponse:
        if request.path.startswith("/api/"):
            return _problem_response(_of_sanic(error))
        elsewhere: HTTPResponse = app.error_handler.default(request, error)  # type: ignore[no-untyped-call]
        return elsewhere

    app.exception(SanicException)(refused)  # type: ignore[no-untyped-call]


def _blueprint(book: RuleBook) -> Blueprint:
    blueprint = Blueprint("api", url_prefix=PREFIX)
    fixed = {
        "rulesets": answering.rulesets(book),
        "sources": answering.sources(book),
        "openapi.json": openapi(book),
        **{f"rulesets/{year}": answering.ruleset(book.for_year(year)) for year in book.years},
    }
    for number, (path, value) in enumerate(fixed.items()):
        blueprint.add_route(_sender(value), f"/{path}", methods=["GET", "HEAD"], name=f"fixed{number}")

    async def unknown_year(request: Request, year: int) -> HTTPResponse:
        raise ProblemError(HTTPStatus.NOT_FOUND, str(UnknownYearError(year, book.years)))

    async def determinations(request: Request) -> HTTPResponse:
        body = json_object(await _body(request), ["facts"])
        return _json(answering.determination(body["facts"], book))

    async def what_if(request: Request) -> HTTPResponse:
        body = json_object(await _body(request), ["facts"], ["changed_facts", "other_year"])
        # It runs the rules some hundred times: in a thread, so that nobody else waits.
        return _json(await asyncio.to_thread(answering.what_if, body, book))

    async def problem(_: Request, error: ProblemError) -> HTTPResponse:
        return _problem_response(error)

    async def refused(_: Request, error: SanicException) -> HTTPResponse:
        return _problem_response(_of_sanic(error))

    async def crash(request: Request, error: Exception) -> HTTPResponse:
        log_failure(f"{request.method} {request.path} failed", error)
        return _problem_response(
            ProblemError(HTTPStatus.INTERNAL_SERVER_ERROR, "Something went wrong on our side. Please try again later.")
        )

    blueprint.add_route(unknown_year, "/rulesets/<year:int>", methods=["GET", "HEAD"])
    blueprint.add_route(determinations, "/determinations", methods=["POST"], stream=True)
    blueprint.add_route(what_if, "/what-if", methods=["POST"], stream=True)
    blueprint.exception(ProblemError)(problem)
    blueprint.exception(SanicException)(refused)
    blueprint.exception(Exception)(crash)
    return blueprint


async def _body(request: Request) -> bytes:
    """The JSON body, read only as far as it may go. Raises ProblemError."""
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type != "application/json":
        detail = f"The body is {media_type or 'of no stated type'}. Send it as application/json."
        raise ProblemError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, detail, headers={"Accept": "application/json"})
    body = b""
    while request.stream is not None and (part := await request.stream.read()):
        body += part
        if len(body) > BODY_LIMIT:
            raise _too_large()
    return body


def _too_large() -> ProblemError:
    detail = f"The body is longer than {BODY_LIMIT:,} bytes. Send the facts of one LEA; for many LEAs use `cim batch`."
    return ProblemError(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, detail)


def _of_sanic(error: SanicException) -> ProblemError:
    """What Sanic refuses by itself, as a problem."""
    status = error.status_code or HTTPStatus.INTERNAL_SERVER_ERROR
    headers = {name: value for name, value in getattr(error, "headers", {}).items() if name == "Allow"}
    if isinstance(error, PayloadTooLarge):
        return _too_large()
    if isinstance(error, NotFound):
        return ProblemError(status, f"There is nothing at this address. {PREFIX}/openapi.json says what there is.")
    if isinstance(error, MethodNotSupported):
        return ProblemError(
            status, f"This method can't be used here. Allowed: {headers.get('Allow')}.", headers=headers
        )
    return ProblemError(status, HTTPStatus(status).description or HTTPStatus(status).phrase)


def _sender(value: Mapping[str, object]) -> Callable[[Request], Coroutine[Any, Any, HTTPResponse]]:
    body = json.dumps(value).encode()

    async def send(_: Request) -> HTTPResponse:
        return raw(body, headers=_KEPT_BRIEFLY, content_type="application/json")

    return send


def _json(value: Mapping[str, object]) -> HTTPResponse:
    return raw(json.dumps(value).encode(), headers=_NEVER_KEPT, content_type="application/json")


def _problem_response(error: ProblemError) -> HTTPResponse:
    headers = {**_NEVER_KEPT, **error.headers}
    return raw(error.body().encode(), status=int(error.status), headers=headers, content_type=MEDIA_TYPE)

"""Serves documents under links that a conversation was given: GET /documents/<token>.<ending>.

A document is made when it is asked for, from the answers as they are then; nothing is kept. Neither the token nor the
conversation's id gets into a log.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING

from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, html, raw

from actions.conversation import Conversation
from actions.leas.turns import standing_of
from assistant.channels.failures import log_failure
from assistant.documents.formats import FORMATS, Format
from assistant.documents.html_writing import CONTENT_SECURITY_POLICY, plain_page
from assistant.documents.ics_writing import NoDatesError
from assistant.documents.links import FOLDER, DocumentLinks, ExpiredLinkError, Linked, UnknownLinkError
from assistant.documents.naming import file_name
from assistant.documents.wording import say
from assistant.page import NEVER, SECURITY_HEADERS
from rules_engine import Determination

if TYPE_CHECKING:
    from rasa.core.agent import Agent  # seconds of imports, for a type

__all__ = ["answer", "register"]

_HEADERS = {
    **SECURITY_HEADERS,
    "Content-Security-Policy": f"{CONTENT_SECURITY_POLICY}; frame-ancestors 'none'",
    "Cache-Control": NEVER,
}


class _MissingError(Exception):
    """There is no document at this link. `text` says why, `status` is what HTTP calls it."""

    def __init__(self, text: str, status: int = 404) -> None:
        super().__init__(text)
        self.text = text
        self.status = status


def _now() -> dt.datetime:
    """This moment, in the time zone of this machine: a document's day is the day of the place that it is made for."""
    return dt.datetime.now().astimezone()


def register(app: Sanic, links: DocumentLinks, clock: Callable[[], dt.datetime] = _now) -> None:
    """Add the documents' address to `app`, whose `ctx.agent` keeps the conversations."""
    blueprint = Blueprint("documents", FOLDER)

    @blueprint.route("/<name:str>", methods=["GET", "HEAD"])
    async def send(request: Request, name: str) -> HTTPResponse:
        return await answer(request.app.ctx.agent, links, name, clock())

    app.blueprint(blueprint)


async def answer(agent: Agent, links: DocumentLinks, name: str, now: dt.datetime) -> HTTPResponse:
    """The response to a request for the file `name` of a link: the document, or a page that says why there is none."""
    session_id = ""
    try:
        token, _, ending = name.rpartition(".")
        form = _form(ending)
        to = _linked(links, token, now)
        session_id = to.session_id
        conversation = _about(to.lea, await _conversation(agent, session_id))
        result = _result(conversation)
        lea = conversation.lea or ""
        body = await asyncio.to_thread(_write, form, result, now, lea, conversation.done)
    except _MissingError as missing:
        return html(plain_page(say("serving.title"), missing.text), missing.status, _HEADERS)
    except Exception as error:  # noqa: BLE001 (whatever it was: Sanic would log it with the address and its token)
        log_failure("A document could not be made", error, session_id)
        return html(plain_page(say("serving.title"), say("serving.trouble")), 500, _HEADERS)
    kept = "inline" if ending == "html" else "attachment"
    disposition = f'{kept}; filename="{file_name(result, ending, lea)}"'
    return raw(body, headers={**_HEADERS, "Content-Disposition": disposition}, content_type=form.media_type)


def _form(ending: str) -> Format:
    if ending not in FORMATS:
        raise _MissingError(say("serving.unknown"))
    return FORMATS[ending]


def _linked(links: DocumentLinks, token: str, now: dt.datetime) -> Linked:
    try:
        return links.read(token, now)
    except ExpiredLinkError as error:
        minutes = round(links.lifetime.total_seconds() / 60)
        raise _MissingError(say("serving.expired", minutes=minutes), status=410) from error
    except UnknownLinkError as error:
        raise _MissingError(say("serving.unknown")) from error


async def _conversation(agent: Agent, session_id: str) -> Conversation:
    """The conversation as it stands now."""
    tracker = await agent.tracker_store.retrieve(session_id)
    if tracker is None:
        raise _MissingError(say("serving.gone"), status=410)
    return Conversation.from_slots(tracker.current_slot_values())


def _about(lea: str | None, conversation: Conversation) -> Conversation:
    """The conversation with the LEA that the link was made for as its current one, whichever it is about by now."""
    if lea is None and len(conversation.lea_names) <= 1:
        return conversation
    try:
        return standing_of(conversation, lea or "")
    except KeyError as error:
        raise _MissingError(say("serving.no_such_lea"), status=410) from error


def _result(conversation: Conversation) -> Determination:
    if conversation.determination is None:
        raise _MissingError(say("serving.no_result"))
    return conversation.determination


def _write(form: Format, result: Determination, now: dt.datetime, lea: str, done: tuple[str, ...]) -> bytes:
    try:
        return form.write(result, now, lea, done)
    except NoDatesError as error:
        raise _MissingError(str(error)) from error

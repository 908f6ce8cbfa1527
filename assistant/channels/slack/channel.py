"""The Slack channel: one address at which Slack calls, for events, buttons, views and the slash command.

Rasa's own Slack channel doubles messages that Slack sends twice, loses choices above five buttons, never changes an
answered message and mangles links. This one shares nothing with it but the name.
"""

from __future__ import annotations

import asyncio
import logging
import os
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from urllib.parse import parse_qsl

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from assistant.channels.slack.desk import Desk
from assistant.channels.slack.once import once_for
from assistant.channels.slack.payloads import from_command, from_event, from_interaction, read_json
from assistant.channels.slack.posting import Poster, UnreachableError, WorkspaceError
from assistant.channels.slack.settings import BOT_TOKEN, SIGNING_SECRET, Settings, SettingsError
from assistant.channels.slack.signature import UnsignedError, check
from assistant.channels.slack.turns import Turns

__all__ = ["SlackChannel"]

logger = logging.getLogger(__name__)

LARGEST_BODY = 1_000_000  # bytes
_STATUS = "slack_status"
AGAIN_AFTER = 30.0  # seconds until a Slack that didn't answer is asked again whether it can be used
LONGEST_GOODBYE = 25.0  # seconds for the turns under way when the server stops


class SlackChannel(InputChannel):
    """The channel `assistant.channels.slack.channel.SlackChannel`, configured by the environment alone."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    @classmethod
    def name(cls) -> str:
        """The channel's name, which is also part of its address."""
        return "slack"

    @classmethod
    def from_credentials(cls, credentials: Mapping[str, Any] | None) -> SlackChannel:
        """Raises SettingsError where the environment doesn't configure it: secrets have no place in that file."""
        if credentials:
            raise SettingsError(
                f"credentials.yml, {cls.__module__}.{cls.__name__}: found {', '.join(sorted(credentials))}. Nothing is "
                f"set here; set the environment variables {BOT_TOKEN} and {SIGNING_SECRET}."
            )
        settings = Settings.from_environment(os.environ)
        if settings is None:
            raise SettingsError(f"The Slack channel is asked for, but {BOT_TOKEN} and {SIGNING_SECRET} are not set.")
        return cls(settings)

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The address that Slack calls, and a health check."""
        blueprint = Blueprint("slack_webhook")
        poster = Poster(self._settings)
        app_of: dict[str, Sanic] = {}
        desk = Desk(poster, on_new_message, lambda: app_of["app"].ctx.agent)

        @blueprint.listener("before_server_start")
        async def open_connections(app: Sanic, _loop: object) -> None:
            app_of["app"] = app
            await poster.open()

        @blueprint.listener("after_server_start")
        async def check_in(app: Sanic, _loop: object) -> None:
            desk.once = once_for(app.ctx.agent.lock_store, getattr(app.ctx.agent, "tracker_store", None))
            desk.turns.start(_check_in(app, poster, desk.turns))

        @blueprint.listener("before_server_stop")
        async def finish(_app: Sanic, _loop: object) -> None:
            if left := await desk.turns.drain(LONGEST_GOODBYE):
                logger.error("%d turns in Slack were not finished before the server stopped", left)
            await poster.close()

        @blueprint.route("/", methods=["GET"])
        async def health(request: Request) -> HTTPResponse:
            return response.json({"status": getattr(request.app.ctx, _STATUS, "starting")})

        @blueprint.route("/webhook", methods=["POST"])
        async def receive(request: Request) -> HTTPResponse:
            return await self._receive(request, desk)

        return blueprint

    async def _receive(self, request: Request, desk: Desk) -> HTTPResponse:
        """Acknowledges at once; what there is to do is done in the background, and Slack waits for three seconds."""
        body = request.body
        if len(body) > LARGEST_BODY:
            return response.text("too large", status=413)
        stamp, signature = (request.headers.get(f"x-slack-{name}") for name in ("request-timestamp", "signature"))
        try:
            check(self._settings.signing_secret, stamp, signature, body, time.time())
        except UnsignedError as problem:
            # An error, because the likely reason is a signing secret of another app.
            logger.error("A request to the Slack channel was refused: %s", problem)  # noqa: TRY400 (the same)
            return response.text("not signed by Slack", status=401)
        if desk.turns.stopping:
            return response.text("stopping", status=503)  # Slack sends it again, to whoever is up by then
        if not await desk.once.first(f"request:{signature}"):
            logger.warning("A request to the Slack channel was refused: it had come before")
            return response.text("a replay", status=409)
        return await _answer(request.content_type or "", body, desk)


async def _answer(content_type: str, body: bytes, desk: Desk) -> HTTPResponse:
    if content_type.startswith("application/json"):
        return await _event(read_json(body) or {}, desk)
    form = dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
    incoming = from_interaction(read_json(form["payload"]) or {}) if "payload" in form else from_command(form)
    answer = await desk.receive(incoming) if incoming is not None else None
    return response.json(answer) if answer is not None else response.text("")


async def _event(envelope: Mapping[str, Any], desk: Desk) -> HTTPResponse:
    if envelope.get("type") == "url_verification":
        return response.json({"challenge": envelope.get("challenge")})
    event_id = envelope.get("event_id")
    # Whatever the reason for which Slack sends it again: what is known here has been acknowledged and will be done.
    if isinstance(event_id, str) and not await desk.once.first(f"event:{event_id}"):
        return response.text("")
    incoming = from_event(envelope)
    if incoming is not None:
        try:
            await desk.receive(incoming)
        except Exception:
            # It isn't acknowledged, so Slack sends it again, and then it must be new.
            await desk.once.release(f"event:{event_id}")
            raise
    return response.text("")


async def _check_in(app: Sanic, poster: Poster, turns: Turns) -> None:
    """Finds out whether Slack can be used; again and again while it doesn't answer.

    The server serves without Slack too, so a wrong token is an error in the log and no end of it.
    """
    try:
        logger.info("The Slack channel is ready in the workspace %s", await poster.check_in())
        setattr(app.ctx, _STATUS, "ok")
    except WorkspaceError as problem:
        logger.error("The Slack channel can't answer. %s", problem)  # noqa: TRY400 (the sentence says it all)
        setattr(app.ctx, _STATUS, "Slack can't be used; the log says why")
        if isinstance(problem, UnreachableError):
            asyncio.get_running_loop().call_later(AGAIN_AFTER, _check_in_again, app, poster, turns)


def _check_in_again(app: Sanic, poster: Poster, turns: Turns) -> None:
    if not turns.stopping:
        turns.start(_check_in(app, poster, turns))

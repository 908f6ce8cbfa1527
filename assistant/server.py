"""The assistant as one process: Sanic with the page and the channels, the Rasa agent, and the actions.

No part of Rasa's HTTP API is here: whoever reaches it could replace the model and read every conversation.
"""

from __future__ import annotations

import logging
import os
import socket
from asyncio import AbstractEventLoop
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import rasa.core.channels.channel
import rasa.shared.utils.common
import yaml
from rasa.core.agent import Agent
from rasa.core.channels.channel import InputChannel
from sanic import Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from actions.shared_rules import rulebook
from assistant import api, page
from assistant.channels.rest import RestChannel
from assistant.channels.slack import slack_channels
from assistant.channels.web import WebChannel
from assistant.documents import serving as documents
from assistant.documents.links import DocumentLinks

__all__ = ["channels_from", "make_app", "serve"]

_LARGEST_REQUEST = 1_000_000
"""Bytes; every channel and the API have lower limits of their own, but Sanic reads a body before they can look."""
_OWN = {"rest": RestChannel}
"""Channels of Rasa's that we replace by guarded ones of the same name and address."""


def channels_from(credentials: Path, data: Path) -> list[InputChannel]:
    """The channels that the file `credentials` names, and Slack where the environment configures it.

    What they keep on disk goes into the folder `data`.

    Raises ImportError or AttributeError where a channel isn't there, ValueError where its options are wrong.
    """
    named: Mapping[str, Any] = yaml.safe_load(credentials.read_text(encoding="utf-8")) or {}
    channels = []
    for name, options in named.items():
        channel = _OWN.get(name) or rasa.shared.utils.common.class_from_module_path(name)
        kept_on_disk = {"secret_file": str(data / "secret.key")} if channel is WebChannel else {}
        channels.append(channel.from_credentials({**kept_on_disk, **(options or {})}))
    return [*channels, *slack_channels(os.environ)]


def make_app(agent: Agent, channels: Sequence[InputChannel], ready: Callable[[], None]) -> Sanic:
    """The Sanic app that lets `channels` talk to `agent`; `ready` is called once it answers."""
    app = Sanic("cim-assistant", configure_logging=False)
    app.config.FALLBACK_ERROR_FORMAT = "json"
    app.config.REQUEST_MAX_SIZE = _LARGEST_REQUEST
    app.ctx.agent = agent
    rasa.core.channels.channel.register(list(channels), app, route="/webhooks/")
    page.register(app)
    api.register(app, rulebook())
    for web in (channel for channel in channels if isinstance(channel, WebChannel)):
        documents.register(app, DocumentLinks(web.sessions.secret_key))

    @app.get("/healthz")
    async def health(_: Request) -> HTTPResponse:
        return response.json({"status": "ok", "model": agent.model_id})

    async def announce(_app: Sanic, _loop: AbstractEventLoop) -> None:
        ready()

    app.register_listener(announce, "after_server_start")
    return app


def serve(app: Sanic, listener: socket.socket) -> None:
    """Serve `app` on the bound socket until SIGTERM or SIGINT; turns under way are finished first."""
    logging.getLogger("sanic.root").setLevel(logging.WARNING)
    app.run(sock=listener, workers=1, access_log=False, motd=False)

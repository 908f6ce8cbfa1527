"""The web chat's channel: Rasa's side of docs/web-protocol.md, over Socket.IO.

Rasa's own Socket.IO channel lets the client choose the conversation it joins, drops replies (RasaHQ/rasa#13027)
and cuts a message at its blank lines. This one issues the conversations, keeps the order of turns and handles
every message once. It holds its state in this process: run one, or one per visitor behind a sticky proxy.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from rasa.core.channels.socketio import SocketBlueprint
from sanic import Sanic
from socketio import AsyncServer

from assistant.channels.conversation import Limits
from assistant.channels.sessions import DEFAULT_LIFETIME, Sessions, secret_key
from assistant.channels.web_events import EVENTS, WebEvents

logger = logging.getLogger(__name__)

OPTIONS = {"allowed_origins", "character_limit", "path", "secret_file", "session_days"}
ORIGINS_VARIABLE = "CIM_ALLOWED_ORIGINS"
SECRET_FILE = Path("var/secret.key")
SOCKET_PATH = "/socket.io"
ORIGIN = re.compile(r"https?://[^/\s*?#@]+")
LARGEST_PACKET = 100_000  # bytes: the longest message in four-byte characters, JSON-escaped, fits


class WebChannel(InputChannel):
    """The channel `assistant.channels.web.WebChannel` of credentials.yml.

    Options there, all with a default:
      - `allowed_origins`: origins besides our own whose pages may embed the chat, e.g. `[https://www.example.org]`;
        the variable CIM_ALLOWED_ORIGINS adds more, separated by commas
      - `character_limit`: the longest message, 2000
      - `session_days`: how long a session is kept open after the last visit, 30
      - `secret_file`: where the signing key is, `var/secret.key`; the variable CIM_SECRET_KEY comes first
      - `path`: the Socket.IO path, `/socket.io`
    """

    def __init__(
        self,
        sessions: Sessions,
        limits: Limits = Limits(),  # noqa: B008 (frozen, so it can be shared)
        allowed_origins: tuple[str, ...] = (),
        path: str = SOCKET_PATH,
    ) -> None:
        self.sessions = sessions
        self.limits = limits
        self.allowed_origins = allowed_origins
        self._path = path

    @classmethod
    def name(cls) -> str:
        return "web"

    @classmethod
    def from_credentials(cls, credentials: Mapping[str, Any] | None) -> WebChannel:
        """Raises ValueError for an option that is not known, SecretKeyError for a key that can't be used."""
        options = dict(credentials or {})
        if not options.keys() <= OPTIONS:
            raise ValueError(
                f"{_where(cls)}: unknown option {', '.join(sorted(options.keys() - OPTIONS))}. "
                f"Allowed are {', '.join(sorted(OPTIONS))}."
            )
        origins = options.get("allowed_origins") or []
        if not isinstance(origins, list):
            raise ValueError(  # noqa: TRY004 (the file is wrong, not the call)
                f"{_where(cls)}, allowed_origins: found {origins!r}; write a list, also for one origin."
            )
        added = [one.strip() for one in os.environ.get(ORIGINS_VARIABLE, "").split(",") if one.strip()]
        wrong = [one for one in (*origins, *added) if not ORIGIN.fullmatch(str(one))]
        if wrong:
            raise ValueError(
                f"{_where(cls)}, allowed_origins or {ORIGINS_VARIABLE}: found {wrong[0]!r}; write scheme and host "
                "without a path, such as https://www.example.org. There is no way to allow every site."
            )
        key = secret_key(Path(options.get("secret_file", SECRET_FILE)))
        return cls(
            sessions=Sessions(key, timedelta(days=float(options.get("session_days", DEFAULT_LIFETIME.days)))),
            limits=Limits(characters=int(options.get("character_limit", Limits.characters))),
            allowed_origins=(*origins, *added),
            path=str(options.get("path", SOCKET_PATH)),
        )

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> SocketBlueprint:
        server = AsyncServer(
            async_mode="sanic",
            cors_allowed_origins=self._may_connect,
            cors_credentials=False,
            max_http_buffer_size=LARGEST_PACKET,
        )
        blueprint = SocketBlueprint(server, self._path, "web", __name__)
        events = WebEvents(server, on_new_message, self.sessions, self.limits)

        @blueprint.listener("before_server_start")
        async def know_agent(app: Sanic, _loop: object) -> None:
            events.agent = lambda: getattr(app.ctx, "agent", None)

        for event in EVENTS:
            server.on(event, getattr(events, event))
        return blueprint

    def _may_connect(self, origin: str | None, environ: Mapping[str, str]) -> bool:
        """Our own pages, and those of the sites that are named. A browser always says where a page is from."""
        scheme = environ.get("HTTP_X_FORWARDED_PROTO", environ.get("wsgi.url_scheme", "http"))
        host = environ.get("HTTP_X_FORWARDED_HOST", environ.get("HTTP_HOST", ""))
        own = f"{scheme.split(',')[0].strip()}://{host.split(',')[0].strip()}"
        return origin is None or origin == own or origin in self.allowed_origins


def _where(channel: type[WebChannel]) -> str:
    return f"credentials.yml, {channel.__module__}.{channel.__name__}"

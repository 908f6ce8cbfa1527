"""A Slack on loopback: the part of its Web API that we use, with its rules. Its users are in slack_user.py.

It refuses what Slack refuses: a foreign token, blocks outside the documented limits, used-up response URLs, triggers
that are older than three seconds, a channel where the app is no member. What was refused stands in `problems`.
"""

from __future__ import annotations

import asyncio
import itertools
import json
import time
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from assistant.channels.slack.turns import Turns
from tests.unit.channels.slack.block_kit import message_problems, view_problems
from tests.unit.channels.slack.made_up import TOKEN

TEAM = "T0SELPA"
BOT_USER = "U0BOT"
APP = "A0CIM"
SCOPES = "app_mentions:read,chat:write,commands,files:write,im:history"
PATIENCE = 120.0
"""Seconds after which what ought to happen counts as missing; generous, because test machines are busy."""
Json = dict[str, Any]
_NUMBERS = itertools.count(1)
"""For what must be unlike any other, over all workspaces of a run: the assistant remembers from one to the next."""


@dataclass
class Message:
    """A message as Slack has it. `seen_by` is a user where nobody else sees it."""

    channel: str
    ts: str
    text: str
    blocks: list[Json]
    thread: str | None = None
    seen_by: str = ""
    edits: int = 0

    def elements(self) -> list[Json]:
        """All that can be pressed, each with its block's id."""
        found = []
        for block in self.blocks:
            parts = block.get("elements", []) if block["type"] == "actions" else [block.get("accessory")]
            found += [{**part, "block_id": block.get("block_id", "")} for part in parts if part]
        return found

    def titles(self) -> list[str]:
        """What can be pressed or picked, as it reads."""
        titles = []
        for element in self.elements():
            if element["type"] == "button":
                titles.append(element["text"]["text"])
            titles += [option["text"]["text"] for option in element.get("options", ())]
        return titles

    def says(self) -> str:
        """All its texts."""
        said = [self.text]
        for block in self.blocks:
            said += [block["text"]["text"]] if "text" in block else []
            said += [one["text"] for one in block.get("elements", ()) if block["type"] == "context"]
        return "\n".join(said)


@dataclass
class _Url:
    channel: str
    user: str
    message: Message | None
    used: int = 0


@dataclass
class _Refusal:
    times: int
    status: int
    body: Json
    headers: Mapping[str, str]


@dataclass
class FakeSlack:
    """Slack's side. Served by `serve`; `url` is where its API is.

    `at_work` is what our servers in this process do when they have acknowledged what they were told.
    """

    url: str = ""
    calls: list[tuple[str, Json]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
    views: list[Json] = field(default_factory=list)
    homes: dict[str, Json] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    filenames: list[str] = field(default_factory=list)
    shared_files: list[Json] = field(default_factory=list)
    channels: set[str] = field(default_factory=lambda: {"C0TEAM", "C0OTHER"})
    scopes: str = SCOPES
    at_work: list[Turns] = field(default_factory=list)
    _held: dict[str, asyncio.Event] = field(default_factory=dict)
    _refusals: dict[str, list[_Refusal]] = field(default_factory=lambda: defaultdict(list))
    _urls: dict[str, _Url] = field(default_factory=dict)
    _triggers: dict[str, float] = field(default_factory=dict)

    def timestamp(self) -> str:
        """A message's timestamp: later than all before it."""
        return f"{int(time.time())}.{next(_NUMBERS):06d}"

    def trigger(self) -> str:
        """A trigger with which a view can be opened, for three seconds.

        They are seconds of this process, in which our server runs too: a busy machine proves nothing.
        """
        trigger = f"13345.{next(_NUMBERS)}.abcdef"
        self._triggers[trigger] = time.process_time()
        return trigger

    def response_url(self, channel: str, user: str, message: Message | None = None) -> str:
        """An address for five answers."""
        id_ = f"R{next(_NUMBERS)}"
        self._urls[id_] = _Url(channel, user, message)
        return f"{self.url}/respond/{id_}"

    def limit(self, method: str, seconds: int = 1, times: int = 1) -> None:
        """Answer the next calls of `method` with a rate limit."""
        body = {"ok": False, "error": "ratelimited"}
        self._refusals[method].append(_Refusal(times, 429, body, {"Retry-After": str(seconds)}))

    def fail(self, method: str, error: str = "internal_error", status: int = 200, times: int = 1) -> None:
        """Answer the next calls of `method` with an error."""
        self._refusals[method].append(_Refusal(times, status, {"ok": False, "error": error}, {}))

    def hold(self, method: str) -> asyncio.Event:
        """Leave all calls of `method` without an answer until the event is set."""
        return self._held.setdefault(method, asyncio.Event())

    def count(self, method: str) -> int:
        """How often `method` was called, refused or not."""
        return sum(called == method for called, _ in self.calls)

    def at(self, channel: str, thread: str | None = None) -> list[Message]:
        """The messages in a channel, or in one thread of it."""
        return [one for one in self.messages if one.channel == channel and (thread is None or one.thread == thread)]

    async def quiet(self) -> None:
        """Until our servers in this process have done all that they were told: then nothing more comes of it."""
        for turns in self.at_work:
            assert await turns.idle(PATIENCE) == 0, "our server is still at work"

    async def until(self, condition: Any) -> Any:
        """What `condition` gives when our servers are quiet; of servers in other processes, as soon as it is there."""
        await self.quiet()
        return await self.as_soon_as(condition, 0 if self.at_work else PATIENCE)

    async def as_soon_as(self, condition: Any, patience: float = PATIENCE) -> Any:
        """What `condition` gives as soon as it gives something; or an error with what was said last."""
        deadline = time.monotonic() + patience
        while not (found := condition()):
            if time.monotonic() > deadline:
                said = "\n".join(f"{one.channel} {one.thread}: {one.text[:100]}" for one in self.messages[-12:])
                raise AssertionError(f"It did not happen. The last messages are:\n{said}\nProblems: {self.problems}")
            await asyncio.sleep(0.01)
        return found

    def app(self) -> web.Application:
        """The server."""
        app = web.Application(client_max_size=10_000_000)
        app.router.add_post("/api/{method}", self._api)
        app.router.add_post("/respond/{id}", self._respond)
        app.router.add_post("/upload/{id}", self._upload)
        return app

    async def _api(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        body = await _body(request)
        self.calls.append((method, body))
        await self._let_go(method)
        if request.headers.get("Authorization") != f"Bearer {TOKEN}":
            return web.json_response({"ok": False, "error": "invalid_auth"})
        refusal = self._refused(method)
        if refusal is not None:
            return web.json_response(refusal.body, status=refusal.status, headers=refusal.headers)
        handler = getattr(self, "_" + method.replace(".", "_").lower(), None)
        if handler is None:
            self.problems.append(f"unknown method {method}")
            return web.json_response({"ok": False, "error": "unknown_method"})
        answer = handler(body)
        headers = {"x-oauth-scopes": self.scopes}
        return web.json_response({"ok": "error" not in answer, **answer}, headers=headers)

    async def _let_go(self, method: str) -> None:
        if method in self._held:
            await self._held[method].wait()

    def _refused(self, method: str) -> _Refusal | None:
        queue = self._refusals[method]
        if not queue:
            return None
        queue[0].times -= 1
        return queue.pop(0) if queue[0].times <= 0 else queue[0]

    def _auth_test(self, _: Json) -> Json:
        return {"url": "https://selpa.slack.com/", "team": "Our SELPA", "team_id": TEAM, "user_id": BOT_USER}

    def _chat_postmessage(self, body: Json) -> Json:
        channel = self._channel(body["channel"])
        if problem := self._post_problem(channel, body):
            return {"error": problem}
        posted = Message(channel, self.timestamp(), body["text"], body.get("blocks") or [], body.get("thread_ts"))
        self.messages.append(posted)
        return {"channel": channel, "ts": posted.ts, "message": {"text": posted.text}}

    def _chat_postephemeral(self, body: Json) -> Json:
        channel = self._channel(body["channel"])
        if problem := self._post_problem(channel, body):
            return {"error": problem}
        posted = Message(
            channel, self.timestamp(), body["text"], body.get("blocks") or [], body.get("thread_ts"), body["user"]
        )
        self.messages.append(posted)
        return {"message_ts": posted.ts}

    def _chat_update(self, body: Json) -> Json:
        problems = message_problems(body, longest_text=4000)
        self.problems += problems
        found = [one for one in self.messages if (one.channel, one.ts) == (body["channel"], body["ts"])]
        if problems or not found:
            return {"error": "invalid_blocks" if problems else "message_not_found"}
        self._change(found[0], body)
        return {"channel": body["channel"], "ts": body["ts"]}

    def _views_open(self, body: Json) -> Json:
        opened = self._triggers.pop(body["trigger_id"], None)
        if opened is None or time.process_time() - opened > 3:
            self.problems.append("trigger used twice, unknown, or older than three seconds")
            return {"error": "expired_trigger_id"}
        return self._view(body, self.views.append)

    def _views_publish(self, body: Json) -> Json:
        return self._view(body, lambda view: self.homes.__setitem__(body["user_id"], view))

    def _view(self, body: Json, keep: Any) -> Json:
        problems = view_problems(body["view"])
        self.problems += problems
        if problems:
            return {"error": "invalid_arguments"}
        keep(body["view"])
        return {"view": {"id": f"V{next(_NUMBERS)}"}}

    def _files_getuploadurlexternal(self, body: Json) -> Json:
        id_ = f"F{next(_NUMBERS)}"
        self.filenames.append(body["filename"])
        return {"file_id": id_, "upload_url": f"{self.url}/upload/{id_}"}

    def _files_completeuploadexternal(self, body: Json) -> Json:
        if body.get("channel_id") not in self.channels and not str(body.get("channel_id")).startswith("D"):
            return {"error": "not_in_channel"}
        self.shared_files.append(body)
        return {"files": body["files"]}

    async def _upload(self, request: web.Request) -> web.Response:
        self.files[request.match_info["id"]] = await request.read()
        return web.Response(text="OK")

    async def _respond(self, request: web.Request) -> web.Response:
        body = await request.json()
        self.calls.append(("response_url", body))
        await self._let_go("response_url")
        refusal = self._refused("response_url")
        if refusal is not None:
            return web.Response(text="no", status=refusal.status, headers=refusal.headers)
        url = self._urls.get(request.match_info["id"])
        if url is None or url.used >= 5:
            return web.Response(text="used_url", status=404)
        url.used += 1
        problems = message_problems(body, longest_text=4000 if body.get("replace_original") else 40_000)
        self.problems += problems
        if problems:
            return web.Response(text="invalid_blocks", status=400)
        if body.get("replace_original") and url.message is not None:
            self._change(url.message, body)
        else:
            seen_by = "" if body.get("response_type") == "in_channel" else url.user
            self.messages.append(Message(url.channel, self.timestamp(), body["text"], body["blocks"], seen_by=seen_by))
        return web.Response(text="ok")

    def _channel(self, channel: str) -> str:
        """Who posts to a user means the direct messages with that user."""
        return direct(channel) if channel.startswith("U") else channel

    def _post_problem(self, channel: str, body: Json) -> str:
        if not channel.startswith("D") and channel not in self.channels:
            return "not_in_channel"
        problems = message_problems(body)
        self.problems += problems
        return "invalid_blocks" if problems else ""

    def _change(self, message: Message, body: Json) -> None:
        message.text, message.blocks = body["text"], body.get("blocks") or []
        message.edits += 1


def direct(user: str) -> str:
    """The channel of a user's direct messages with the assistant."""
    return f"D{user[1:]}"


async def _body(request: web.Request) -> Json:
    """A call's arguments, from JSON or from a form in which the deeper ones are JSON."""
    if request.content_type == "application/json":
        read: Json = await request.json()
        return read
    form = {**request.query, **await request.post()}
    return {key: _unpacked(value) for key, value in form.items()}


def _unpacked(value: Any) -> Any:
    if isinstance(value, str) and value[:1] in "[{":
        return json.loads(value)
    return value

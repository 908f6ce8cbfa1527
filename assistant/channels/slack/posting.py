"""Sending to Slack: with its rate limits kept, failures tried again and logged, and nothing dropped in silence."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.http_retry.async_handler import AsyncRetryHandler
from slack_sdk.http_retry.builtin_async_handlers import (
    AsyncConnectionErrorRetryHandler,
    AsyncRateLimitErrorRetryHandler,
    AsyncServerErrorRetryHandler,
)
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from assistant.channels.slack.blocks import Block, Post
from assistant.channels.slack.settings import Settings

__all__ = ["Document", "Poster", "Target", "UnreachableError", "WorkspaceError"]

logger = logging.getLogger(__name__)
# It logs whole messages when it logs at all.
logging.getLogger("slack_sdk").setLevel(logging.WARNING)

LONGEST_CALL = 20.0  # seconds
LONGEST_WAY = 10.0  # seconds to make a connection; then it is tried again, for nothing has been sent yet
RESPONSES = 5
"""How often Slack lets a response URL be used."""
SCOPES = frozenset({"app_mentions:read", "chat:write", "commands", "files:write", "im:history"})


@dataclass(frozen=True)
class Target:
    """Where replies go: to a channel or a thread in it. With `response_url` or `only_for` a user, only one sees them.

    `channel` may be a user's id: then it means the direct messages with that user.
    """

    channel: str
    thread: str | None = None
    response_url: str = ""
    only_for: str = ""


@dataclass(frozen=True)
class Document:
    """A file to hand over."""

    filename: str
    title: str
    content: bytes


class WorkspaceError(Exception):
    """Slack refuses the token or lacks a permission. The text says what to do."""


class UnreachableError(WorkspaceError):
    """Slack doesn't answer, or fails itself. It may be there in a while."""


class Poster:
    """Our side of Slack's Web API. Opened when the server has a loop, closed when it stops."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._session: aiohttp.ClientSession | None = None
        self._client = AsyncWebClient(settings.bot_token, settings.api_url)
        self.workspace_url = "https://slack.com/"
        self.workspace = ""
        """Its id; empty until Slack was asked."""

    async def open(self) -> None:
        """Make the connection pool. One for all calls: without it each would shake hands anew."""
        self._session = aiohttp.ClientSession(
            timeout=aiohttp.ClientTimeout(total=LONGEST_CALL, sock_connect=LONGEST_WAY)
        )
        self._client = AsyncWebClient(
            self._settings.bot_token, self._settings.api_url, session=self._session, retry_handlers=_retries()
        )

    async def close(self) -> None:
        """Let the connections go."""
        if self._session is not None:
            await self._session.close()

    async def check_in(self) -> str:
        """The name of the workspace that the token is for.

        Raises WorkspaceError where Slack refuses the token, or gives it less than we need; UnreachableError where it
        doesn't answer.
        """
        try:
            answer = await self._client.auth_test()
        except SlackApiError as error:
            if _status(error) >= 500:
                raise UnreachableError(f"Slack fails at {self._settings.api_url} ({_code(error)}).") from error
            raise WorkspaceError(
                f"Slack refuses the token in SLACK_BOT_TOKEN ({_code(error)}). Install the app to the workspace again "
                "and copy the Bot User OAuth Token."
            ) from error
        except (SlackClientError, aiohttp.ClientError, asyncio.TimeoutError) as error:
            raise UnreachableError(
                f"Slack can't be reached at {self._settings.api_url} ({type(error).__name__})."
            ) from error
        self.workspace_url = str(answer.get("url") or self.workspace_url)
        self.workspace = str(answer.get("team_id") or "")
        given = {scope.strip() for scope in str(answer.headers.get("x-oauth-scopes", "")).split(",")} - {""}
        if given and (missing := SCOPES - given):
            raise WorkspaceError(
                f"The Slack app lacks the scopes {', '.join(sorted(missing))}. Apply deploy/slack/manifest.yaml to it "
                "and install it again."
            )
        return str(answer.get("team") or "")

    async def post(self, target: Target, posts: Iterable[Post]) -> bool:
        """Send `posts` in their order. Whether all arrived."""
        used = 0
        arrived = True
        for post in posts:
            if target.response_url and used < RESPONSES and await self.respond(target.response_url, post):
                used += 1
            else:
                arrived = await self._post(target, post) and arrived
        return arrived

    async def respond(self, url: str, post: Post, *, replace: bool = False, in_channel: bool = False) -> bool:
        """Send `post` by a response URL: to the user alone, in place of the message that was pressed, or for all."""
        if not self._settings.may_answer_at(url):
            logger.error("A response URL that is not Slack's was not used")
            return False
        body = {
            "text": post.text,
            "blocks": list(post.blocks),
            "response_type": "in_channel" if in_channel else "ephemeral",
            "replace_original": replace,
            "unfurl_links": False,
        }
        client = AsyncWebhookClient(url, session=self._session, retry_handlers=_retries())
        try:
            answer = await client.send_dict(body)
        except (SlackClientError, aiohttp.ClientError, asyncio.TimeoutError) as error:
            logger.warning("A response URL failed: %s", type(error).__name__)
            return False
        if answer.status_code != 200:
            logger.warning("A response URL answered %s (%s)", answer.status_code, answer.body[:40])
        return answer.status_code == 200

    async def update(self, channel: str, timestamp: str, post: Post) -> bool:
        """Put `post` in place of a message of ours."""
        return await self._call(
            "chat.update",
            lambda: self._client.chat_update(channel=channel, ts=timestamp, text=post.text, blocks=list(post.blocks)),
        )

    async def open_view(self, trigger: str, view: Block) -> bool:
        """Open a modal. Slack takes the trigger for three seconds."""
        return await self._call("views.open", lambda: self._client.views_open(trigger_id=trigger, view=view))

    async def publish_home(self, user: str, view: Block) -> bool:
        """Show `view` on the user's Home tab."""
        return await self._call("views.publish", lambda: self._client.views_publish(user_id=user, view=view))

    async def direct_channel(self, user: str, post: Post) -> str:
        """The channel of the direct messages with `user`, found out by posting there; empty where that fails."""
        try:
            answer = await self._client.chat_postMessage(channel=user, text=post.text, blocks=list(post.blocks))
        except (SlackClientError, aiohttp.ClientError, asyncio.TimeoutError) as error:
            _logged("chat.postMessage", type(error).__name__)
            return ""
        return str(answer.get("channel") or "")

    async def upload(self, target: Target, documents: Sequence[Document]) -> bool:
        """Hand over files in a channel or thread of which we are a member."""
        files = [{"filename": one.filename, "title": one.title, "content": one.content} for one in documents]
        return await self._call(
            "files_upload_v2",
            lambda: self._client.files_upload_v2(
                file_uploads=files, channel=target.channel, thread_ts=target.thread, request_file_info=False
            ),
        )

    async def _post(self, target: Target, post: Post) -> bool:
        body: dict[str, Any] = {
            "channel": target.channel,
            "thread_ts": target.thread,
            "text": post.text,
            "blocks": list(post.blocks),
        }
        if target.only_for:
            return await self._call(
                "chat.postEphemeral", lambda: self._client.chat_postEphemeral(user=target.only_for, **body)
            )
        error = await self._failure(
            lambda: self._client.chat_postMessage(unfurl_links=False, unfurl_media=False, **body)
        )
        if error in ("invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long"):
            # The answer must arrive, even if it is plain.
            logger.error("Slack refused our blocks (%s); the text is sent without them", error)
            sent = [await self._post_text(target, text) for text in post.texts()]
            return all(sent)
        return _logged("chat.postMessage", error)

    async def _post_text(self, target: Target, text: str) -> bool:
        return await self._call(
            "chat.postMessage",
            lambda: self._client.chat_postMessage(channel=target.channel, thread_ts=target.thread, text=text),
        )

    async def _call(self, method: str, call: Callable[[], Awaitable[Any]]) -> bool:
        return _logged(method, await self._failure(call))

    async def _failure(self, call: Callable[[], Awaitable[Any]]) -> str | None:
        """None, or what went wrong, after all attempts."""
        try:
            await call()
        except SlackApiError as error:
            return _code(error)
        except (SlackClientError, aiohttp.ClientError, asyncio.TimeoutError) as error:
            return type(error).__name__
        return None


def _retries() -> list[AsyncRetryHandler]:
    """A rate limit is waited out as Slack says; a connection that failed and a failing server are tried again."""
    return [
        AsyncRateLimitErrorRetryHandler(max_retry_count=5),
        AsyncConnectionErrorRetryHandler(max_retry_count=2),
        AsyncServerErrorRetryHandler(max_retry_count=2),
    ]


def _status(error: SlackApiError) -> int:
    """The HTTP status of Slack's answer; 0 where there is none."""
    return int(getattr(error.response, "status_code", 0) or 0)


def _code(error: SlackApiError) -> str:
    """Slack's word for what is wrong. Its answer in full may repeat what we sent."""
    try:
        return str(error.response.get("error") or error.response.status_code)
    except (AttributeError, TypeError):
        return "no readable answer"


def _logged(method: str, error: str | None) -> bool:
    if error is not None:
        logger.error("%s failed: %s", method, error)
    return error is None

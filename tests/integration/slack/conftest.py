"""A fake Slack, and our server in this process, talking to each other over loopback."""

from __future__ import annotations

import socket
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import pytest
import sanic.app
from aiohttp import web
from rasa.core.channels.channel import register
from sanic import Sanic

from assistant.channels.slack import desk
from assistant.channels.slack.channel import SlackChannel
from assistant.channels.slack.settings import Settings
from assistant.channels.slack.turns import Turns
from tests.integration.slack.fake_slack import FakeSlack
from tests.integration.slack.slack_user import SlackUser
from tests.unit.channels.slack.made_up import SECRET, TOKEN

Serve = Callable[[Any], Awaitable[str]]


@asynccontextmanager
async def fake_slack() -> AsyncIterator[FakeSlack]:
    """Serves a fake Slack on a free loopback port."""
    slack = FakeSlack()
    runner = web.AppRunner(slack.app())
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    slack.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield slack
    finally:
        await runner.cleanup()


@asynccontextmanager
async def our_server(slack: FakeSlack, agent: Any) -> AsyncIterator[str]:
    """Serves the channel with `agent` behind it; gives the address that Slack calls."""
    app = Sanic(f"slack_{uuid.uuid4().hex}", configure_logging=False)
    app.ctx.agent = agent
    turns = Turns()
    slack.at_work.append(turns)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(desk, "Turns", lambda: turns)
        register([SlackChannel(Settings(TOKEN, SECRET, f"{slack.url}/api/"))], app, route="/webhooks/")
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    server = await app.create_server(sock=listening, return_asyncio_server=True, access_log=False)
    await server.startup()
    await server.before_start()
    await server.after_start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/webhooks/slack/webhook"
    finally:
        await server.before_stop()
        await server.close()
        await server.after_stop()


@pytest.fixture(scope="session", autouse=True)
def _several_servers() -> Iterator[None]:
    """Sanic 21.12 rewrites its own classes when an app starts, and fails when it does so a second time."""
    rewrite = sanic.app.TouchUp.run
    done = False

    def rewrite_once(app: Sanic) -> None:
        nonlocal done
        if not done:
            rewrite(app)
        done = True

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sanic.app.TouchUp, "run", rewrite_once)
        yield


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    """A workspace in which nothing that we sent may have broken Slack's rules."""
    async with fake_slack() as running:
        yield running
        assert running.problems == []


@pytest.fixture
async def serve(slack: FakeSlack) -> AsyncIterator[Serve]:
    """Starts our server with a given agent, and ends it after the test."""
    async with AsyncExitStack() as running:

        async def start(agent: Any) -> str:
            return await running.enter_async_context(our_server(slack, agent))

        yield start


@pytest.fixture
async def assistant(agent: Any, serve: Serve) -> str:
    """The address of our server with the real assistant behind it."""
    return await serve(agent)


@pytest.fixture
def maria(slack: FakeSlack, assistant: str) -> SlackUser:
    """A program specialist. Her conversations are hers alone: each test has a user of its own."""
    return SlackUser(slack, assistant, new_user())


@pytest.fixture
def omar(slack: FakeSlack, assistant: str) -> SlackUser:
    """Another one."""
    return SlackUser(slack, assistant, new_user())


_users = iter(f"U{number:04d}" for number in range(1, 10_000))


def new_user() -> str:
    """The id of a user whom nobody has been before."""
    return next(_users)

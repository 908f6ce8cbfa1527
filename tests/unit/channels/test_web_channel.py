"""The channel on a real socket, registered as Rasa registers channels, with an agent that echoes."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest
import socketio

from assistant.channels.sessions import Sessions
from assistant.channels.web import WebChannel
from tests.unit.channels.serving import FRIEND, KEY, serving

SESSIONS = Sessions(KEY)


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with serving("channel") as address:
        yield address


@asynccontextmanager
async def connected(
    url: str, origin: str | None = None, transport: str = "websocket"
) -> AsyncIterator[socketio.AsyncSimpleClient]:
    headers = {"Origin": origin} if origin else {}
    # The session is ours, because the client leaves its own open when the connection is refused.
    async with aiohttp.ClientSession() as session, socketio.AsyncSimpleClient(http_session=session) as client:
        await client.connect(url, headers=headers, transports=[transport])
        yield client


async def received(client: socketio.AsyncSimpleClient, event: str) -> Any:
    """The data of the next event of that name; those before it are passed over."""
    while True:
        name, data = await client.receive(timeout=60)
        if name == event:
            return data


async def test_a_reply_arrives(url: str) -> None:
    """With Rasa's own channel it goes to a room that nobody has joined."""
    async with connected(url) as client:
        await client.emit("session_request", {"token": None})
        assert SESSIONS.read((await received(client, "session_confirm"))["token"])
        assert (await received(client, "bot_uttered"))["text"] == "Hello."
        assert await client.call("user_uttered", {"id": "message-1", "text": "three"}) == {"ok": True}
        assert (await received(client, "bot_uttered"))["text"] == "You said: three"


async def test_a_reply_is_not_cut_at_its_blank_lines(url: str) -> None:
    async with connected(url) as client:
        await client.emit("session_request", {"token": None})
        await received(client, "bot_uttered")
        await client.call("user_uttered", {"id": "message-1", "text": "First.\n\nSecond."})
        assert (await received(client, "bot_uttered"))["text"] == "You said: First.\n\nSecond."


@pytest.mark.parametrize("origin", ["{own}", FRIEND])
async def test_pages_of_ours_and_of_named_sites_may_connect(url: str, origin: str) -> None:
    async with connected(url, origin.format(own=url)) as client:
        await client.emit("session_request", {"token": None})
        assert (await received(client, "session_confirm"))["history"] == []


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null", f"{FRIEND}.evil.example"])
@pytest.mark.parametrize("transport", ["websocket", "polling"])
async def test_other_pages_may_not(url: str, origin: str, transport: str) -> None:
    with pytest.raises(socketio.exceptions.ConnectionError):
        async with connected(url, origin, transport):
            pass


def test_options_come_from_the_credentials_file(tmp_path: Path) -> None:
    channel = WebChannel.from_credentials(
        {
            "character_limit": 500,
            "session_days": 1,
            "allowed_origins": [FRIEND],
            "secret_file": str(tmp_path / "secret.key"),
        }
    )
    assert channel.limits.characters == 500
    assert channel.sessions.lifetime == timedelta(days=1)
    assert channel.allowed_origins == (FRIEND,)


def test_every_option_has_a_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CIM_SECRET_KEY", raising=False)
    monkeypatch.chdir(tmp_path)
    assert WebChannel.from_credentials(None).limits.characters == 2000
    assert (tmp_path / "var" / "secret.key").exists()


def test_an_unknown_option_is_named_with_those_that_exist() -> None:
    with pytest.raises(ValueError, match=r"unknown option session_persistance\. Allowed are .*character_limit"):
        WebChannel.from_credentials({"session_persistance": True})


def test_allowed_origins_must_be_a_list() -> None:
    """A string would be taken apart into its letters, and nothing would match."""
    with pytest.raises(ValueError, match=r"allowed_origins: .* a list"):
        WebChannel.from_credentials({"allowed_origins": FRIEND})


def test_the_environment_may_name_more_origins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CIM_ALLOWED_ORIGINS", "https://one.example.org, http://127.0.0.1:8080")
    channel = WebChannel.from_credentials({"allowed_origins": [FRIEND], "secret_file": str(tmp_path / "secret.key")})
    assert channel.allowed_origins == (FRIEND, "https://one.example.org", "http://127.0.0.1:8080")


@pytest.mark.parametrize("origin", ["*", "https://*.example.org", "https://example.org/", "example.org"])
def test_an_origin_is_a_scheme_and_a_host_and_never_every_site(origin: str) -> None:
    with pytest.raises(ValueError, match="scheme and host"):
        WebChannel.from_credentials({"allowed_origins": [origin]})

"""Visitors of the page: each opens it in a browser of its own, and none may be sent anywhere else."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

from assistant.page import BUILT_PAGE
from assistant.paths import ROOT
from tests.browser.chat import Chat
from tests.chromium import AXE, chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

    from tests.serving import Server

PATIENCE = 60_000
"""Milliseconds until something that ought to appear counts as missing; generous, because test machines are busy."""
# A server or a network that is away is what some tests are about, and the browser reports each attempt to reach it,
# whatever became of it; also one that is given up for the next ("Try now").
_AWAY = re.compile(
    r"net::ERR_(CONNECTION_\w+|EMPTY_RESPONSE|FAILED|INTERNET_DISCONNECTED)|closed before (the connection|receiving)"
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(ROOT / "tests" / "browser"):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="module", name="chromium")
def _chromium() -> Iterator[Browser]:
    from playwright.sync_api import expect

    expect.set_options(timeout=PATIENCE)
    with chromium(BUILT_PAGE / "index.html") as browser:
        yield browser


@pytest.fixture
def open_chat(chromium: Browser, server: Server) -> Iterator[Callable[..., Chat]]:
    """Opens the page as a visitor of its own. At the end, no page may have asked another origin for anything."""
    contexts: list[BrowserContext] = []
    asked: list[str] = []
    complaints: list[str] = []

    def open_as(visitor: BrowserContext | None = None, **options: Any) -> Chat:
        context = visitor or chromium.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        if visitor is None:
            context.add_init_script(path=AXE)
            context.on("request", lambda request: asked.append(request.url))
            contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("websocket", lambda socket: asked.append(socket.url.replace("ws://", "http://")))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: _note(complaints, message.type, message.text))
        page.goto(server.url)
        return Chat(page, complaints)

    yield open_as
    for context in contexts:
        context.close()
    assert [url for url in asked if not url.startswith(f"{server.url}/")] == []
    assert complaints == []


@pytest.fixture
def chat(open_chat: Callable[..., Chat]) -> Chat:
    """A new visitor's page, greeted."""
    opened = open_chat()
    opened.wait_for_greeting()
    return opened


def _note(complaints: list[str], kind: str, text: str) -> None:
    if kind in {"error", "warning"} and not _AWAY.search(text):
        complaints.append(text)

"""Pictures of every state, for people to look at: build/screenshots/."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from assistant.paths import BUILD
from tests.browser.chat import Chat

if TYPE_CHECKING:
    from tests.serving import Server

SCREENSHOTS = BUILD / "screenshots"
VIEWS = [("phone", 320, 640, "light"), ("tablet", 768, 1024, "dark"), ("desk", 1440, 900, "light")]


@pytest.mark.parametrize(("view", "width", "height", "scheme"), VIEWS, ids=[view for view, *_ in VIEWS])
def test_every_state_can_be_looked_at(
    open_chat: Callable[..., Chat], server: Server, view: str, width: int, height: int, scheme: str
) -> None:
    chat = open_chat(viewport={"width": width, "height": height}, color_scheme=scheme)

    def take(state: str) -> None:
        chat.page.wait_for_timeout(200)  # scrolling and fonts come to rest
        chat.page.screenshot(path=SCREENSHOTS / f"{view}-{state}.png")

    chat.wait_for_greeting()
    take("1-greeting")
    chat.type("find our level")
    chat.open_choice("2023").click()
    chat.wait_until_answered("2023")
    chat.next_fact()
    take("2-question")
    chat.answer_by_typing()
    take("3-result")
    chat.button("Jump to latest").click()
    take("4-end-of-result")
    chat.page.get_by_role("button", name="Clear").click()
    take("5-dialog")
    chat.page.keyboard.press("Escape")
    with server.away():
        expect(chat.trouble).to_be_visible()
        chat.box.fill("why this result?")
        chat.box.press("Enter")
        take("6-server-away")
    taken = {picture.name for picture in SCREENSHOTS.glob(f"{view}-*.png")}
    assert len(taken) == 6

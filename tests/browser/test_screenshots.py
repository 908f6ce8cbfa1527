"""Pictures of every state, for people to look at: build/screenshots/."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from assistant.paths import BUILD
from tests.browser.chat import Chat

if TYPE_CHECKING:
    from tests.serving import Server

SCREENSHOTS = BUILD / "screenshots"
VIEWS = {"phone": (320, 640, "light"), "tablet": (768, 1024, "dark"), "desk": (1440, 900, "light")}


def take(chat: Chat, view: str, state: str) -> None:
    chat.page.wait_for_timeout(200)  # scrolling and fonts come to rest
    chat.page.screenshot(path=SCREENSHOTS / f"{view}-{state}.png")


def test_every_state_can_be_looked_at(open_chat: Callable[..., Chat], server: Server) -> None:
    chats = {
        view: open_chat(viewport={"width": width, "height": height}, color_scheme=scheme)
        for view, (width, height, scheme) in VIEWS.items()
    }
    for view, chat in chats.items():
        chat.wait_for_greeting()
        take(chat, view, "1-greeting")
        chat.type("find our level")
        chat.open_choice("2023").click()
        chat.wait_until_answered("2023")
        take(chat, view, "2-question")
        chat.answer_by_typing()
        take(chat, view, "3-result")
        chat.button("Jump to latest").click()
        take(chat, view, "4-end-of-result")
        chat.page.get_by_role("button", name="Clear").click()
        take(chat, view, "5-dialog")
        chat.page.keyboard.press("Escape")
    with server.away():
        for view, chat in chats.items():
            expect(chat.trouble).to_be_visible()
            chat.box.fill("why this result?")
            chat.box.press("Enter")
            take(chat, view, "6-server-away")
    assert len(list(SCREENSHOTS.glob("*.png"))) == 6 * len(VIEWS)

"""Every state of the page, one after the other, for pictures that people look at."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from tests.browser.chat import Chat

__all__ = ["every_state"]

Take: TypeAlias = Callable[[Chat, str], None]
"""Takes a picture of a state."""


def every_state(chat: Chat, take: Take) -> None:
    """Go through one conversation from its greeting to the loss of the network."""
    _interview(chat, take)
    _result(chat, take)
    _conversation(chat, take)
    _trouble(chat, take)


def _interview(chat: Chat, take: Take) -> None:
    take(chat, "greeting")
    _look(chat, take, "panel empty")
    chat.type("find our level")
    chat.type("2023")
    chat.type("not sure")
    take(chat, "question")
    _look(chat, take, "panel question")


def _result(chat: Chat, take: Take) -> None:
    chat.answer_by_typing()
    take(chat, "result")
    if chat.button("Jump to latest").count():
        chat.button("Jump to latest").click()
    take(chat, "result end")
    _look(chat, take, "panel result", chat.unfold_panel)
    chat.try_out("Elements not met", "1 to 2")
    take(chat, "panel trial")
    chat.panel.get_by_label("Same answers in another year").select_option("2022")
    chat.panel.get_by_text("monitoring year 2022").first.wait_for()
    take(chat, "panel years")
    chat.close_panel()


def _conversation(chat: Chat, take: Take) -> None:
    chat.type("what is the CIM team?")
    term = chat.log.locator("cim-term:visible").last
    term.scroll_into_view_if_needed()
    term.hover()
    take(chat, "word explained")
    chat.page.mouse.move(1, 1)
    chat.type("call it Oak Valley")
    chat.type("add Cedar Ridge")
    chat.type("same as Oak Valley")
    chat.type("compare them")
    take(chat, "comparison")
    _look(chat, take, "panel leas", chat.unfold_panel)
    chat.type("show me around")
    take(chat, "tour")


def _trouble(chat: Chat, take: Take) -> None:
    chat.page.get_by_role("button", name="Clear").first.click()
    take(chat, "dialog")
    chat.page.keyboard.press("Escape")
    chat.box.fill("x" * 2001)
    take(chat, "too long")
    chat.page.context.set_offline(True)
    chat.box.fill("why this result?")
    chat.box.press("Enter")
    chat.page.get_by_text("You are offline.").wait_for()
    take(chat, "offline")
    chat.page.context.set_offline(False)
    chat.wait_until_answered("why this result?")


def _look(chat: Chat, take: Take, state: str, prepare: Callable[[], None] = lambda: None) -> None:
    """The panel in full, as high as it is."""
    chat.open_panel()
    prepare()
    size = chat.page.viewport_size
    assert size is not None
    chat.page.set_viewport_size({"width": size["width"], "height": 2600})
    take(chat, state)
    chat.page.set_viewport_size(size)
    chat.close_panel()

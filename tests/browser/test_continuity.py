"""Reload, second tab, clearing, and a server that goes away."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from tests.browser.chat import Chat

if TYPE_CHECKING:
    from playwright.sync_api import Page, WebSocketRoute

    from tests.serving import Server


def test_a_reload_keeps_the_conversation_and_its_open_question(chat: Chat) -> None:
    chat.type("find our level")
    chat.open_choice("2023").click()
    chat.wait_until_answered("2023")
    before = chat.entries.all_inner_texts()
    chat.page.reload()
    expect(chat.entries).to_have_count(len(before))
    assert chat.entries.all_inner_texts() == before
    chat.open_choice("School district").click()
    chat.wait_until_answered("School district")
    assert chat.next_fact() == "students_with_disabilities"


def test_a_second_tab_shows_the_same_conversation_and_both_go_on(chat: Chat, open_chat: Callable[..., Chat]) -> None:
    chat.type("find our level")
    second = open_chat(chat.page.context)
    expect(second.sayings).to_have_count(1)
    second.type("2023")
    expect(chat.sayings).to_have_count(2)
    chat.wait_until_answered("2023")
    assert chat.next_fact() == second.next_fact() == "lea_type"


def test_another_visitor_sees_nothing_of_it(chat: Chat, open_chat: Callable[..., Chat]) -> None:
    chat.type("find our level")
    stranger = open_chat()
    stranger.wait_for_greeting()
    expect(stranger.sayings).to_have_count(0)


def test_the_session_is_not_in_any_address(chat: Chat) -> None:
    asked: list[str] = []
    chat.page.on("request", lambda request: asked.append(request.url))
    chat.page.on("websocket", lambda socket: asked.append(socket.url))
    chat.page.reload()
    chat.wait_for_greeting()
    token = chat.page.evaluate("localStorage.getItem('cim-session')")
    assert asked
    assert all(part not in url for url in [*asked, chat.page.url] for part in token.split("."))


def test_clearing_asks_first_and_escape_keeps_everything(chat: Chat) -> None:
    chat.type("find our level")
    opener = chat.page.get_by_role("button", name="Clear conversation")
    opener.click()
    dialog = chat.page.get_by_role("dialog", name="Delete this conversation?")
    expect(dialog.get_by_role("button", name="Keep it")).to_be_focused()
    chat.page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(opener).to_be_focused()
    expect(chat.sayings).to_have_count(1)


def test_clearing_deletes_the_conversation_in_every_tab_and_for_good(
    chat: Chat, open_chat: Callable[..., Chat]
) -> None:
    second = open_chat(chat.page.context)
    chat.type("find our level")
    expect(second.sayings).to_have_count(1)
    token = chat.page.evaluate("localStorage.getItem('cim-session')")
    chat.page.get_by_role("button", name="Clear conversation").click()
    chat.button("Delete conversation").click()
    for tab in (chat, second):
        expect(tab.sayings).to_have_count(0)
        tab.wait_for_greeting()
    expect(chat.box).to_be_focused()
    chat.page.evaluate("token => localStorage.setItem('cim-session', token)", token)  # who has kept it finds nothing
    chat.page.reload()
    chat.wait_for_greeting()
    expect(chat.sayings).to_have_count(0)


def test_when_the_server_dies_the_page_says_so_keeps_what_is_sent_and_goes_on_when_it_is_back(
    chat: Chat, server: Server
) -> None:
    chat.type("find our level")
    chat.type("2023")
    with server.away():
        expect(chat.trouble).to_be_visible()
        chat.box.fill("school district")
        chat.box.press("Enter")
        expect(chat.sayings.last).to_contain_text("Waiting to be sent")
        chat.page.get_by_role("button", name="Clear conversation").click()
        chat.button("Delete conversation").click()
        expect(chat.page.get_by_text("It was not deleted")).to_be_visible()
        chat.page.keyboard.press("Escape")
    chat.wait_until_answered("school district")
    expect(chat.trouble).to_be_hidden()
    expect(chat.sayings).to_have_count(3)
    assert chat.next_fact() == "students_with_disabilities"


def test_who_does_not_want_to_wait_can_try_now(chat: Chat, server: Server) -> None:
    """The page's clock stands still, so that it can't come back by itself."""
    chat.page.clock.install()
    chat.page.reload()
    chat.wait_for_greeting()
    with server.away():
        expect(chat.trouble).to_be_visible()
        chat.page.clock.pause_at(datetime.now(timezone.utc) + timedelta(hours=1))
    chat.button("Try now").click()
    expect(chat.trouble).to_be_hidden()
    chat.page.clock.resume()
    chat.type("find our level")
    assert chat.next_fact() == "monitoring_year"


class SlowLine:
    """A line to the server that lets its acknowledgements through, and keeps what it tells until it is let go."""

    def __init__(self, page: Page) -> None:
        self.is_slow = False
        self._kept: list[str | bytes] = []
        self._line: WebSocketRoute | None = None
        page.route_web_socket("**/socket.io/**", self._join)

    def let_go(self) -> None:
        assert self._line is not None
        self.is_slow = False
        for message in self._kept:
            self._line.send(message)

    def _join(self, line: WebSocketRoute) -> None:
        self._line = line
        line.connect_to_server().on_message(self._pass_on)

    def _pass_on(self, message: str | bytes) -> None:
        assert self._line is not None
        if self.is_slow and str(message).startswith("42"):  # 42: Socket.IO's word for an event
            self._kept.append(message)
        else:
            self._line.send(message)


def test_on_a_slow_network_an_answer_is_announced_and_nothing_is_said_twice(chat: Chat) -> None:
    line = SlowLine(chat.page)
    chat.page.reload()
    chat.wait_for_greeting()
    line.is_slow = True
    chat.box.fill("find our level")
    chat.box.press("Enter")
    coming = chat.page.get_by_role("status").filter(has_text="The assistant is preparing an answer.")
    expect(coming).to_be_attached()
    expect(chat.page.locator(".typing")).to_be_visible()
    expect(chat.replies).to_have_count(1)
    line.let_go()
    chat.wait_until_answered("find our level")
    expect(coming).to_have_count(0)
    expect(chat.sayings).to_have_count(1)
    assert chat.next_fact() == "monitoring_year"


def test_the_page_comes_back_by_itself_from_a_restart(chat: Chat, server: Server) -> None:
    server.restart()
    expect(chat.trouble).to_be_hidden()
    chat.type("find our level")
    assert chat.next_fact() == "monitoring_year"


def test_a_page_that_cannot_connect_says_so_instead_of_staying_empty(open_chat: Callable[..., Chat]) -> None:
    chat = open_chat()
    chat.wait_for_greeting()
    chat.page.context.set_offline(True)
    chat.box.fill("hello")
    chat.box.press("Enter")
    expect(chat.page.get_by_text("You are offline.")).to_be_visible()
    chat.page.context.set_offline(False)
    chat.wait_until_answered("hello")

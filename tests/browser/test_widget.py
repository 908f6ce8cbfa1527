"""The assistant on a page of another site: deploy/widget-demo, with a loud style and a strict policy."""

from __future__ import annotations

import datetime as dt
import gzip
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import icalendar
import pytest
from playwright.sync_api import expect

from assistant.page import BUILT_PAGE
from rules_engine.rulebook import RULESETS
from tests.browser.chat import Chat
from tests.browser.conftest import PATIENCE
from tests.browser.host_page import LAUNCHER, HostPage
from tests.chromium import AXE
from tests.serving import Server

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext


@pytest.fixture(scope="module")
def site(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the host page, whose origin the assistant allows."""
    host = HostPage(tmp_path_factory.mktemp("site"))
    variables = {"CIM_ALLOWED_ORIGINS": host.url, "CIM_OVERLAY": str(RULESETS / "overlay.example.yaml")}
    assistant = Server(tmp_path_factory.mktemp("widget-var"), variables)
    assistant.start()
    host.start(assistant.url)
    yield host.url
    host.stop()
    assistant.stop()


@pytest.fixture
def visit(chromium: Browser, site: str) -> Iterator[Callable[..., Chat]]:
    """Opens the host page as a new visitor. At the end, no browser may have complained."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_as(address: str = site, **options: Any) -> Chat:
        context = chromium.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        contexts.append(context)
        context.add_init_script(path=AXE)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: message.type == "error" and complaints.append(message.text))
        page.goto(address)
        return Chat(page, complaints)

    yield open_as
    for context in contexts:
        context.close()
    assert complaints == []


def open_widget(chat: Chat) -> None:
    chat.button(LAUNCHER).click()
    chat.wait_for_greeting()


def test_it_opens_on_another_sites_page_and_leads_to_a_level(visit: Callable[..., Chat]) -> None:
    chat = visit()
    open_widget(chat)
    expect(chat.box).to_be_focused()
    chat.answer_by_typing()
    expect(chat.panel.get_by_text("Monitoring year 2023").first).to_be_visible()
    chat.open_panel()
    with chat.page.expect_download() as word:
        chat.panel.get_by_role("link", name="Checklist (Word)").click()
    assert word.value.suggested_filename.endswith(".docx")


def test_dates_of_the_site_stand_on_the_list_and_in_the_calendar_and_are_marked_as_its_own(
    visit: Callable[..., Chat],
) -> None:
    chat = visit()
    open_widget(chat)
    chat.answer_by_typing()
    chat.open_panel()
    chat.unfold_panel()
    trainings = chat.panel.get_by_role("listitem").filter(has=chat.page.get_by_label("Attend all trainings"))
    expect(trainings.last).to_contain_text("May 1, 2023")
    expect(trainings.last).to_contain_text("Local")
    expect(chat.panel.get_by_text("Date not in our sources").first).to_be_visible()
    with chat.page.expect_download() as dates:
        chat.panel.get_by_role("link", name="Due dates (calendar)").click()
    events = icalendar.Calendar.from_ical(dates.value.path().read_bytes()).walk("VEVENT")
    assert {event["DTSTART"].dt for event in events} == {dt.date(2023, 4, 17), dt.date(2023, 5, 1)}


def test_it_works_where_the_network_refuses_every_websocket(visit: Callable[..., Chat]) -> None:
    chat = visit()
    chat.page.add_init_script(
        "window.WebSocket = class { constructor() { setTimeout(() => this.onerror(new Event('error'))); } close() {} }"
    )
    chat.page.reload()
    open_widget(chat)
    chat.type("find our level")
    chat.type("2023")
    expect(chat.panel.get_by_text("Monitoring year 2023").first).to_be_visible()


def test_it_works_where_the_network_lets_websockets_open_and_then_carries_nothing(visit: Callable[..., Chat]) -> None:
    chat = visit()
    chat.page.route_web_socket("**/socket.io/**", lambda silent: None)
    chat.page.reload()
    open_widget(chat)
    chat.type("find our level")
    assert chat.next_fact() == "monitoring_year"


def test_the_server_is_not_asked_for_anything_but_the_script_before_it_is_opened(visit: Callable[..., Chat]) -> None:
    chat = visit()
    asked: list[str] = []
    chat.page.on("request", lambda request: asked.append(request.url))
    chat.page.on("websocket", lambda socket: asked.append(socket.url))
    chat.page.reload()
    expect(chat.button(LAUNCHER)).to_be_visible()
    chat.page.wait_for_timeout(500)
    assert [url for url in asked if "socket.io" in url] == []


def test_escape_closes_it_and_gives_the_focus_back(visit: Callable[..., Chat]) -> None:
    chat = visit()
    chat.button(LAUNCHER).focus()
    chat.page.keyboard.press("Enter")
    chat.wait_for_greeting()
    expect(chat.page.get_by_role("dialog", name="CIM Assistant")).to_be_visible()
    chat.page.keyboard.press("Escape")
    expect(chat.button(LAUNCHER)).to_be_focused()
    expect(chat.page.get_by_role("dialog", name="CIM Assistant")).to_be_hidden()


def test_where_it_covers_the_page_nothing_beneath_can_be_reached(visit: Callable[..., Chat]) -> None:
    chat = visit(viewport={"width": 320, "height": 640})
    beneath = chat.page.get_by_role("button", name="A button of this site")
    expect(beneath).to_be_visible()
    open_widget(chat)
    expect(chat.box).to_be_focused()
    beneath.evaluate("button => button.focus()")
    expect(beneath).not_to_be_focused()
    for _ in range(30):
        chat.page.keyboard.press("Tab")
        assert chat.page.evaluate("['CIM-WIDGET', 'BODY'].includes(document.activeElement.tagName)")
    chat.term("LEA").focus()
    chat.page.keyboard.press("Enter")
    expect(chat.page.locator(".card:popover-open")).to_be_visible()
    chat.page.keyboard.press("Escape")
    expect(chat.page.locator(".card:popover-open")).to_have_count(0)
    expect(chat.page.get_by_role("dialog", name="CIM Assistant")).to_be_visible()
    chat.page.get_by_role("button", name="Clear").click()
    chat.page.set_viewport_size({"width": 1280, "height": 900})
    expect(chat.page.get_by_role("dialog", name="Delete this conversation?")).to_be_hidden()
    beneath.click()
    expect(beneath).to_be_focused()
    chat.page.set_viewport_size({"width": 320, "height": 640})
    chat.box.focus()
    chat.page.keyboard.press("Escape")
    expect(chat.button(LAUNCHER)).to_be_focused()
    expect(chat.page.get_by_role("dialog", name="CIM Assistant")).to_be_hidden()


def test_escape_in_the_question_before_a_deletion_closes_only_that(visit: Callable[..., Chat]) -> None:
    chat = visit()
    open_widget(chat)
    chat.page.get_by_role("button", name="Clear").click()
    chat.page.keyboard.press("Escape")
    expect(chat.page.get_by_role("dialog", name="Delete this conversation?")).to_be_hidden()
    expect(chat.page.get_by_role("dialog", name="CIM Assistant")).to_be_visible()


def test_what_was_open_is_open_on_the_next_page_with_its_conversation_and_takes_no_focus(
    visit: Callable[..., Chat],
) -> None:
    chat = visit()
    open_widget(chat)
    chat.type("find our level")
    chat.page.reload()
    expect(chat.sayings).to_have_count(1)
    expect(chat.box).not_to_be_focused()
    chat.button("Close the assistant").click()
    chat.page.reload()
    expect(chat.button(LAUNCHER)).to_be_visible()
    expect(chat.page.get_by_role("dialog", name="CIM Assistant")).to_have_count(0)


def test_styles_leak_neither_way(visit: Callable[..., Chat]) -> None:
    chat = visit()
    outside = chat.page.get_by_role("button", name="A button of this site")
    before = outside.evaluate("button => getComputedStyle(button).cssText + getComputedStyle(document.body).cssText")
    open_widget(chat)
    assert before == outside.evaluate(
        "button => getComputedStyle(button).cssText + getComputedStyle(document.body).cssText"
    )
    expect(chat.button("Send")).to_have_css("text-transform", "none")
    expect(chat.button("Send")).to_have_css("letter-spacing", "normal")
    paragraph = chat.replies.first.locator("p").first
    expect(paragraph).to_have_css("text-indent", "0px")
    assert "Georgia" not in paragraph.evaluate("p => getComputedStyle(p).fontFamily")


def test_it_says_its_own_language_on_a_page_of_another(visit: Callable[..., Chat]) -> None:
    chat = visit()
    chat.page.evaluate("document.documentElement.lang = 'es'")
    open_widget(chat)
    expect(chat.page.locator("cim-widget")).to_have_attribute("lang", "en-US")
    expect(chat.page.locator("cim-chat")).to_have_attribute("lang", "en-US")


def test_the_site_gives_it_its_colours(visit: Callable[..., Chat]) -> None:
    chat = visit()
    open_widget(chat)
    expect(chat.button("Send")).to_have_css("background-color", "rgb(106, 27, 154)")


def test_the_sites_colours_give_way_to_those_that_a_reader_has_chosen(visit: Callable[..., Chat]) -> None:
    chat = visit(forced_colors="active")
    chosen = chat.page.evaluate(
        """() => {
            document.body.style.color = "Highlight";
            return getComputedStyle(document.body).color;
        }"""
    )
    expect(chat.button(LAUNCHER)).to_have_css("background-color", chosen)
    open_widget(chat)
    expect(chat.button("Send")).to_have_css("background-color", chosen)


def test_a_site_that_is_not_allowed_gets_no_conversation(visit: Callable[..., Chat], site: str) -> None:
    chat = visit(site.replace("127.0.0.1", "localhost"))
    chat.button(LAUNCHER).click()
    expect(chat.trouble).to_be_visible()
    expect(chat.entries).to_have_count(0)
    chat.complaints.clear()


def test_axe_finds_nothing_and_nothing_sticks_out(visit: Callable[..., Chat]) -> None:
    chat = visit()
    found: dict[str, list[str]] = {}

    def look(state: str) -> None:
        found.update({f"{state}, {look}": chat.axe() for look in chat.in_every_look(320, 1280)})

    look("closed")
    open_widget(chat)
    look("greeting")
    chat.answer_by_typing()
    look("result")
    chat.open_panel()
    chat.unfold_panel()
    look("panel")
    chat.close_panel()
    chat.page.context.set_offline(True)
    expect(chat.page.get_by_text("You are offline.")).to_be_visible()
    look("offline")
    chat.page.context.set_offline(False)
    chat.complaints.clear()
    for size in chat.in_every_look(320, 1280):
        chat.term("SELPA").click()
        found[f"word explained, {size}"] = chat.axe()
        chat.page.keyboard.press("Escape")
        chat.page.get_by_role("button", name="Clear").click()
        found[f"dialog, {size}"] = chat.axe()
        chat.page.keyboard.press("Escape")
    chat.open_panel()
    assert {state: problems for state, problems in found.items() if problems} == {}
    content = chat.panel.locator("#content")
    for size in chat.in_every_look(320, 1280):
        assert chat.page.evaluate("document.documentElement.scrollWidth <= innerWidth"), size
        assert content.evaluate("box => box.scrollWidth <= box.clientWidth"), size
        assert chat.panel.evaluate("box => box.getBoundingClientRect().right <= innerWidth"), size


def test_it_and_the_page_are_one_script_each_of_less_than_80_kilobytes_as_they_travel() -> None:
    scripts = [BUILT_PAGE / "widget.js", *(BUILT_PAGE / "assets").glob("*.js")]
    assert len(scripts) == 2
    assert all(len(gzip.compress(script.read_bytes())) < 80_000 for script in scripts)

"""For everyone: axe-core in every state and both colour schemes, structure, zoom, motion."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser.chat import Chat

if TYPE_CHECKING:
    from tests.serving import Server

SIZES = [(320, 640), (768, 1024), (1440, 900), (640, 360), (320, 256)]  # the last two: 1280 px wide at 200 % and 400 %


def test_axe_finds_nothing_in_any_state(chat: Chat, server: Server) -> None:
    found = {}

    def look(state: str) -> None:
        for scheme in ("light", "dark"):
            chat.page.emulate_media(color_scheme=scheme)
            found[scheme, state] = chat.axe()

    look("greeting")
    chat.type("find our level")
    look("question")
    chat.answer_by_typing()
    look("result")
    chat.box.fill("x" * 2001)
    look("too long")
    chat.box.fill("")
    chat.page.reload()
    chat.level().wait_for()
    look("history")
    chat.type("show me around")
    look("tour")
    chat.page.get_by_role("button", name="Clear conversation").click()
    look("dialog")
    chat.page.keyboard.press("Escape")
    with server.away():
        expect(chat.trouble).to_be_visible()
        chat.box.fill("hello")
        chat.box.press("Enter")
        look("server away")
    assert {state: problems for state, problems in found.items() if problems} == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_before_anything_was_said(open_chat: Callable[..., Chat], scheme: str) -> None:
    chat = open_chat(color_scheme=scheme)
    chat.wait_for_greeting()
    chat.page.clock.install()
    chat.page.route("**/socket.io/**", lambda route: route.abort())
    chat.page.route_web_socket("**/socket.io/**", lambda socket: socket.close())
    chat.page.reload()
    chat.page.clock.fast_forward("01:00")  # for so long nobody has to wait here
    expect(chat.trouble).to_be_visible()
    expect(chat.entries).to_have_count(0)
    assert chat.axe() == []


def test_nothing_sticks_out_or_is_cut_off(chat: Chat) -> None:
    assert [size for size in _in_every_size(chat) if chat.overflows()] == []
    chat.answer_by_typing()
    for size in _in_every_size(chat):
        assert not chat.overflows(), size
        chat.box.scroll_into_view_if_needed()
        expect(chat.box).to_be_in_viewport(ratio=1)
        expect(chat.page.get_by_role("button", name="Send")).to_be_in_viewport(ratio=1)
        assert chat.log.evaluate("log => log.clientHeight") > 60, size


def _in_every_size(chat: Chat) -> Iterator[tuple[int, int]]:
    for width, height in SIZES:
        chat.page.set_viewport_size({"width": width, "height": height})
        yield width, height


def test_text_may_be_spaced_out_as_readers_need_it(open_chat: Callable[..., Chat]) -> None:
    """The distances of WCAG 1.4.12."""
    chat = open_chat(viewport={"width": 320, "height": 640})
    chat.wait_for_greeting()
    chat.page.evaluate(
        """() => {
            const sheet = new CSSStyleSheet();
            sheet.replaceSync("* {line-height: 1.5 !important; letter-spacing: .12em !important;" +
                "word-spacing: .16em !important} p {margin-block-end: 2em !important}");
            const roots = [document.querySelector("cim-chat").shadowRoot];
            roots.push(roots[0].querySelector("cim-composer").shadowRoot);
            for (const root of roots) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
        }"""
    )
    assert not chat.overflows()
    expect(chat.page.get_by_role("button", name="Send")).to_be_in_viewport(ratio=1)


def test_a_screen_reader_finds_its_way(chat: Chat) -> None:
    chat.type("find our level")
    page = chat.page
    expect(page.get_by_role("main")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text("CIM Assistant")
    expect(page.get_by_role("region", name="Conversation")).to_be_visible()
    expect(page.get_by_role("form", name="Your message")).to_be_visible()
    expect(chat.replies.first.get_by_role("heading", level=2)).to_contain_text("Assistant said")
    expect(chat.sayings.first.get_by_role("heading", level=2)).to_contain_text("You said")


def test_only_additions_are_read_aloud(chat: Chat) -> None:
    expect(chat.log).to_have_attribute("aria-live", "polite")
    expect(chat.log).to_have_attribute("aria-relevant", "additions")


def test_what_was_read_before_stays_the_same_node_and_is_not_read_again(chat: Chat) -> None:
    chat.replies.first.evaluate("entry => { entry.querySelector('.bubble').firstElementChild.wasRead = true; }")
    chat.type("find our level")
    assert chat.replies.first.evaluate("entry => entry.querySelector('.bubble').firstElementChild.wasRead")


def test_a_restored_history_is_not_read_aloud(chat: Chat) -> None:
    chat.type("find our level")
    chat.page.add_init_script(
        """addEventListener("DOMContentLoaded", () => {
            window.liveAtFirstMessage = null;
            const look = () => {
                const root = document.querySelector("cim-chat")?.shadowRoot;
                const log = root?.querySelector("[role=log]");
                if (log?.querySelector("article")) window.liveAtFirstMessage = log.getAttribute("aria-live");
                else requestAnimationFrame(look);
            };
            look();
        })"""
    )
    chat.page.reload()
    chat.page.wait_for_function("() => window.liveAtFirstMessage !== null")
    assert chat.page.evaluate("window.liveAtFirstMessage") == "off"
    expect(chat.log).to_have_attribute("aria-live", "polite")


def test_who_asked_for_less_motion_gets_none(open_chat: Callable[..., Chat]) -> None:
    chat = open_chat(reduced_motion="reduce")
    chat.wait_for_greeting()
    moving = chat.page.evaluate(
        """() => {
            const root = document.querySelector("cim-chat").shadowRoot;
            const dots = document.createElement("div");
            dots.className = "typing";
            dots.append(document.createElement("i"));
            root.querySelector(".scroller").append(dots);
            return getComputedStyle(dots.firstChild).animationName;
        }"""
    )
    assert moving == "none"


def test_a_touch_screen_is_not_given_its_keyboard_unasked(open_chat: Callable[..., Chat]) -> None:
    chat = open_chat(viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    chat.wait_for_greeting()
    expect(chat.box).not_to_be_focused()
    chat.open_choice("Find our level").tap()
    chat.wait_until_answered("Find our level")
    expect(chat.box).not_to_be_focused()


def test_the_focus_goes_the_way_the_page_is_read(chat: Chat) -> None:
    """The header, the conversation with its last question, the message box, the panel."""
    chat.type("find our level")
    chat.type("2023")
    chat.page.get_by_role("button", name="Clear conversation").focus()
    way = ["Messages", "School district", "Not sure", "Your answer or question", "Send", "Edit Year of the letter"]
    stops = [_next_stop(chat) for _ in range(30)]
    assert [stop for stop in stops if stop in way][: len(way)] == way


def test_who_comes_from_the_top_can_skip_the_conversation(open_chat: Callable[..., Chat]) -> None:
    chat = open_chat(viewport={"width": 320, "height": 640}, has_touch=True, is_mobile=True)  # where nothing has focus
    chat.wait_for_greeting()
    skip = chat.button("Skip to the message box")
    chat.page.keyboard.press("Tab")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    assert chat.axe() == []
    chat.page.keyboard.press("Enter")
    expect(chat.box).to_be_focused()


def _next_stop(chat: Chat) -> str:
    """What Tab leads to, by its name."""
    chat.page.keyboard.press("Tab")
    name: str = chat.page.evaluate(
        """() => {
            let focused = document.activeElement;
            while (focused.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
            const label = focused.labels?.[0] ?? focused;
            return focused.getAttribute("aria-label") ?? label.textContent.replace(/\\s+/g, " ").trim();
        }"""
    )
    return name


def test_who_chose_colours_gets_them_in_what_is_drawn_too(open_chat: Callable[..., Chat]) -> None:
    chat = open_chat(forced_colors="active")
    chat.wait_for_greeting()
    chat.answer_by_typing()
    chosen = chat.page.evaluate(
        """() => {
            const probe = document.body.appendChild(document.createElement("p"));
            const shown = colour => { probe.style.color = colour; return getComputedStyle(probe).color; };
            const colours = { Highlight: shown("Highlight"), CanvasText: shown("CanvasText"), Canvas: shown("Canvas") };
            probe.remove();
            return colours;
        }"""
    )
    expect(chat.panel.locator(".drawing path.way").first).to_have_css("stroke", chosen["Highlight"])
    expect(chat.panel.locator(".drawing .word").first).to_have_css("fill", chosen["CanvasText"])
    expect(chat.button("Send")).to_have_css("background-color", chosen["Highlight"])
    assert chosen["Highlight"] != chosen["Canvas"]
    assert chat.axe() == []

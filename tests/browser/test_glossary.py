"""Words of the field, explained where they stand."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.chat import Chat

MEANING = "A school district, a charter school or a county office"


@pytest.fixture
def asked(chat: Chat) -> Chat:
    """Asked for the type of the LEA, in a message that calls it so."""
    chat.type("find our level")
    chat.type("2023")
    chat.term("LEA").wait_for()
    return chat


def meaning(chat: Chat) -> Locator:
    return chat.page.locator(".card").filter(has_text=MEANING, visible=True)


def test_the_pointer_brings_the_meaning_and_can_go_to_it(asked: Chat) -> None:
    asked.term("LEA").hover()
    expect(meaning(asked)).to_be_visible()
    meaning(asked).get_by_role("link").hover()
    asked.page.wait_for_timeout(400)
    expect(meaning(asked)).to_be_visible()
    asked.page.mouse.move(2, 2)
    expect(meaning(asked)).to_have_count(0)


def test_the_keyboard_brings_it_with_its_source_and_escape_takes_it_away(asked: Chat) -> None:
    asked.term("LEA").focus()
    asked.page.keyboard.press("Shift+Tab")
    asked.page.keyboard.press("Tab")
    expect(meaning(asked)).to_be_visible()
    asked.page.keyboard.press("Tab")
    expect(meaning(asked).get_by_role("link")).to_be_focused()
    asked.page.keyboard.press("Escape")
    expect(meaning(asked)).to_have_count(0)
    expect(asked.term("LEA")).to_be_focused()
    asked.page.keyboard.press("Enter")
    expect(meaning(asked)).to_be_visible()
    asked.page.keyboard.press("Tab")
    asked.page.keyboard.press("Tab")
    expect(meaning(asked)).to_have_count(0)


def test_a_screen_reader_hears_the_meaning_with_the_word(asked: Chat) -> None:
    expect(asked.term("LEA")).to_have_accessible_description(re.compile(f"local educational agency {MEANING}"))


def test_a_tap_keeps_it_open_until_the_next(open_chat: Callable[..., Chat]) -> None:
    chat = open_chat(viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True)
    chat.wait_for_greeting()
    chat.type("find our level")
    chat.type("2023")
    chat.term("LEA").tap()
    expect(meaning(chat)).to_be_in_viewport(ratio=1)
    chat.page.wait_for_timeout(1_000)  # longer than it stays for a pointer that has left
    expect(meaning(chat)).to_be_in_viewport(ratio=1)
    assert chat.axe() == []
    chat.log.tap(position={"x": 5, "y": 5})
    expect(meaning(chat)).to_have_count(0)


def test_a_word_is_explained_once_in_a_message_and_nothing_moves(chat: Chat) -> None:
    chat.answer_by_typing()
    for message in chat.replies.all():
        words = [word.lower() for word in message.locator("cim-term").all_inner_texts()]
        assert len(words) == len(set(words))
    term = chat.term("SELPA")
    before = chat.log.evaluate("log => [log.scrollHeight, log.scrollWidth]")
    term.scroll_into_view_if_needed()
    box = term.bounding_box()
    term.hover()
    expect(chat.page.locator(".card:popover-open")).to_be_visible()
    assert term.bounding_box() == box
    assert chat.log.evaluate("log => [log.scrollHeight, log.scrollWidth]") == before


def test_a_meaning_in_sight_has_no_fault(open_chat: Callable[..., Chat]) -> None:
    chat = open_chat(viewport={"width": 320, "height": 640})
    chat.wait_for_greeting()
    chat.answer_by_typing()
    chat.term("SELPA").hover()
    expect(chat.page.locator(".card:popover-open")).to_be_in_viewport(ratio=1)
    assert {look: chat.axe() for look in chat.in_every_look(320)} == {"light, 320 px": [], "dark, 320 px": []}
    chat.open_panel()
    chat.unfold_panel()
    chat.panel.locator("cim-term").first.hover()
    expect(chat.page.locator(".card:popover-open")).to_be_in_viewport(ratio=1)
    assert {look: chat.axe() for look in chat.in_every_look(320)} == {"light, 320 px": [], "dark, 320 px": []}

"""Whole interviews in the browser."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Locator, expect

from tests.browser.chat import Chat
from tests.browser.interview import ANSWERS, LEVEL


def test_a_level_and_a_printed_checklist_are_reached_with_the_mouse(chat: Chat) -> None:
    chat.page.context.add_init_script("window.print = () => { document.title = 'printed'; }")
    chat.answer_with_mouse()
    expect(chat.log.get_by_role("heading", name="Why")).to_be_visible()
    chat.log.get_by_text("Sources, as they stood").first.click()
    expect(chat.log.get_by_role("link", name="CDE: Targeted Level 1 or 2").first).to_be_visible()
    expect(chat.log.get_by_role("heading", name="What must be done")).to_be_visible()
    with chat.page.context.expect_page() as opened:
        chat.panel.get_by_role("link", name="Print view").click()
    expect(opened.value.get_by_role("table", name=f"What to do, {LEVEL}")).to_be_visible()
    opened.value.get_by_role("button", name="Print or save as PDF").click()
    expect(opened.value).to_have_title("printed")


def test_a_level_is_reached_by_typing(chat: Chat) -> None:
    chat.answer_by_typing()
    expect(chat.level()).to_be_visible()
    expect(chat.box).to_be_focused()


def test_a_level_is_reached_with_the_keyboard_alone(chat: Chat) -> None:
    """Shift and Tab lead from the message box to the last choice, Tab leads back."""
    expect(chat.box).to_be_focused()
    _press_choice(chat, "Find our level")
    chat.wait_until_answered("Find our level")
    for _ in ANSWERS:
        if chat.is_at_level():
            break
        answer = ANSWERS[chat.next_fact()]
        if chat.open_choice(answer).count():
            _press_choice(chat, answer)
        else:
            chat.page.keyboard.type(answer)
            chat.page.keyboard.press("Enter")
        chat.wait_until_answered(answer)
    expect(chat.level()).to_be_attached()
    expect(chat.box).to_be_focused()


def _press_choice(chat: Chat, title: str) -> None:
    choice = chat.open_choice(title)
    for _ in range(10):
        chat.page.keyboard.press("Shift+Tab")
        if choice.evaluate("button => button.getRootNode().activeElement === button"):
            _expect_visible_focus(choice)
            chat.page.keyboard.press("Enter")
            return
    raise AssertionError(f"Shift+Tab does not reach {title}")


def _expect_visible_focus(button: Locator) -> None:
    expect(button).to_have_css("outline-style", "solid")
    expect(button).to_have_css("outline-width", "3px")


def test_answered_choices_are_closed_and_show_which_one_it_was(chat: Chat) -> None:
    chat.open_choice("Find our level").click()
    chat.wait_until_answered("Find our level")
    group = chat.replies.first.get_by_role("group", name="Answers to choose from")
    expect(group.get_by_role("button")).to_have_count(4)
    for button in group.get_by_role("button").all():
        expect(button).to_be_disabled()
    expect(group.get_by_role("button", name="Find our level (your choice)")).to_be_visible()
    before = chat.entries.count()
    group.get_by_role("button", name="What is CIM?").click(force=True)
    chat.type("2023")
    assert chat.sayings.count() == 2
    assert chat.entries.count() > before


def test_all_of_the_conversation_goes_on_paper_and_nothing_else(chat: Chat) -> None:
    chat.answer_by_typing()
    chat.page.emulate_media(media="print")
    assert chat.log.evaluate("log => log.scrollHeight <= log.clientHeight")
    expect(chat.level()).to_be_visible()
    for part in (chat.box, chat.panel, chat.log.get_by_role("button", name="Start over")):
        expect(part).to_be_hidden()


def test_a_long_answer_is_shown_from_its_beginning_with_a_way_to_its_end(chat: Chat) -> None:
    chat.answer_by_typing()
    expect(chat.level()).to_be_in_viewport()
    chat.button("Jump to latest").click()
    expect(chat.replies.last).to_be_in_viewport()
    expect(chat.button("Jump to latest")).to_have_count(0)
    expect(chat.box).to_be_focused()


def test_who_reads_further_up_is_not_moved(chat: Chat, open_chat: Callable[..., Chat]) -> None:
    chat.answer_by_typing()
    chat.log.evaluate("log => log.scrollTop = 0")
    expect(chat.button("Jump to latest")).to_be_visible()
    other_tab = open_chat(chat.page.context)
    other_tab.type("hello")
    expect(chat.sayings.last).to_contain_text("hello")
    assert chat.log.evaluate("log => log.scrollTop") == 0


def test_shift_and_enter_start_a_line_and_enter_sends(chat: Chat) -> None:
    chat.box.focus()
    chat.page.keyboard.type("we have")
    chat.page.keyboard.press("Shift+Enter")
    chat.page.keyboard.type("a question")
    expect(chat.box).to_have_value("we have\na question")
    chat.page.keyboard.press("Enter")
    expect(chat.sayings.last).to_contain_text("we have\na question")
    expect(chat.box).to_have_value("")


def test_an_empty_message_is_not_sent(chat: Chat) -> None:
    chat.box.fill("   ")
    chat.button("Send").click()
    expect(chat.box).to_be_focused()
    expect(chat.sayings).to_have_count(0)


def test_a_message_that_is_too_long_stays_in_the_box_with_the_count(chat: Chat) -> None:
    chat.box.fill("x" * 1990)
    expect(chat.page.get_by_text("10 characters left.")).to_be_visible()
    chat.box.fill("x" * 2001)
    expect(chat.page.get_by_text("1 character too many. Please shorten your message.")).to_be_visible()
    chat.box.press("Enter")
    expect(chat.box).to_have_value("x" * 2001)
    expect(chat.sayings).to_have_count(0)

"""What the panel offers once there is a level, reached by keyboard alone, on a phone, and enlarged."""

from __future__ import annotations

import io
from collections.abc import Callable

import docx
import pytest
from playwright.sync_api import Download, Locator, expect

from tests.browser.chat import Chat
from tests.browser.interview import LEVEL

TRIED = "Targeted Level 1 in monitoring year 2023"


def tab_to(chat: Chat, target: Locator) -> None:
    """Press Tab until the focus is on `target`, and see that it shows."""
    for _ in range(80):
        chat.page.keyboard.press("Tab")
        if target.count() and target.evaluate("element => element.getRootNode().activeElement === element"):
            expect(target).to_have_css("outline-style", "solid")
            expect(target).to_be_in_viewport()
            return
    raise AssertionError(f"Tab does not reach {target}")


def titles(download: Download) -> list[str]:
    """The headings of a downloaded Word file."""
    document = docx.Document(io.BytesIO(download.path().read_bytes()))
    return [one.text for one in document.paragraphs if one.style.name.startswith(("Title", "Heading"))]


def test_another_answer_and_another_year_are_tried_by_keyboard_alone(chat: Chat) -> None:
    chat.answer_by_typing()
    trial = chat.panel.locator("cim-trial")
    tab_to(chat, trial.locator("summary"))
    chat.page.keyboard.press("Enter")
    tab_to(chat, trial.get_by_label("Answer to try"))
    chat.page.keyboard.type("Elements")
    tab_to(chat, trial.get_by_label("Value to try"))
    chat.page.keyboard.type("1 to 2")
    expect(trial.get_by_role("status")).to_contain_text(TRIED)
    tab_to(chat, trial.get_by_label("Same answers in another year"))
    chat.page.keyboard.type("2022")
    expect(trial.get_by_role("status")).to_contain_text("monitoring year 2022")
    expect(trial.get_by_label("Answer to try")).to_have_value("")


@pytest.mark.parametrize("width", [1280, 320])
def test_the_checklist_is_kept_by_keyboard_alone(open_chat: Callable[..., Chat], width: int) -> None:
    chat = open_chat(viewport={"width": width, "height": 640})
    chat.wait_for_greeting()
    chat.answer_by_typing()
    if width == 320:
        tab_to(chat, chat.bar)
        chat.page.keyboard.press("Enter")
    tab_to(chat, chat.panel.get_by_role("link", name="Checklist (Word)"))
    with chat.page.expect_download() as word:
        chat.page.keyboard.press("Enter")
    assert any(LEVEL in title for title in titles(word.value))


@pytest.mark.parametrize("width", [320, 390])
def test_on_a_phone_trying_comparing_and_keeping_need_a_finger_only(open_chat: Callable[..., Chat], width: int) -> None:
    chat = open_chat(viewport={"width": width, "height": 640}, has_touch=True, is_mobile=True)
    chat.wait_for_greeting()
    chat.answer_with_mouse(lambda target: target.tap())
    chat.bar.tap()
    expect(chat.panel.get_by_role("checkbox", name="Attend all trainings")).to_be_visible()
    with chat.page.expect_download() as word:
        chat.panel.get_by_role("link", name="Checklist (Word)").tap()
    assert any(LEVEL in title for title in titles(word.value))
    with chat.page.context.expect_page() as printed:
        chat.panel.get_by_role("link", name="Print view").tap()
    expect(printed.value.get_by_role("button", name="Print or save as PDF")).to_be_in_viewport()
    assert printed.value.evaluate("document.documentElement.scrollWidth <= innerWidth")
    printed.value.close()
    trial = chat.panel.locator("cim-trial")
    trial.locator("summary").tap()
    trial.get_by_label("Answer to try").select_option("Elements not met")
    trial.get_by_label("Value to try").select_option("1 to 2")
    expect(trial.get_by_text(TRIED)).to_be_in_viewport()
    trial.get_by_label("Same answers in another year").select_option("2022")
    expect(trial.get_by_text("monitoring year 2022").first).to_be_in_viewport()
    assert not chat.overflows()
    chat.panel.get_by_role("button", name="Back to chat").tap()
    expect(chat.box).to_be_visible()


@pytest.mark.parametrize("enlarged", ["page", "text"])
def test_at_200_percent_the_panel_loses_nothing_and_scrolls_one_way_only(
    open_chat: Callable[..., Chat], enlarged: str
) -> None:
    """A window of 1280 by 800 pixels: all of it enlarged, or the text alone."""
    window = {"width": 640, "height": 400} if enlarged == "page" else {"width": 1280, "height": 800}
    chat = open_chat(viewport=window)
    if enlarged == "text":
        chat.page.evaluate("document.documentElement.style.fontSize = '200%'")
    chat.wait_for_greeting()
    chat.answer_by_typing()
    chat.open_panel()
    chat.unfold_panel()
    chat.try_out("Elements not met", "1 to 2")
    assert not chat.overflows()
    content = chat.panel.locator("#content")
    assert content.evaluate("box => box.scrollWidth <= box.clientWidth")
    assert content.evaluate("box => box.clientHeight") > 150
    for part in (chat.panel.get_by_role("link", name="Checklist (Word)"), chat.panel.get_by_text(TRIED)):
        part.scroll_into_view_if_needed()
        expect(part).to_be_in_viewport(ratio=1)
    expect(chat.panel.get_by_role("button", name="Back to chat")).to_be_in_viewport(ratio=1)

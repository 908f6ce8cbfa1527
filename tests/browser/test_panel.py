"""The panel beside the chat: what it shows, corrections, what-ifs, documents."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.chat import Chat
from tests.browser.interview import LEVEL

if TYPE_CHECKING:
    from tests.serving import Server


def section(chat: Chat, title: str) -> Locator:
    return chat.panel.locator("summary").filter(has_text=title)


@pytest.fixture
def phone(open_chat: Callable[..., Chat]) -> Chat:
    chat = open_chat(viewport={"width": 320, "height": 640})
    chat.wait_for_greeting()
    return chat


def test_it_follows_the_conversation(chat: Chat) -> None:
    expect(chat.panel).to_contain_text("Year not known yet")
    chat.type("find our level")
    chat.type("2023")
    expect(chat.panel).to_contain_text("Monitoring year 2023")
    expect(chat.panel).to_contain_text("1 answer, at most")
    expect(chat.panel.get_by_role("heading", name="The level is still open")).to_be_visible()
    chat.type("not sure")
    expect(chat.panel.get_by_role("listitem").filter(has_text="Type of LEA")).to_contain_text("Not sure (left open)")


def test_it_shows_the_level_the_way_to_it_and_the_duties(chat: Chat) -> None:
    chat.answer_by_typing()
    expect(chat.panel.get_by_role("heading", name=f"{LEVEL} in monitoring year 2023")).to_be_visible()
    expect(chat.panel.get_by_role("img", name="Drawing of the way")).to_be_visible()
    expect(chat.panel.get_by_role("listitem").filter(has_text="Met, your result")).to_contain_text(LEVEL)
    chat.panel.get_by_text("2 sources").first.click()
    expect(chat.panel.get_by_role("link", name="CDE: Targeted Level 1 or 2").first).to_be_visible()
    section(chat, "What must be done").click()
    expect(chat.panel.get_by_text("Date not in our sources").first).to_be_visible()


def test_the_drawing_and_its_list_say_the_same_in_the_same_order(chat: Chat) -> None:
    chat.answer_by_typing()
    drawing = chat.panel.locator("svg.drawing")
    drawn = drawing.locator(".word").all_text_contents()
    assert drawn.count("Met") == 1
    titles = [" ".join(box.locator(".title").all_text_contents()) for box in drawing.locator("g:has(> rect)").all()]
    listed = [line.strip() for line in chat.panel.locator("svg.drawing + ol > li").all_inner_texts()]
    assert [line.partition(":")[0] for line in listed] == titles
    assert all(word in " ".join(listed) for word in drawn)


def test_what_is_ticked_off_is_kept_and_counted_in_every_tab(chat: Chat, open_chat: Callable[..., Chat]) -> None:
    chat.answer_by_typing()
    second = open_chat(chat.page.context)
    section(chat, "What must be done").click()
    expect(section(chat, "What must be done")).to_contain_text("0 of 7 done")
    chat.panel.get_by_role("checkbox", name="Form a CIM Team").check()
    for tab in (chat, second):
        expect(section(tab, "What must be done")).to_contain_text("1 of 7 done")
    chat.page.reload()
    expect(section(chat, "What must be done")).to_contain_text("1 of 7 done")
    section(chat, "What must be done").click()
    expect(chat.panel.get_by_role("checkbox", name="Form a CIM Team")).to_be_checked()
    chat.panel.get_by_role("checkbox", name="Form a CIM Team").uncheck()
    expect(section(second, "What must be done")).to_contain_text("0 of 7 done")


def test_what_is_ticked_off_is_ticked_off_on_paper(chat: Chat) -> None:
    chat.answer_by_typing()
    section(chat, "What must be done").click()
    chat.panel.get_by_role("checkbox", name="Attend all trainings").check()
    expect(section(chat, "What must be done")).to_contain_text("1 of 7 done")
    with chat.page.context.expect_page() as printed:
        chat.panel.get_by_role("link", name="Print view").click()
    expect(printed.value.get_by_role("checkbox", name="Attend all trainings")).to_be_checked()
    expect(printed.value.get_by_role("checkbox", name="Form a CIM Team")).not_to_be_checked()


def test_a_tick_while_the_server_is_away_is_not_pretended(chat: Chat, server: Server) -> None:
    chat.answer_by_typing()
    section(chat, "What must be done").click()
    box = chat.panel.get_by_role("checkbox", name="Form a CIM Team")
    with server.away():
        expect(chat.trouble).to_be_visible()
        box.click()
        expect(chat.panel.get_by_text("That could not be kept")).to_be_visible()
        expect(box).not_to_be_checked()


def test_an_answer_is_edited_from_it_and_the_result_follows(chat: Chat) -> None:
    chat.answer_by_typing()
    section(chat, "Your answers").click()
    chat.panel.get_by_role("button", name="Edit Elements not met").click()
    chat.wait_until_answered("Change: Elements not met")
    expect(chat.box).to_be_focused()
    chat.type("1")
    expect(chat.panel.get_by_role("heading", name="Targeted Level 1 in monitoring year 2023")).to_be_visible()


def test_a_reload_brings_it_back(chat: Chat) -> None:
    chat.type("find our level")
    chat.type("2023")
    chat.page.reload()
    expect(chat.panel).to_contain_text("Monitoring year 2023")


def test_clearing_the_conversation_empties_it(chat: Chat) -> None:
    chat.type("find our level")
    chat.type("2023")
    chat.page.get_by_role("button", name="Clear conversation").click()
    chat.button("Delete conversation").click()
    expect(chat.panel).to_contain_text("Your answers and the level that follows from them appear here.")


def test_another_answer_can_be_tried_and_nothing_is_changed_by_it(chat: Chat) -> None:
    chat.answer_by_typing()
    said = chat.entries.count()
    chat.try_out("Elements not met", "1 to 2")
    trial = chat.panel.get_by_role("status")
    expect(trial).to_contain_text("Only a trial, not your result")
    expect(trial).to_contain_text("Targeted Level 1 in monitoring year 2023")
    expect(chat.panel.get_by_role("heading", name=LEVEL)).to_be_visible()
    chat.page.reload()
    expect(chat.panel.get_by_role("heading", name=f"{LEVEL} in monitoring year 2023")).to_be_visible()
    assert chat.entries.count() == said


def test_two_years_can_be_compared(chat: Chat) -> None:
    chat.answer_by_typing()
    section(chat, "What if?").click()
    chat.panel.get_by_label("Same answers in another year").select_option("2022")
    expect(chat.panel.get_by_role("status")).to_contain_text("monitoring year 2022")


def test_a_result_can_be_kept(chat: Chat) -> None:
    chat.answer_by_typing()
    keep = chat.panel.get_by_role("group", name="Keep it")
    with chat.page.expect_download() as word:
        keep.get_by_role("link", name="Checklist (Word)").click()
    assert word.value.suggested_filename.endswith(".docx")
    with chat.page.expect_download() as data:
        keep.get_by_role("link", name="Data (JSON)").click()
    assert data.value.suggested_filename.endswith(".json")
    with chat.page.context.expect_page() as printed:
        keep.get_by_role("link", name="Print view").click()
    expect(printed.value.get_by_role("heading", name=LEVEL).first).to_be_visible()


def test_there_is_nothing_to_keep_before_the_level_is_found(chat: Chat) -> None:
    chat.type("find our level")
    chat.type("2023")
    expect(chat.panel).to_contain_text("Monitoring year 2023")
    expect(chat.panel.get_by_role("group", name="Keep it")).to_have_count(0)


def test_it_is_not_read_aloud_with_the_conversation(chat: Chat) -> None:
    chat.type("find our level")
    expect(chat.log.get_by_role("region")).to_have_count(0)
    live = chat.panel.locator("[aria-live], [role=log], [role=alert]")
    expect(live).to_have_count(0)


def test_on_a_phone_the_year_stays_in_sight_and_the_panel_opens_and_closes_by_keyboard(phone: Chat) -> None:
    phone.type("find our level")
    phone.type("2023")
    expect(phone.panel.get_by_text("Monitoring year 2023").first).to_be_in_viewport()
    phone.box.focus()
    phone.page.keyboard.press("Tab")
    phone.page.keyboard.press("Tab")
    bar = phone.panel.get_by_role("button", expanded=False)
    expect(bar).to_be_focused()
    expect(bar).to_have_css("outline-style", "solid")
    phone.page.keyboard.press("Enter")
    expect(phone.panel.get_by_role("button", name="Edit Year of the letter")).to_be_visible()
    expect(phone.box).to_be_hidden()
    assert phone.axe() == []
    phone.page.keyboard.press("Escape")
    expect(bar).to_be_focused()
    expect(phone.box).to_be_visible()


def test_on_a_phone_an_edit_leads_back_into_the_conversation(phone: Chat) -> None:
    phone.type("find our level")
    phone.type("2023")
    phone.open_panel()
    phone.panel.get_by_role("button", name="Edit Year of the letter").click()
    phone.wait_until_answered("Change: Year of the letter")
    expect(phone.box).to_be_visible()
    assert phone.next_fact() == "monitoring_year"


def test_unfolded_it_has_no_fault_and_nothing_sticks_out(chat: Chat) -> None:
    chat.answer_by_typing()
    chat.unfold_panel()
    chat.try_out("Elements not met", "1 to 2")
    content = chat.panel.locator("#content")
    for look in chat.in_every_look(1440, 768, 320):
        chat.open_panel()
        assert chat.axe() == [], look
        assert not chat.overflows(), look
        assert content.evaluate("box => box.scrollWidth <= box.clientWidth"), look
    chat.panel.get_by_label("Same answers in another year").select_option("2022")
    expect(chat.panel.get_by_text("monitoring year 2022").first).to_be_visible()
    assert chat.axe() == []

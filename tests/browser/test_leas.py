"""Several LEAs in one conversation, as the panel and the documents name them."""

from __future__ import annotations

import io
from collections.abc import Callable

import docx
import pytest
from playwright.sync_api import expect

from tests.browser.chat import Chat
from tests.browser.interview import LEVEL
from tests.browser.test_safety import PROBES


@pytest.fixture
def two(chat: Chat) -> Chat:
    """Oak Valley has its level; the conversation is about Cedar Ridge now."""
    chat.answer_by_typing()
    chat.type("call it Oak Valley")
    chat.type("add Cedar Ridge")
    return chat


def test_the_panel_names_the_lea_and_goes_from_one_to_another(two: Chat) -> None:
    expect(two.panel.locator(".lea")).to_have_text("Cedar Ridge")
    two.panel.get_by_text("Your LEAs").click()
    row = two.panel.get_by_role("listitem").filter(has_text="Oak Valley")
    expect(row).to_contain_text(LEVEL)
    two.panel.get_by_role("button", name="Go to Oak Valley").click()
    expect(two.panel.locator(".lea")).to_have_text("Oak Valley")
    expect(two.panel.get_by_role("heading", name=f"{LEVEL} in monitoring year 2023")).to_be_visible()
    expect(two.panel.get_by_role("listitem").filter(has_text="Shown here")).to_contain_text("Oak Valley")
    expect(two.box).to_be_focused()


def test_each_lea_has_its_own_ticks(two: Chat) -> None:
    two.type("switch to Oak Valley")
    two.panel.get_by_text("What must be done").click()
    two.panel.get_by_role("checkbox", name="Form a CIM Team").check()
    expect(two.panel.get_by_text("1 of 7 done").first).to_be_visible()
    two.type("same as Oak Valley for Cedar Ridge")
    expect(two.panel.locator(".lea")).to_have_text("Cedar Ridge")
    expect(two.panel.get_by_text("0 of 7 done").first).to_be_visible()


def test_a_document_carries_the_name_in_its_title_and_its_file_s_name(two: Chat) -> None:
    two.type("switch to Oak Valley")
    with two.page.expect_download() as word:
        two.panel.get_by_role("link", name="Checklist (Word)").click()
    assert word.value.suggested_filename == "cim-2023-targeted-2-oak-valley.docx"
    document = docx.Document(io.BytesIO(word.value.path().read_bytes()))
    assert document.core_properties.title.startswith("Oak Valley")
    assert "Oak Valley" in [paragraph.text for paragraph in document.paragraphs]


def test_a_hostile_name_is_a_name(chat: Chat) -> None:
    """Should one ever get past the server: the panel shows it, and it does nothing."""
    send = chat.take_the_line()
    for probe in PROBES:
        leas = [
            {"name": probe, "standing": probe, "switch": None},
            {"name": f"{probe} 2", "standing": probe, "switch": {"title": probe, "payload": "/none"}},
        ]
        state = {"lea": probe, "leas": leas, "year": None, "facts": [], "result": None, "documents": None}
        send("state", state)
        expect(chat.panel.locator(".lea")).to_have_text(probe)
        chat.unfold_panel()
        expect(chat.panel.get_by_role("button", name=f"Go to {probe} 2")).to_be_visible()
        for alive in ("img", "script", "iframe", "svg[onload]", "a[href^='javascript' i]"):
            expect(chat.panel.locator(alive)).to_have_count(0)
        assert chat.page.title() == "CIM Assistant"


def test_on_a_phone_the_list_has_no_fault_and_leads_back_into_the_conversation(
    open_chat: Callable[..., Chat],
) -> None:
    phone = open_chat(viewport={"width": 320, "height": 640})
    phone.wait_for_greeting()
    phone.type("find our level")
    phone.type("call it Placeholder Mountain Joint Unified School District")
    phone.type("2023")
    phone.type("add Cedar Ridge")
    phone.type("compare them")
    expect(phone.log.get_by_role("table")).to_be_visible()
    assert {look: phone.axe() for look in phone.in_every_look(320)} == {"light, 320 px": [], "dark, 320 px": []}
    phone.open_panel()
    phone.unfold_panel()
    assert {look: phone.axe() for look in phone.in_every_look(320)} == {"light, 320 px": [], "dark, 320 px": []}
    content = phone.panel.locator("#content")
    assert content.evaluate("box => box.scrollWidth <= box.clientWidth")
    phone.panel.get_by_role("button", name="Go to Placeholder Mountain").click()
    expect(phone.box).to_be_visible()

"""Hostile text stays text."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.chat import Chat

PROBES = [
    "<img src=x onerror=\"document.title='pwned'\">",
    "<script>document.title='pwned'</script>",
    "[click](javascript:document.title='pwned')",
    "<svg onload=document.title='pwned'>",
    '<iframe srcdoc="<script>parent.document.title=1</script>"></iframe>',
    "![x](https://elsewhere.example/pixel.png)",
]


def test_what_a_user_types_is_shown_and_does_nothing(chat: Chat) -> None:
    for probe in PROBES:
        chat.type(f"Our LEA is {probe}")
        expect(chat.sayings.last).to_contain_text(probe)
        _expect_nothing_alive(chat)


def test_what_the_server_sends_does_nothing_either(chat: Chat) -> None:
    """Should such a text ever come back in an answer, the page still is the page."""
    send = chat.take_the_line()
    for number, probe in enumerate(PROBES):
        answer = {
            "id": f"probe-{number}",
            "from": "assistant",
            "text": f"The name is {probe}",
            "buttons": [{"title": probe, "payload": "/none"}],
            "time": "2026-01-05T10:00:00Z",
        }
        send("bot_uttered", answer)
        expect(chat.open_choice(probe)).to_be_visible()
        expect(chat.replies.last).to_contain_text("The name is")
        _expect_nothing_alive(chat)


def _expect_nothing_alive(chat: Chat) -> None:
    for alive in ("img", "script", "iframe", ".bubble svg", "a[href^='javascript' i]"):
        expect(chat.log.locator(alive)).to_have_count(0)
    assert chat.page.title() == "CIM Assistant"


def test_the_policy_stops_a_script_that_got_in_all_the_same(chat: Chat) -> None:
    stopped = chat.page.evaluate(
        """() => new Promise(resolve => {
            document.addEventListener("securitypolicyviolation", event => resolve(event.violatedDirective));
            const script = document.createElement("script");
            script.append("document.title = 'pwned'");
            document.body.append(script);
            setTimeout(() => resolve("nothing"), 20_000);
        })"""
    )
    assert stopped != "nothing"
    assert chat.page.title() == "CIM Assistant"
    chat.complaints.clear()


def test_links_open_in_a_tab_of_their_own_that_cannot_reach_back(chat: Chat) -> None:
    chat.answer_by_typing()
    chat.unfold_sources()
    links = chat.log.get_by_role("link").all()
    assert links
    for link in links:
        expect(link).to_have_attribute("target", "_blank")
        expect(link).to_have_attribute("rel", "noopener noreferrer")

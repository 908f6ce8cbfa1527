"""The page as a person meets it: by roles, names and keys, not by its inner structure."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from tests.browser.interview import ANSWERS, LEVEL, asked_for

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page, WebSocketRoute


class Chat:
    """One open page. `complaints` is what browsers write to their console; a test that expects some removes them."""

    def __init__(self, page: Page, complaints: list[str]) -> None:
        self.page = page
        self.complaints = complaints
        self.log = page.get_by_role("log")
        self.entries = self.log.get_by_role("article")
        self.box = page.get_by_role("textbox", name="Your answer or question")
        self.panel = page.get_by_role("region", name="Where you stand")
        self.bar = self.panel.get_by_role("button", name=re.compile(r"(Details|Checklist)$"))
        self.trouble = page.get_by_text("be reached right now")

    @property
    def replies(self) -> Locator:
        return self.entries.filter(has=self.page.get_by_role("heading", name="Assistant said"))

    @property
    def sayings(self) -> Locator:
        return self.entries.filter(has=self.page.get_by_role("heading", name="You said"))

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def open_choice(self, title: str) -> Locator:
        """The button of the last question, which can still be pressed."""
        return self.log.get_by_role("button", name=title, exact=True, disabled=False)

    def wait_for_greeting(self) -> None:
        self.open_choice("Find our level").wait_for()

    def type(self, text: str) -> None:
        self.box.fill(text)
        self.box.press("Enter")
        self.wait_until_answered(text)

    def wait_until_answered(self, said: str) -> None:
        """Until what was said stands in the conversation with the whole of its answer, and the panel has followed."""
        self.page.wait_for_function(
            """said => {
                const root = document.querySelector("cim-widget")?.shadowRoot ?? document;
                const chat = root.querySelector("cim-chat");
                const { outbox, running } = chat._snapshot.conversation;
                const entries = [...chat.shadowRoot.querySelectorAll("article")];
                const mine = entries.findLastIndex(entry => entry.classList.contains("user"));
                return outbox.length === 0 && running.size === 0 && mine >= 0 && mine < entries.length - 1
                    && entries[mine].querySelector(".bubble").textContent.trim() === said.trim();
            }""",
            arg=said,
        )

    def take_the_line(self) -> Callable[[str, object], None]:
        """Reloads the page. What is given back sends it an event, as if the server did."""
        lines: list[WebSocketRoute] = []

        def listen_in(line: WebSocketRoute) -> None:
            line.connect_to_server()
            lines.append(line)

        self.page.route_web_socket("**/socket.io/**", listen_in)
        self.page.reload()
        self.wait_for_greeting()
        return lambda event, data: lines[-1].send("42" + json.dumps([event, data]))  # 42: Socket.IO's word for an event

    def answer_with_mouse(self, press: Callable[[Locator], None] = lambda target: target.click()) -> None:
        """Presses the choices where there are some. On a touch screen, `press` is a tap."""
        press(self.open_choice("Find our level"))
        self.wait_until_answered("Find our level")
        for _ in ANSWERS:
            if self.is_at_level():
                break
            answer = ANSWERS[self.next_fact()]
            if self.open_choice(answer).count():
                press(self.open_choice(answer))
            else:
                self.box.fill(answer)
                press(self.button("Send"))
            self.wait_until_answered(answer)
        self.level().wait_for()

    def answer_by_typing(self) -> None:
        self.type("find our level")
        for _ in ANSWERS:
            if self.is_at_level():
                break
            self.type(ANSWERS[self.next_fact()])
        self.level().wait_for()

    def next_fact(self) -> str:
        """The fact that the assistant asks for in its last message."""
        said = self.replies.last.inner_text()
        fact = asked_for(said)
        assert fact is not None, f"no question known to the test: {said}"
        return fact

    def level(self) -> Locator:
        return self.log.get_by_role("heading", name=LEVEL).first

    def is_at_level(self) -> bool:
        return self.level().count() > 0

    def open_panel(self) -> None:
        """Where there is no room for it beside the conversation."""
        if self.bar.is_visible():
            self.bar.click()

    def close_panel(self) -> None:
        if self.panel.get_by_role("button", name="Back to chat").is_visible():
            self.panel.get_by_role("button", name="Back to chat").click()

    def unfold_panel(self) -> None:
        """Opens every section of the panel."""
        self.panel.locator("details").evaluate_all("all => { for (const one of all) one.open = true; }")

    def unfold_sources(self) -> None:
        """Opens the sources of every message."""
        self.log.locator("details").evaluate_all("all => { for (const one of all) one.open = true; }")

    def term(self, word: str) -> Locator:
        """The first of the words in the conversation that can be explained and read so."""
        return self.log.get_by_role("button", name=word, exact=True).first

    def try_out(self, fact: str, value: str) -> None:
        """A what-if in the panel."""
        self.open_panel()
        trial = self.panel.locator("cim-trial")
        if not trial.get_by_label("Answer to try").is_visible():
            trial.get_by_text("What if?").click()
        trial.get_by_label("Answer to try").select_option(fact)
        trial.get_by_label("Value to try").select_option(value)
        self.panel.get_by_text("Only a trial, not your result").wait_for()

    def in_every_look(self, *widths: int) -> Iterator[str]:
        """The page as it is, in both colour schemes and in windows of these widths, one after the other."""
        for scheme in ("light", "dark"):
            self.page.emulate_media(color_scheme=scheme)
            for width in widths:
                self.page.set_viewport_size({"width": width, "height": 640 if width < 400 else 900})
                yield f"{scheme}, {width} px"

    def axe(self) -> list[str]:
        """What axe-core finds wrong with the page as it is now, all its rules on, the one on small targets too."""
        found: list[dict[str, Any]] = self.page.evaluate(
            """async () => (await axe.run(document, {
                resultTypes: ["violations"], rules: {"target-size": {enabled: true}}
            })).violations"""
        )
        return [f"{rule['id']}: {node['target']} {node['failureSummary']}" for rule in found for node in rule["nodes"]]

    def overflows(self) -> bool:
        """Whether anything sticks out at the right, in the page or in what scrolls up and down within it."""
        return bool(
            self.page.evaluate(
                """() => {
                    const scroller = document.querySelector("cim-chat").shadowRoot.querySelector(".scroller");
                    return [document.documentElement, scroller].some(box => box.scrollWidth > box.clientWidth);
                }"""
            )
        )

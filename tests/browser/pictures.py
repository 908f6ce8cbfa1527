"""Makes the pictures of the README from the real server: `python -m tests.browser.pictures`.

Each shows a real conversation that ends in a level. `--states FOLDER` takes one of every state and width as well, for
people to look at.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from assistant.paths import ROOT
from tests.browser.chat import Chat
from tests.serving import Server

if TYPE_CHECKING:
    from playwright.sync_api import Browser

IMAGES = ROOT / "docs" / "images"
WIDTHS = {"phone": (320, 640), "tablet": (768, 1024), "desk": (1440, 900)}


def main() -> None:
    """Take the pictures."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--states", type=Path, help="folder for a picture of every state")
    states: Path | None = arguments.parse_args().states
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as data, sync_playwright() as playwright:
        server = Server(Path(data))
        server.start()
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        try:
            _for_the_readme(browser, server)
            if states is not None:
                for name, (width, height) in WIDTHS.items():
                    for scheme in ("light", "dark"):
                        _every_state(browser, server, states / f"{name}-{scheme}", width, height, scheme)
        finally:
            browser.close()
            server.stop()


def _for_the_readme(browser: Browser, server: Server) -> None:
    desk = _open(browser, server, 1440, 900)
    desk.answer_by_typing()
    desk.page.wait_for_timeout(300)
    desk.page.screenshot(path=IMAGES / "conversation.png")
    phone = _open(browser, server, 390, 780, device_scale_factor=2, has_touch=True, is_mobile=True)
    phone.answer_by_typing()
    phone.page.evaluate("document.activeElement.blur()")
    phone.page.wait_for_timeout(300)
    phone.page.screenshot(path=IMAGES / "conversation-phone.png")


def _every_state(browser: Browser, server: Server, stem: Path, width: int, height: int, scheme: str) -> None:
    chat = _open(browser, server, width, height, color_scheme=scheme)
    stem.parent.mkdir(parents=True, exist_ok=True)

    def take(state: str) -> None:
        chat.page.wait_for_timeout(200)
        chat.page.screenshot(path=f"{stem}-{state}.png")

    def look(state: str, prepare: Callable[[], None]) -> None:
        """The panel in full, as high as it is."""
        chat.open_panel()
        prepare()
        chat.page.set_viewport_size({"width": width, "height": 2600})
        take(state)
        chat.page.set_viewport_size({"width": width, "height": height})
        chat.close_panel()

    take("1-greeting")
    chat.type("find our level")
    chat.type("2023")
    chat.type("not sure")
    chat.next_fact()
    take("2-question")
    look("3-panel-question", lambda: None)
    chat.answer_by_typing()
    take("4-result")
    look("5-panel-result", chat.unfold_panel)
    chat.try_out("Elements not met", "1 to 2")
    look("6-panel-trial", lambda: None)
    chat.type("what is the CIM team?")
    take("7-answer")
    chat.type("call it Oak Valley")
    chat.type("add Cedar Ridge")
    chat.type("same as Oak Valley")
    chat.type("list our LEAs")
    take("8-leas")
    chat.type("compare them")
    take("9-comparison")
    look("10-panel-leas", chat.unfold_panel)
    chat.type("show me around")
    take("11-tour")
    chat.page.close()


def _open(browser: Browser, server: Server, width: int, height: int, **options: object) -> Chat:
    page = browser.new_context(viewport={"width": width, "height": height}, **options).new_page()  # type: ignore[arg-type]
    page.goto(server.url)
    chat = Chat(page, [])
    chat.wait_for_greeting()
    return chat


if __name__ == "__main__":
    main()

"""Makes the pictures of the README and of the guide to the widget: `python -m tests.browser.pictures`.

Each shows a real conversation that ends in a level. `--states FOLDER` takes one of every state as well, of the page and
of the widget, at every width and in both colour schemes, for people to look at.
"""

from __future__ import annotations

import argparse
import itertools
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playwright.sync_api import sync_playwright

from assistant.paths import ROOT
from tests.browser.chat import Chat
from tests.browser.host_page import LAUNCHER, HostPage
from tests.browser.states import every_state
from tests.serving import Server

if TYPE_CHECKING:
    from playwright.sync_api import Browser

IMAGES = ROOT / "docs" / "images"
WINDOWS = {"phone": (320, 640), "tablet": (768, 1024), "desk": (1440, 900), "desk at 200 percent": (720, 450)}
LOOKS = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "chosen colours": {"color_scheme": "dark", "forced_colors": "active"},
}


def main() -> None:
    """Take the pictures."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--states", type=Path, help="folder for a picture of every state")
    states: Path | None = arguments.parse_args().states
    IMAGES.mkdir(parents=True, exist_ok=True)
    with _served() as (page, site), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        _for_the_guides(browser, page, site)
        if states is not None:
            for (window, size), (look, options) in itertools.product(WINDOWS.items(), LOOKS.items()):
                for name, address in {"page": page, "widget": site}.items():
                    _every_state(browser, address, states / name / f"{window}, {look}", size, options)
        browser.close()


@contextmanager
def _served() -> Iterator[tuple[str, str]]:
    """The addresses of the page, and of another site with the widget."""
    with tempfile.TemporaryDirectory() as folder:
        site, data = Path(folder, "site"), Path(folder, "var")
        site.mkdir()
        data.mkdir()
        host = HostPage(site)
        server = Server(data, {"CIM_ALLOWED_ORIGINS": host.url})
        server.start()
        host.start(server.url)
        try:
            yield server.url, host.url
        finally:
            host.stop()
            server.stop()


def _for_the_guides(browser: Browser, page: str, site: str) -> None:
    desk = _open(browser, page, (1440, 900))
    desk.answer_by_typing()
    _take(desk, IMAGES / "conversation.png")
    phone = _open(browser, page, (390, 780), device_scale_factor=2, has_touch=True, is_mobile=True)
    phone.answer_by_typing()
    phone.page.evaluate("document.activeElement.blur()")
    _take(phone, IMAGES / "conversation-phone.png")
    phone.open_panel()
    _take(phone, IMAGES / "checklist-phone.png")
    widget = _open(browser, site, (1100, 760))
    widget.type("find our level")
    widget.type("2023")
    _take(widget, IMAGES / "widget.png")


def _every_state(browser: Browser, address: str, folder: Path, size: tuple[int, int], options: dict[str, Any]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    numbers = itertools.count(1)
    chat = _open(browser, address, size, **options)
    every_state(chat, lambda shown, state: _take(shown, folder / f"{next(numbers):02} {state}.png"))
    chat.page.context.close()


def _open(browser: Browser, address: str, size: tuple[int, int], **options: Any) -> Chat:
    width, height = size
    page = browser.new_context(viewport={"width": width, "height": height}, **options).new_page()
    page.goto(address)
    chat = Chat(page, [])
    if page.get_by_role("button", name=LAUNCHER).count():
        chat.button(LAUNCHER).click()
    chat.wait_for_greeting()
    return chat


def _take(chat: Chat, file: Path) -> None:
    chat.page.wait_for_timeout(300)  # scrolling and type come to rest
    chat.page.screenshot(path=file)


if __name__ == "__main__":
    main()

"""How soon a visitor can use the page, and the widget on another site's page; and how much is loaded for it.

`python -m benchmarks page` opens both in Chromium, each time as a new visitor with an empty cache, and writes the
section of docs/benchmarks.md; `--show` only prints it.
"""

from __future__ import annotations

import argparse
import datetime as dt
import functools
import gzip
import http.server
import os
import shutil
import statistics
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from playwright.sync_api import sync_playwright

from assistant.page import BUILT_PAGE
from benchmarks.document import machine, put_section
from benchmarks.server import running

if TYPE_CHECKING:
    from playwright.sync_api import Browser

__all__ = ["run"]

WATCH: Final = """
    // Milliseconds since the navigation, at the first frame in which something is there to be used.
    window.seen = {};
    const look = () => {
        const widget = document.querySelector("cim-widget")?.shadowRoot;
        const chat = (widget ?? document).querySelector("cim-chat")?.shadowRoot;
        const usable = {
            launcher: widget?.querySelector(".launcher"),
            input: chat?.querySelector("cim-composer")?.shadowRoot?.querySelector("textarea:enabled"),
            greeting: chat?.querySelector(".choices button"),
        };
        for (const [name, element] of Object.entries(usable)) {
            if (element?.checkVisibility()) window.seen[name] ??= performance.now();
        }
        requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
"""
HOST_PAGE: Final = """<!doctype html>
<html lang="en"><title>Another site</title><script src="{assistant}/widget.js" defer></script>
"""
PREAMBLE: Final = """
## The page and the widget

Command: `python -m benchmarks page` (part of `make bench`). {machine}; {day}; load average {load:.1f} at the start;
Chromium {browser}, headless, on the server's own machine.

{runs} visits each, every one with an empty cache. Times count from the start of the navigation, for the widget's chat
from the click on its button. The greeting comes from the server, so it shows that the conversation has begun.
"""


def run(arguments: Sequence[str]) -> int:
    """Measure; write or print the section. Exit 1 where there is no browser or no page."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks page", description=__doc__)
    parser.add_argument("--show", action="store_true", help="print the section, write nothing")
    parser.add_argument("--runs", type=int, default=5, help="visits of each (default 5)")
    options = parser.parse_args(arguments)
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None or not (BUILT_PAGE / "index.html").exists():
        print("The page is measured in Chromium, on a built page (make setup). One of them is missing.")
        return 1
    section = _measure(chromium, options.runs)
    if options.show:
        print(section)
    else:
        put_section("page", section)
    return 0


def _measure(chromium: str, runs: int) -> str:
    load = os.getloadavg()[0]
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []  # Chromium's sandbox refuses to start as root
    with (
        _other_site() as (site, folder),
        running({"CIM_ALLOWED_ORIGINS": site}) as server,
        sync_playwright() as playwright,
    ):
        (folder / "index.html").write_text(HOST_PAGE.format(assistant=server.url), encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=chromium, args=sandbox)
        pages = [_visit(browser, server.url) for _ in range(runs)]
        widgets = [_visit_and_open(browser, site) for _ in range(runs)]
        version = browser.version
        browser.close()
    preamble = PREAMBLE.format(
        machine=machine(), day=dt.datetime.now().astimezone().date(), load=load, browser=version, runs=runs
    )
    rows = [
        ("page: the message box can be typed in", [page["input"] for page in pages]),
        ("page: the greeting stands, with its buttons", [page["greeting"] for page in pages]),
        ("widget: its button stands on the other site's page", [widget["launcher"] for widget in widgets]),
        ("widget: the message box can be typed in, after the click", [widget["input"] for widget in widgets]),
        ("widget: the greeting stands, after the click", [widget["greeting"] for widget in widgets]),
    ]
    times = [f"| {name} | {statistics.median(each):.0f} ms | {max(each):.0f} ms |" for name, each in rows]
    return "\n".join([preamble, "| | median | worst |", "|---|---:|---:|", *times, "", _sizes()])


def _visit(browser: Browser, url: str) -> dict[str, float]:
    """What was there when, in milliseconds, on one visit of the page."""
    context = browser.new_context()
    context.add_init_script(WATCH)
    page = context.new_page()
    page.goto(url, wait_until="commit")
    page.wait_for_function("() => seen.input && seen.greeting")
    seen: dict[str, float] = page.evaluate("() => seen")
    context.close()
    return seen


def _visit_and_open(browser: Browser, url: str) -> dict[str, float]:
    """The same for the widget: its button since the navigation, what is in it since the click."""
    context = browser.new_context()
    context.add_init_script(WATCH)
    page = context.new_page()
    page.goto(url, wait_until="commit")
    page.wait_for_function("() => seen.launcher")
    clicked: float = page.evaluate(
        """() => {
            const now = performance.now();
            document.querySelector("cim-widget").shadowRoot.querySelector(".launcher").click();
            return now;
        }"""
    )
    page.wait_for_function("() => seen.input && seen.greeting")
    seen: dict[str, float] = page.evaluate("() => seen")
    context.close()
    return {name: time if name == "launcher" else time - clicked for name, time in seen.items()}


def _sizes() -> str:
    page = sum(_travelling(script.read_bytes()) for script in (BUILT_PAGE / "assets").glob("*.js"))
    widget = _travelling((BUILT_PAGE / "widget.js").read_bytes())
    typeface = sum(font.stat().st_size for font in (BUILT_PAGE / "assets").glob("*-latin-wght-*.woff2"))
    return (
        f"JavaScript as it travels (gzip): page {page / 1000:.1f} kB, widget {widget / 1000:.1f} kB, styles included. "
        f"The page's typeface, for which nothing waits, has {typeface / 1000:.1f} kB besides."
    )


def _travelling(content: bytes) -> int:
    return len(gzip.compress(content))


class _Quiet(http.server.SimpleHTTPRequestHandler):
    """A web server for files that keeps its log to itself."""

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def _other_site() -> Iterator[tuple[str, Path]]:
    """The address of a site that isn't the assistant's, and the folder of its pages."""
    with tempfile.TemporaryDirectory() as folder:
        handler = functools.partial(_Quiet, directory=folder)
        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as host:
            threading.Thread(target=host.serve_forever, daemon=True).start()
            yield f"http://127.0.0.1:{host.server_address[1]}", Path(folder)
            host.shutdown()

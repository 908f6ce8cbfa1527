"""The Chromium of this machine (Debian: chromium), driven by Playwright, which downloads nothing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.paths import ROOT
from tests.programs import miss

if TYPE_CHECKING:
    from playwright.sync_api import Browser

AXE = ROOT / "webchat" / "node_modules" / "axe-core" / "axe.min.js"


@contextmanager
def chromium(*needed: Path) -> Iterator[Browser]:
    """A browser. Where it or one of the `needed` files is missing, tests are skipped, but fail in CI."""
    from playwright.sync_api import sync_playwright

    executable = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if executable is None:
        miss("No Chromium on the path. Install it (Debian: apt-get install chromium).")
    for file in (AXE, *needed):
        if not file.exists():
            miss(f"{file.relative_to(ROOT)} is missing. Run `make test`, which sets up and builds what is missing.")
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []  # Chromium's sandbox refuses to start as root
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=arguments)
        yield browser
        browser.close()

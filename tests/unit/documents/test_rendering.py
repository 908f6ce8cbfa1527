"""Documents as others see them: the Word file through LibreOffice, the page in Chromium."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.documents.composing import compose
from assistant.documents.docx_writing import to_docx
from assistant.documents.html_writing import to_html
from assistant.paths import ROOT
from rules_engine import obligations
from tests.chromium import AXE, chromium
from tests.unit.documents.cases import CASES, NAME, WRITTEN_ON, squeezed

if TYPE_CHECKING:
    from playwright.sync_api import Browser

SHOWN = ROOT / "build" / "documents"
"""Where the pictures go, for people to look at."""
CASE_IDS = [name.replace(" ", "-").replace(",", "").replace("'", "") for name in CASES]

VARIED = [CASE_IDS[at] for at, name in enumerate(CASES) if "site" in name or "open" in name or "2024" in name]
"""Those that between them have every kind of block."""


@pytest.fixture(scope="module")
def pdfs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every case's Word file as LibreOffice prints it."""
    if not (shutil.which("soffice") and shutil.which("pdftotext")):
        assert not os.environ.get("CI"), "CI must look at the Word files: .ci/run installs LibreOffice"
        pytest.skip("No LibreOffice. To see the Word files: apt-get install libreoffice-writer poppler-utils")
    folder = tmp_path_factory.mktemp("word")
    for name, result in zip(CASE_IDS, CASES.values(), strict=True):
        (folder / f"{name}.docx").write_bytes(to_docx(compose(result, WRITTEN_ON, NAME)))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, *folder.glob("*.docx")],
        check=True,
        capture_output=True,
        timeout=300,
    )
    SHOWN.mkdir(parents=True, exist_ok=True)
    for name in CASE_IDS:
        subprocess.run(
            ["pdftoppm", "-r", "80", "-png", folder / f"{name}.pdf", SHOWN / f"word-{name}"], check=True, timeout=60
        )
    return {name: folder / f"{name}.pdf" for name in CASE_IDS}


def pages_of(pdf: Path) -> list[str]:
    """The words of each page."""
    run = subprocess.run(["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True, timeout=60)
    return [squeezed(page) for page in run.stdout.decode().split("\f") if page.strip()]


@pytest.mark.parametrize("case", CASE_IDS)
def test_libreoffice_shows_a_few_numbered_pages_with_every_duty(pdfs: dict[str, Path], case: str) -> None:
    pages = pages_of(pdfs[case])
    assert 2 <= len(pages) <= 6
    for number, page in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in page
    result = dict(zip(CASE_IDS, CASES.values(), strict=True))[case]
    whole = " ".join(pages)
    assert whole.count("☐") == len(obligations(result)) + len(result.missing_facts)
    assert NAME in pages[0]
    assert "This is not a letter" in pages[0]


def test_libreoffice_repeats_the_heading_of_a_table_that_goes_on(pdfs: dict[str, Path]) -> None:
    pages = pages_of(pdfs["Targeted-2"])
    assert "Done What to do Due" in pages[0]
    assert pages[1].startswith("Done What to do Due")


@pytest.fixture(scope="module", name="chromium")
def _chromium() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("pages")
    for name, result in zip(CASE_IDS, CASES.values(), strict=True):
        (folder / f"{name}.html").write_text(to_html(compose(result, WRITTEN_ON, NAME)), "utf-8")
    return {name: folder / f"{name}.html" for name in CASE_IDS}


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("case", VARIED)
def test_axe_finds_nothing(chromium: Browser, pages: dict[str, Path], case: str, width: int) -> None:
    # axe is put into the page as a script, which the page's own policy would not allow.
    context = chromium.new_context(viewport={"width": width, "height": 900}, bypass_csp=True)
    page = context.new_page()
    page.goto(pages[case].as_uri())
    page.add_script_tag(path=AXE)
    found = page.evaluate("axe.run()")
    SHOWN.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SHOWN / f"page-{case}-{width}.png", full_page=True)
    context.close()
    assert [problem["id"] for problem in found["violations"]] == []


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 768, 1440])
@pytest.mark.parametrize("case", VARIED)
def test_the_page_keeps_its_look_under_its_own_policy_and_fits_the_screen(
    chromium: Browser, pages: dict[str, Path], case: str, width: int
) -> None:
    complaints: list[str] = []
    page = chromium.new_page(viewport={"width": width, "height": 900})
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(pages[case].as_uri())
    colour = page.evaluate("getComputedStyle(document.querySelector('h1')).color")
    overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    page.close()
    assert complaints == []
    assert colour == "rgb(20, 89, 90)"
    assert overflow <= 0


@pytest.mark.browser
def test_one_click_prints_and_the_button_is_not_on_paper(chromium: Browser, pages: dict[str, Path]) -> None:
    page = chromium.new_page()
    page.add_init_script("window.print = () => { document.title = 'printed'; }")
    page.goto(pages["Targeted-2"].as_uri())
    button = page.get_by_role("button", name="Print or save as PDF")
    button.click()
    assert page.title() == "printed"
    page.emulate_media(media="print")
    assert button.is_hidden()
    page.close()


@pytest.mark.browser
def test_a_long_name_in_any_script_does_not_break_the_page(chromium: Browser, tmp_path: Path) -> None:
    for name in ("x" * 500, "مدرسة " * 80, "🏫" * 500):
        file = tmp_path / "named.html"
        file.write_text(to_html(compose(CASES["Targeted 2"], WRITTEN_ON, name)), "utf-8")
        page = chromium.new_page(viewport={"width": 320, "height": 900})
        page.goto(file.as_uri())
        overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        page.close()
        assert overflow <= 0

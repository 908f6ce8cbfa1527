"""The page of measurements: each measurement owns one section of it, and leaves the others as they are."""

from __future__ import annotations

import os
import platform
import re
from pathlib import Path
from typing import Final

__all__ = ["PAGE", "machine", "put_section"]

PAGE: Final = Path(__file__).parent.parent / "docs" / "benchmarks.md"

_TITLE = "# Measurements\n\nMade by `make bench`, which measures everything anew. Each section says what was run.\n"


def put_section(name: str, text: str, page: Path = PAGE) -> None:
    """Put `text`, which starts with its own heading, in the place of the section `name`; new sections come last."""
    start, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    section = f"{start}\n{text.strip()}\n{end}\n"
    old = page.read_text(encoding="utf-8") if page.exists() else _TITLE
    place = re.compile(rf"{re.escape(start)}.*?{re.escape(end)}\n", re.DOTALL)
    new = place.sub(lambda _: section, old) if place.search(old) else f"{old.rstrip()}\n\n{section}"
    page.parent.mkdir(exist_ok=True)
    page.write_text(new, encoding="utf-8")


def machine() -> str:
    """The machine and its Python, in one line."""
    return f"{_processor()}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"


def _processor() -> str:
    try:
        found = re.search(r"model name\s*: (.+)", Path("/proc/cpuinfo").read_text(encoding="utf-8"))
    except OSError:
        found = None
    return found[1] if found else platform.processor() or platform.machine()

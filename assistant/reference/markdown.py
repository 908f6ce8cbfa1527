"""The little of Markdown that the reference needs, as a code host shows it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

__all__ = ["bullets", "escaped", "heading", "link", "page", "slug", "table"]

_SPECIAL = re.compile(r"([\\`*_\[\]<>|])")
_MADE = "<!-- Made by `cim reference` from rules_engine/rulesets. Change the rule sets, not this page. -->"


def escaped(text: str) -> str:
    """`text` with nothing in it that Markdown would take for a mark."""
    return _SPECIAL.sub(r"\\\1", text)


def slug(heading_text: str) -> str:
    """The anchor that a code host gives a heading."""
    return re.sub(r"[^\w\- ]", "", heading_text.lower()).replace(" ", "-")


def link(text: str, page_name: str, heading_text: str = "") -> str:
    """A link to a page of the reference, and to a heading on it."""
    anchor = f"#{slug(heading_text)}" if heading_text else ""
    return f"[{escaped(text)}]({page_name}{anchor})"


def heading(level: int, text: str) -> str:
    """A heading; `level` 1 is the page's title."""
    return f"{'#' * level} {text}"


def bullets(items: Iterable[str]) -> str:
    """A list of items that are Markdown already."""
    return "\n".join(f"- {item}" for item in items)


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of cells that are Markdown already; an empty cell shows a dash."""
    lines = [headings, ["---"] * len(headings), *([cell or "–" for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def page(*blocks: str) -> str:
    """A page of `blocks`, those that are empty left out."""
    return "\n\n".join([_MADE, *filter(None, blocks)]) + "\n"

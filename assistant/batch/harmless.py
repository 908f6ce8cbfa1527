"""Texts made harmless for spreadsheets, which run a cell that looks like a formula."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

__all__ = ["harmless", "harmless_all"]

FORMULA_STARTS: Final = frozenset("=+-@\t\r\n＝＋－＠")


def harmless(text: str) -> str:
    """`text`, with an apostrophe before it where a spreadsheet might take it for a formula."""
    return f"'{text}" if text[:1] in FORMULA_STARTS else text


def harmless_all(texts: Iterable[str]) -> list[str]:
    """Each of `texts`, made harmless."""
    return [f"'{text}" if text[:1] in FORMULA_STARTS else text for text in texts]

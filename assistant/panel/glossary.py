"""The glossary as the page explains words with it: names to look for, what they mean, and who says so."""

from __future__ import annotations

from typing import Any

from actions.conversation import rulebook
from rules_engine import Source

__all__ = ["glossary"]

_NOT_PART_OF_IT = ("the ", "our ")
"""Words with which people write a term, and which need no explanation."""


def glossary() -> list[dict[str, Any]]:
    """Every term as plain data, in the words of the rule book."""
    book = rulebook()
    return [
        {
            "names": [name for name in (term.name, *term.also) if not name.startswith(_NOT_PART_OF_IT)],
            "means": term.means,
            "sources": [_source(book.sources[id_]) for id_ in term.sources],
        }
        for term in book.glossary.values()
    ]


def _source(source: Source) -> dict[str, Any]:
    return {"title": source.title, "href": source.href}

"""Where a question begins behind something else: "we missed 4. What is a SELPA?", "not ranked, why do you ask?"."""

from __future__ import annotations

import re

from actions.reading.text import plain

__all__ = ["question_begins"]

_OPENS = (
    r"(?:what|whats|who|whos|whom|whose|when|where|why|how|hows|which|explain|define"
    r"|(?:can|could|would|will|do|does|did|is|are|should|may) (?:you|we|i|it|that|this|they|there|the|our|my)"
    r"|tell me)\b"
)
_AND = r"(?:(?:and|but|also|so|oh|then|ok|okay|please|btw|by the way|one more thing)\b[\s,:]*)"
_BEGINS = re.compile(rf"(?:[.,;!?\n]+\s+|\s-+\s|\b(?=btw\b|by the way\b|also\b)){_AND}*(?={_OPENS})")
_RELATES = re.compile(
    r"(?:who|whom|whose|when|where|which)\b(?!\s+(?:is|are|do|does|can|must|will|should|helps|supports)\b)|which\b"
)
"""Goes on with the sentence before a comma: "we are a charter, which has 40 students"."""
_TAG = re.compile(r"(?:is|are|did|do|does|can|could) (?:it|that|this|we|you|they|i)\s*(?:right|ok|okay|correct)?\W*")
"""Asks for agreement with what was just said: "we missed 4, is that right?"."""


def question_begins(text: str) -> int | None:
    """The position in `text` from which it asks something, behind what it says; None where it doesn't do both."""
    simple = plain(text)
    for match in _BEGINS.finditer(simple):
        relates = match[0].startswith(",") and "?" not in simple and _RELATES.match(simple, match.end())
        if simple[: match.start()].strip() and not relates and not _TAG.fullmatch(simple, match.end()):
            return match.end()
    return None

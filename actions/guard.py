"""What is kept of a message about a single student: nothing but that there was one.

The message is replaced before it is stored or logged. What stands in its place says what it looked like, and that is
also how the rest of the assistant knows that something was removed.
"""

from __future__ import annotations

from actions.content import pupil_words, say
from actions.reading.pupil_data import pupil_data_in

__all__ = ["removed_from", "without_pupil_data"]

_LOOKED_LIKE = {
    "name": "pupil_data.name",
    "birth_date": "pupil_data.birth_date",
    "number": "pupil_data.number",
    "diagnosis": "pupil_data.diagnosis",
}


_REMOVED = "[Removed: this looked like "
"""Begins what is kept. Conversations are full of it, so it isn't a wording: it never changes."""


def without_pupil_data(text: str) -> str:
    """`text` as it may be kept: itself, or a remark in its place."""
    kind = pupil_data_in(text, pupil_words())
    return f"{_REMOVED}{say(_LOOKED_LIKE[kind])}]" if kind else text


def removed_from(text: str) -> str | None:
    """What a message looked like of which `text` was kept, in words; None where the message itself was kept."""
    return text[len(_REMOVED) : -1] if text.startswith(_REMOVED) and text.endswith("]") else None

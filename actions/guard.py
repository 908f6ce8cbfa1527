"""What is kept of a message about a single student: nothing but that there was one.

The message is replaced before it is stored or logged. What stands in its place says what it looked like, and that is
also how the rest of the assistant knows that something was removed.
"""

from __future__ import annotations

from functools import cache

from actions.content import pupil_words, say
from actions.reading.pupil_data import pupil_data_in

__all__ = ["removed_from", "without_pupil_data"]

_LOOKED_LIKE = {
    "name": "pupil_data.name",
    "birth_date": "pupil_data.birth_date",
    "number": "pupil_data.number",
    "diagnosis": "pupil_data.diagnosis",
}


def without_pupil_data(text: str) -> str:
    """`text` as it may be kept: itself, or a remark in its place."""
    kind = pupil_data_in(text, pupil_words())
    return say("pupil_data.removed", what=say(_LOOKED_LIKE[kind])) if kind else text


def removed_from(text: str) -> str | None:
    """What a message looked like of which `text` was kept, in words; None where the message itself was kept."""
    return _remarks().get(text)


@cache
def _remarks() -> dict[str, str]:
    what = [say(key) for key in _LOOKED_LIKE.values()]
    return {say("pupil_data.removed", what=one): one for one in what}

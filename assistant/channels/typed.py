"""What people type, as Rasa may get it: of a length that it can read, and never a command."""

from __future__ import annotations

import re
from typing import Final

from assistant.channels import wording

__all__ = ["LONGEST", "RefusedError", "as_typed", "cleaned", "without_command"]

LONGEST: Final = 2_000
"""Characters in a message."""
# A leading slash is Rasa's mark of a command, and it looks for one behind white space too.
_COMMAND_MARK = re.compile(r"^[\s/]+")
_MUCH_SPACE = re.compile(r"([^\S\n]|\n)\1{3,}")
"""More of one kind of space than anyone sees a difference in; patterns that look for the end of it would be slow."""
_CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


class RefusedError(Exception):
    """The message is not taken. The text is a sentence for the user that says why."""


def as_typed(typed: str, longest: int = LONGEST) -> str:
    """What Rasa gets of a `typed` message. Raises RefusedError."""
    return without_command(cleaned(typed, longest))


def cleaned(typed: str, longest: int = LONGEST) -> str:
    """`typed` without control characters and halves of characters, which stores and parsers choke on, and without more
    space than means anything.

    Raises RefusedError where nothing is left, or more than the `longest`.
    """
    whole = typed.encode("utf-8", "ignore").decode("utf-8")
    text = _CONTROL_CHARACTERS.sub("", whole.replace("\r\n", "\n").replace("\r", "\n")).strip()
    text = _MUCH_SPACE.sub(r"\1\1\1", text)
    if len(text) > longest:
        raise RefusedError(wording.too_long(len(text), longest))
    if not without_command(text):
        raise RefusedError(wording.EMPTY)
    return text


def without_command(text: str) -> str:
    """`text` without what Rasa would take for the mark of a command."""
    return _COMMAND_MARK.sub("", text)

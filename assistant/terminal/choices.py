"""The buttons under the latest messages, and what a typed line means beside them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from actions.content import say
from actions.shared_rules import rulebook
from rules_engine import FactError, FactSpec

__all__ = ["Choice", "NotTakenError", "choices_in", "meant"]

_LONGEST = 2_000
"""Characters in a message."""


class NotTakenError(Exception):
    """The line is not sent. The text is a sentence for the user that says why."""


@dataclass(frozen=True)
class Choice:
    """A button: its title, and what pressing it sends."""

    title: str
    payload: str

    def could_be_answered(self, number: int) -> bool:
        """Whether it is an answer to a question that a typed `number` would answer as well."""
        vocabulary = rulebook().vocabulary
        start = self.payload.find("{")
        facts = json.loads(self.payload[start:]) if start > 0 else {}
        return any(fact in vocabulary and _can_be(vocabulary[fact], number) for fact in facts)


def _can_be(spec: FactSpec, number: int) -> bool:
    try:
        return spec.is_number and spec.parse(number) is not None
    except FactError:
        return False


def choices_in(replies: Iterable[Mapping[str, Any]]) -> tuple[Choice, ...]:
    """The buttons of `replies`, in order. Those of an answer stay on offer beside those of the question behind it."""
    return tuple(Choice(one["title"], one["payload"]) for reply in replies for one in reply.get("buttons", ()))


def meant(line: str, choices: tuple[Choice, ...]) -> str:
    """What to send for a typed `line`: the payload of the choice whose number or title it is, or the text itself.

    "#2" is always the second choice; "2" is it where it can't be an answer itself. Raises NotTakenError.
    """
    text = line.replace("\x00", "").strip()
    number = text.removeprefix("#").strip()
    if number.isdecimal() and len(number) < 3 and 1 <= int(number) <= len(choices):
        chosen = choices[int(number) - 1]
        if text.startswith("#") or not any(one.could_be_answered(int(number)) for one in choices):
            return chosen.payload
    for one in choices:
        if one.title.casefold() == text.casefold():
            return one.payload
    text = text.lstrip("/ ")  # typed, so no command
    if not text:
        raise NotTakenError(say("guard.empty"))
    if len(text) > _LONGEST:
        raise NotTakenError(say("guard.too_long", length=f"{len(text):,}", limit=f"{_LONGEST:,}"))
    return text

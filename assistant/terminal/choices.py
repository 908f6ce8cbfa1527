"""The buttons under the latest messages, and what a typed line means beside them."""

from __future__ import annotations

from collections.abc import Iterable

from actions.saying.message import stated_by
from actions.shared_rules import rulebook
from assistant.channels.messages import Choice, Message
from assistant.channels.typed import as_typed
from rules_engine import FactError, FactSpec

__all__ = ["choices_in", "meant"]


def choices_in(replies: Iterable[Message]) -> tuple[Choice, ...]:
    """The buttons of `replies`, in order. Those of an answer stay on offer beside those of the question behind it."""
    return tuple(choice for reply in replies for choice in reply.buttons)


def meant(line: str, choices: tuple[Choice, ...]) -> str:
    """What to send for a typed `line`: the payload of the choice whose number or title it is, or the text itself.

    "#2" is always the second choice; "2" is it where it can't be an answer itself. Raises RefusedError.
    """
    text = as_typed(line)
    number = text.removeprefix("#").strip()
    if number.isdecimal() and len(number) < 3 and 1 <= int(number) <= len(choices):
        chosen = choices[int(number) - 1]
        if text.startswith("#") or not any(_could_be_answered(one, int(number)) for one in choices):
            return chosen.payload
    return next((one.payload for one in choices if one.title.casefold() == text.casefold()), text)


def _could_be_answered(choice: Choice, number: int) -> bool:
    """Whether it is an answer to a question that a typed `number` would answer as well."""
    vocabulary = rulebook().vocabulary
    _, facts = stated_by(choice.payload)
    return any(fact in vocabulary and _can_be(vocabulary[fact], number) for fact in facts)


def _can_be(spec: FactSpec, number: int) -> bool:
    try:
        return spec.is_number and spec.parse(number) is not None
    except FactError:
        return False

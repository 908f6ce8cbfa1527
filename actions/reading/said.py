"""What a message turned out to say: the results of reading."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, NamedTuple

__all__ = ["Mention", "Reading", "Refusal", "Said", "Unclear"]


class Mention(NamedTuple):
    """A place in the text that names a fact or, with `choice`, gives one of its values."""

    start: int
    end: int
    fact: str
    choice: str | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """A value for a fact, in its JSON form. `inexact`: words that leave room ("about", "a few"), to be said back."""

    fact: str
    value: object
    inexact: bool = False


@dataclass(frozen=True, slots=True)
class Refusal:
    """A value that the fact can't have. `problem` is the engine's reason in plain words, or one of ours by name."""

    fact: str
    problem: str

    PERCENTAGE: ClassVar = "percentage"
    """A percentage where a count is needed."""
    NO_VALUE: ClassVar = "no_value"
    """Something that no button of ours sends; it isn't repeated."""


@dataclass(frozen=True, slots=True)
class Unclear:
    """Something that has several readings; only the user can say which of the `options` is meant."""

    options: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that one message says. Empty where nothing in it could be read as an answer.

    `declined` are facts that the user can't give now, `reopened` those to be asked again, `withdrawn` those whose
    answer is taken back, `named` all that are named at all. `yes_no` is a bare yes or no, `ordinal` a bare small
    number: they answer questions of the assistant's own ("start over?") and pick from lists. `asks`: the message asks
    something.
    """

    said: tuple[Said, ...] = ()
    refused: tuple[Refusal, ...] = ()
    unclear: tuple[Unclear, ...] = ()
    declined: tuple[str, ...] = ()
    reopened: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    yes_no: bool | None = None
    ordinal: int | None = None
    asks: bool = False

    @property
    def tells(self) -> bool:
        """Whether the message says something about a fact."""
        return any((self.said, self.refused, self.unclear, self.declined, self.reopened, self.withdrawn))

    @property
    def is_only_unclear(self) -> bool:
        """Whether all that it says has several readings."""
        return bool(self.unclear) and not any((self.said, self.refused, self.declined, self.reopened, self.withdrawn))

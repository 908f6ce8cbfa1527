"""Questions of the assistant's own, which are about no single fact: which was meant, whether to start over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

__all__ = ["OpenQuestion", "Option", "QuestionKind", "one_after_another"]


class QuestionKind(str, Enum):
    """What a question of the assistant's own is for, and so what answers it."""

    CHOICE = "choose"
    """Which of several is meant."""
    CONFIRMATION = "confirm"
    """Whether the one thing that was guessed is right."""
    START_OVER = "start_over"
    """Whether all answers are to be forgotten."""
    FORGET_LEA = "forget_lea"
    """Whether the LEA `lea` is to be forgotten."""
    COPY_LEA = "copy_lea"
    """Whether the answers of the LEA `lea` are to take the place of those that there are."""
    NAME_LEA = "name_lea"
    """What the LEA is called; its one option is to give it no name."""
    DID_YOU_MEAN = "did_you_mean"
    """Which of the likeliest things a message that wasn't understood may have meant."""

    @property
    def is_yes_no(self) -> bool:
        """Whether its options are yes and no, in this order."""
        return self in _YES_OR_NO


_YES_OR_NO = frozenset(
    {QuestionKind.CONFIRMATION, QuestionKind.START_OVER, QuestionKind.FORGET_LEA, QuestionKind.COPY_LEA}
)


@dataclass(frozen=True)
class Option:
    """One answer to an open question: the values it gives to facts; None forgets a fact. `lea`: one to switch to.

    `sends` is the payload of a command or question that the option stands for.
    """

    title: str
    facts: Mapping[str, object]
    lea: str | None = None
    sends: str | None = None


@dataclass(frozen=True)
class OpenQuestion:
    """Something that the assistant has asked back. `lea` is the LEA that it is about.

    `then` is the question that comes after it, such as what the same message left in doubt besides.
    """

    kind: QuestionKind
    text: str
    options: tuple[Option, ...]
    lea: str | None = None
    then: OpenQuestion | None = None

    @property
    def all(self) -> tuple[OpenQuestion, ...]:
        """It and those that come after it, each by itself."""
        return (replace(self, then=None), *(self.then.all if self.then else ()))

    @property
    def about(self) -> set[str]:
        """The facts that its answers give or forget, and those of the questions after it."""
        return {fact for one in self.all for option in one.options for fact in option.facts}

    @classmethod
    def from_slot(cls, raw: Mapping[str, Any]) -> OpenQuestion:
        """The open question kept in the slot value `raw`."""
        options = tuple(Option(one["title"], one["facts"], one.get("lea"), one.get("sends")) for one in raw["options"])
        then = cls.from_slot(raw["then"]) if raw.get("then") else None
        return cls(QuestionKind(raw["kind"]), raw["text"], options, raw.get("lea"), then)

    def to_slot(self) -> dict[str, Any]:
        """The slot value that keeps it."""
        options = [{**vars(option), "facts": dict(option.facts)} for option in self.options]
        then = self.then.to_slot() if self.then else None
        return {"kind": self.kind.value, "text": self.text, "options": options, "lea": self.lea, "then": then}


def one_after_another(questions: Sequence[OpenQuestion]) -> OpenQuestion | None:
    """The first of `questions`, after which the others come; None of none."""
    chained: OpenQuestion | None = None
    for question in reversed(questions):
        chained = replace(question, then=chained)
    return chained

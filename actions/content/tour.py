"""The tour's content: its stops, their check questions, and the words that are said to the tour."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from actions.content import ContentError, read_content

__all__ = ["Answer", "Check", "Stated", "Stop", "stops", "tour_words"]


@dataclass(frozen=True)
class Stated:
    """One statement of a stop: a glossary `term`, or what it `says` with its `sources`. See the head of tour.yml."""

    says: str = ""
    sources: tuple[str, ...] = ()
    year: int | None = None
    term: str | None = None
    general: bool = False


@dataclass(frozen=True)
class Answer:
    """An answer to a check question, and the line that follows when it is given."""

    title: str
    says: str
    right: bool = False
    also: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """What is typed to give it."""
        return (self.title, *self.also)


@dataclass(frozen=True)
class Check:
    """The question at the end of a stop."""

    question: str
    answers: tuple[Answer, ...]

    @property
    def right(self) -> Answer:
        """The right answer."""
        return next(answer for answer in self.answers if answer.right)


@dataclass(frozen=True)
class Stop:
    """One stop of the tour."""

    id: str
    title: str
    statements: tuple[Stated, ...]
    check: Check


@cache
def stops() -> tuple[Stop, ...]:
    """The stops in their order. Raises ContentError where the file isn't as its head says."""
    return tuple(_stop(id_, raw) for id_, raw in read_content("tour.yml")["stops"].items())


def _stop(id_: str, raw: Mapping[str, Any]) -> Stop:
    try:
        statements = tuple(Stated(**{**one, "sources": tuple(one.get("sources", ()))}) for one in raw["statements"])
        answers = tuple(Answer(**{**one, "also": tuple(one.get("also", ()))}) for one in raw["check"]["answers"])
        return Stop(id_, raw["title"], statements, Check(raw["check"]["question"], answers))
    except (KeyError, TypeError) as error:
        raise ContentError(f"tour.yml, {id_}: found {error}; see the top of the file for the keys") from error


@cache
def tour_words() -> Mapping[str, frozenset[str]]:
    """What can be said to the tour, by what it does."""
    return {move: frozenset(phrases) for move, phrases in read_content("tour.yml")["words"].items()}

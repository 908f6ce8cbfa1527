"""Counts of all students of an LEA, or of its staff, which are easily taken for those of students with disabilities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from actions.reading.said import Mention, Said
from actions.reading.spotted import Spotted
from actions.reading.text import Span

__all__ = ["is_of_everybody", "names_any_students", "without_totals"]

_COUNT = "students_with_disabilities"


def is_of_everybody(spotted: Spotted, name: Mention | None, clause: Span) -> bool:
    """Whether an amount at `name` in the clause counts all students of the LEA, or people that are no students."""
    return (name is None or names_any_students(spotted, name)) and spotted.has("everybody", clause)


def names_any_students(spotted: Spotted, name: Mention) -> bool:
    """Whether the name is one for students that may have disabilities or not: "students", "enrolment"."""
    place = Span(name.start, name.end)
    return name.fact == _COUNT and spotted.find("any_students", place) == [place]


def without_totals(said: Sequence[Said], of_any_students: Sequence[Said]) -> list[Said]:
    """What was said without the counts `of_any_students`, where those with disabilities are counted beside them.

    The count that is left is to be said back.
    """
    counts = [one for one in said if one.fact == _COUNT]
    specific = [replace(one, inexact=True) for one in counts if one not in of_any_students]
    if not specific or len(specific) == len(counts):
        return list(said)
    return [one for one in said if one.fact != _COUNT] + specific

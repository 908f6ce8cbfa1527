"""Numbers that are easily mistaken: counts of all students or of staff, or of elements in an area with ranks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from actions.reading.quantity import Quantity
from actions.reading.said import Mention, Said
from actions.reading.spotted import Amount, Spotted
from actions.reading.text import Span
from rules_engine import FactSpec

__all__ = ["is_of_everybody", "may_count_instead", "names_any_students", "without_totals"]

_COUNT = "students_with_disabilities"
_RANKS = re.compile(r"\b(?:rank\w*|bottom|lowest|percent\w*|eval\w*|ie|psie|intensive)\b|%")
"""Words by which a message speaks of ranks."""


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


def may_count_instead(spotted: Spotted, name: Mention, amount: Amount, asked: FactSpec, said: Sequence[Said]) -> bool:
    """Whether an amount at the `name` of a rank may be the count that was `asked` for: "five including preschool"."""
    place = Span(name.start, name.end)
    if asked.kind != "count" or not isinstance(amount, Quantity) or spotted.find("areas", place) != [place]:
        return False
    is_told = asked.id in {*(one.fact for one in said), *(one.fact for one in spotted.names)}
    return not (is_told or amount.percent or _RANKS.search(spotted.text))

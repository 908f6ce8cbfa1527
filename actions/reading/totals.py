"""Numbers that are easily mistaken: counts of all students or of staff, or of elements in an area with ranks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from actions.reading.quantity import Quantity
from actions.reading.said import Mention, Said, Unclear
from actions.reading.spotted import Amount, Spotted
from actions.reading.text import Span
from rules_engine import FactSpec

__all__ = [
    "counts_others",
    "is_of_everybody",
    "may_count_instead",
    "names_any_students",
    "speaks_of_missing",
    "without_totals",
]

_COUNT, _ELEMENTS = "students_with_disabilities", "elements_not_met"
_MISSING = re.compile(r"\b(?:miss(?:ed|ing)?|fail(?:ed)?|short|unmet|flunked|dnm|tnm|nm)\b")
_MET_BEHIND = re.compile(r"\s*(?:were|are|was|have been|is)?\s*(?:met|reached|passed|achieved|fulfilled)\b")
_NEAR = 25
"""Characters before a number in which a verb is that of the number."""
_NOT = re.compile(r"\b(?:not|no|never|none|cannot|cant|unable|without|hardly)\b|n't\b")
_OF = re.compile(r"\s*(?:out\s+)?of\s+(?:(?:the|our|all)\s+)*")
_EXCEPT = re.compile(r"\b(?:except|exception|but|besides|apart)\b")
_RANKS = re.compile(r"\b(?:rank\w*|bottom|lowest|percent\w*|eval\w*|ie|psie|intensive)\b|%")
"""Words by which a message speaks of ranks."""


def is_of_everybody(spotted: Spotted, name: Mention | None, clause: Span) -> bool:
    """Whether an amount at `name` in the clause counts all students of the LEA, or people that are no students."""
    return (name is None or names_any_students(spotted, name)) and spotted.has("everybody", clause)


def names_any_students(spotted: Spotted, name: Mention) -> bool:
    """Whether the name is one for students that may have disabilities or not: "students", "enrolment"."""
    place = Span(name.start, name.end)
    return name.fact == _COUNT and spotted.find("any_students", place) == [place]


def counts_others(spotted: Spotted, name: Mention, amount: Amount, clause: Span) -> bool:
    """Whether an amount at the `name` of elements may count other ones than those missed: "we met 13 targets", "of 16
    elements".
    """
    start, end = min(name.start, amount.start), max(name.end, amount.end)
    if _NOT.search(spotted.text, clause.start, start) or speaks_of_missing(spotted, clause):
        return False
    if _EXCEPT.search(spotted.text, clause.start, end):
        return False
    behind = _MET_BEHIND.match(spotted.text, end)
    near = Span(max(clause.start, start - _NEAR), end)
    return (
        behind is not None
        or spotted.has("reached", near)
        or _OF.fullmatch(spotted.text, *Span(clause.start, start)) is not None
    )


def speaks_of_missing(spotted: Spotted, clause: Span) -> bool:
    """Whether the clause says that targets were missed, rather than how many there are."""
    return spotted.has("unmet", clause) or _MISSING.search(spotted.text, *clause) is not None


def without_totals(
    said: Sequence[Said], of_any_students: Sequence[Said], missed: Sequence[Said], unclear: Sequence[Unclear]
) -> list[Said]:
    """What was said without the counts `of_any_students`, where those with disabilities are counted beside them, and
    without the number of all elements beside that of those `missed`.

    What is left of the counts is to be said back.
    """
    in_doubt = {option.fact for one in unclear for option in one.options}
    kept = list(said)
    for fact, is_total in ((_COUNT, of_any_students), (_ELEMENTS, [one for one in said if one not in missed])):
        counts = [one for one in kept if one.fact == fact]
        specific = [replace(one, inexact=True) for one in counts if one not in is_total]
        if len(specific) < len(counts) and (specific or (fact in in_doubt and fact == _COUNT)):
            kept = [one for one in kept if one.fact != fact] + specific
    return kept


def may_count_instead(spotted: Spotted, name: Mention, amount: Amount, asked: FactSpec, said: Sequence[Said]) -> bool:
    """Whether an amount at the `name` of a rank may be the count that was `asked` for: "five including preschool"."""
    place = Span(name.start, name.end)
    if asked.kind != "count" or not isinstance(amount, Quantity) or spotted.find("areas", place) != [place]:
        return False
    is_told = asked.id in {*(one.fact for one in said), *(one.fact for one in spotted.names)}
    return not (is_told or amount.percent or _RANKS.search(spotted.text))

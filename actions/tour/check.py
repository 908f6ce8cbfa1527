"""Whether the tour's content fits itself, the glossary and the sources: what `cim check` and the tests ask."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from actions.content import ContentError
from actions.content.tour import Check, Stated, stops, tour_words
from actions.saying.message import LONGEST_TITLE
from actions.tour.stops import TAILORED
from rules_engine import RuleBook

__all__ = ["check_tour"]

_MOST_ANSWERS = 2
"""With the buttons to go on, to find the level and to leave, a message holds no more."""


def check_tour(book: RuleBook) -> Iterator[str]:
    """One sentence for each thing that is wrong, with the stop."""
    try:
        found = stops()
    except ContentError as error:
        yield str(error)
        return
    for stop in found:
        where = f"tour.yml, {stop.id}"
        if not stop.statements:
            yield f"{where}: nothing is said"
        for statement in stop.statements:
            yield from _check_statement(statement, book, where)
        yield from _check_check(stop.check, where)
    for unknown in TAILORED.keys() - {stop.id for stop in found}:
        yield f"tour.yml: no stop {unknown!r}, for which the code has something to add"


def _check_statement(statement: Stated, book: RuleBook, where: str) -> Iterator[str]:
    if statement.term:
        if statement.term not in book.glossary:
            yield f"{where}: no term {statement.term!r} in the glossary"
        return
    if not statement.says.strip() or not statement.sources:
        yield f"{where}: a statement without words or without a source"
    for id_ in statement.sources:
        if id_ not in book.sources:
            yield f"{where}: no source {id_!r}"
    if statement.year and statement.year not in book.years:
        yield f"{where}: no rules for the year {statement.year}"


def _check_check(check: Check, where: str) -> Iterator[str]:
    if sum(answer.right for answer in check.answers) != 1 or len(check.answers) != _MOST_ANSWERS:
        yield f"{where}: the check needs {_MOST_ANSWERS} answers, one of them right"
    for answer in check.answers:
        if len(answer.title) > LONGEST_TITLE:
            yield f"{where}: the title {answer.title!r} has more than {LONGEST_TITLE} characters"
        if not answer.says.strip():
            yield f"{where}: nothing is said after {answer.title!r}"
    words = [word for words in tour_words().values() for word in words]
    names = [name.casefold() for answer in check.answers for name in {name.casefold() for name in answer.names}]
    for name, count in Counter(names).items():
        if count > 1 or name in words:
            yield f"{where}: {name!r} means two things"

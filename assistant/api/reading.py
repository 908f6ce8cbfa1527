"""Request bodies read into facts. Pure: what can't be taken is a ProblemError."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from http import HTTPStatus
from typing import Final, NamedTuple

from assistant.api.problems import ProblemError, of_fact, of_year
from rules_engine import FactError, Facts, RuleBook, RuleSet, UnknownYearError

__all__ = ["BODY_LIMIT", "LIST_LIMIT", "TEXT_LIMIT", "Query", "facts_object", "json_object", "read_query", "ruleset_of"]

BODY_LIMIT: Final = 65_536
"""Bytes."""
LIST_LIMIT: Final = 20
TEXT_LIMIT: Final = 64
"""Characters of a fact's value."""
_YEAR: Final = "monitoring_year"


class Query(NamedTuple):
    """What a client asks about: facts, and the rules of their year."""

    facts: Facts
    ruleset: RuleSet


def json_object(body: bytes, required: Collection[str], optional: Collection[str] = ()) -> Mapping[str, object]:
    """The JSON object in `body` with exactly these members. Raises ProblemError."""
    try:
        value = json.loads(body, object_pairs_hook=_without_doubles, parse_constant=_refuse_constant)
    except UnicodeDecodeError as error:
        raise _bad("The body is not UTF-8.") from error
    except RecursionError as error:
        raise _bad("The body is nested too deeply.") from error
    except json.JSONDecodeError as error:
        raise _bad(f"The body is no JSON: {error.msg} in line {error.lineno}, column {error.colno}.") from error
    except ValueError as error:
        raise _bad(f"The body is no JSON that can be taken: {error}.") from error
    if not isinstance(value, dict):
        raise _bad(f"The body is no JSON object. Send one with {', '.join(required)}.")
    missing = [name for name in required if name not in value]
    unknown = [name for name in value if name not in (*required, *optional)]
    if missing or unknown:
        found = f"{missing[0]!r} is missing" if missing else f"{unknown[0]!r} is unknown"
        raise _bad(f"In the body {found}. Allowed: {', '.join((*required, *optional))}.")
    return value


def facts_object(raw: object) -> Mapping[str, object]:
    """`raw` as an object of facts, none of them longer than any that can be meant. Raises ProblemError."""
    if not isinstance(raw, dict):
        raise _bad("The facts are no JSON object. Send fact ids with their values.")
    for fact_id, value in raw.items():
        if isinstance(value, str) and len(value) > TEXT_LIMIT:
            raise of_fact(FactError(fact_id, value, f"at most {TEXT_LIMIT} characters", "the value is too long"))
        if isinstance(value, list) and len(value) > LIST_LIMIT:
            raise of_fact(FactError(fact_id, value, f"a list of at most {LIST_LIMIT}", "the list is too long"))
    return raw


def read_query(raw: object, book: RuleBook) -> Query:
    """The facts in `raw`, which must name their monitoring year, and the rules of that year. Raises ProblemError."""
    given = facts_object(raw)
    try:
        facts = Facts.parse(given, book.vocabulary)
    except FactError as error:
        raise of_fact(error) from error
    year = given.get(_YEAR)
    if year is None:
        allowed = ", ".join(map(str, book.years))
        raise of_fact(FactError(_YEAR, None, allowed, "is missing, and decides which rules hold"))
    return Query(facts, ruleset_of(year, book))


def ruleset_of(year: object, book: RuleBook) -> RuleSet:
    """The rules of `year`. Raises ProblemError."""
    whole = int(year) if isinstance(year, (int, float)) and float(year).is_integer() else None
    if whole is None or isinstance(year, bool):
        raise of_year(UnknownYearError(year, book.years))
    try:
        return book.for_year(whole)
    except UnknownYearError as error:
        raise of_year(error) from error


def _without_doubles(pairs: list[tuple[str, object]]) -> dict[str, object]:
    members = dict(pairs)
    if len(members) != len(pairs):
        names = [name for name, _ in pairs]
        double = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"the member {double!r} comes twice")
    return members


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON number")


def _bad(detail: str) -> ProblemError:
    return ProblemError(HTTPStatus.BAD_REQUEST, detail)

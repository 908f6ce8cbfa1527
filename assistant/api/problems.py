"""Errors as problem details (RFC 9457): what went wrong, and what to do, for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Final

from rules_engine import ContradictionError, FactError, UnknownYearError

__all__ = ["MEDIA_TYPE", "ProblemError", "of_fact", "of_year"]

MEDIA_TYPE: Final = "application/problem+json"
_FACT_PROBLEM: Final = "/api/v1/openapi.json#/components/schemas/FactProblem"


class ProblemError(Exception):
    """A request that can't be answered. `members` are further ones of the problem object, `headers` go with it."""

    def __init__(
        self,
        status: int,
        detail: str,
        problem_type: str = "about:blank",
        members: Mapping[str, object] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.type = problem_type
        self.members = members or {}
        self.headers = headers or {}

    def body(self) -> str:
        """The problem as JSON."""
        problem = {"type": self.type, "title": HTTPStatus(self.status).phrase, "status": self.status}
        return json.dumps({**problem, "detail": self.detail, **self.members})


def of_fact(error: FactError) -> ProblemError:
    """The problem that `error` is to a client: the facts were understood as JSON, and can't be taken."""
    fact_ids = error.fact_ids if isinstance(error, ContradictionError) else (error.fact_id,)
    return _of_facts(str(error), fact_ids, error.allowed)


def of_year(error: UnknownYearError) -> ProblemError:
    """The problem of a monitoring year, among the facts, that has no rule set."""
    return _of_facts(str(error), ("monitoring_year",), ", ".join(map(str, error.years)))


def _of_facts(detail: str, fact_ids: tuple[str, ...], allowed: str) -> ProblemError:
    members = {"fact_id": fact_ids[0], "fact_ids": list(fact_ids), "allowed": allowed}
    return ProblemError(HTTPStatus.UNPROCESSABLE_ENTITY, detail, _FACT_PROBLEM, members)

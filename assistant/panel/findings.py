"""A determination as the panel shows it: the result, each criterion's outcome, duties by step, notes, sources."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from rules_engine import Determination, Obligation, because, explain, obligations
from rules_engine.rules import Criterion, Designation

__all__ = ["findings"]


def findings(result: Determination) -> dict[str, Any]:
    """`result` as plain data, in the words of the engine."""
    explanation = explain(result)
    sources = (result.ruleset.sources[id_] for id_ in result.source_ids())
    return {
        "status": result.status,
        "level": result.level,
        "headline": explanation.headline,
        "summary": explanation.summary,
        "path": list(_path(result)),
        "criteria": list(_criteria(result)),
        "duties": list(_duties(result)),
        "notes": [{"text": note.says, "local": note.local, "sources": list(note.sources)} for note in result.notes],
        "sources": {source.id: source.to_dict() for source in sources},
    }


def _id_of(rule: Criterion | Designation) -> str:
    """The level or designation that a criterion leads to."""
    return rule.level if isinstance(rule, Criterion) else rule.id


def _path(result: Determination) -> Iterator[dict[str, Any]]:
    """Each level, the most intensive first, then each designation, with the best outcome among its criteria."""
    best: dict[str, Any] = {}
    for one in result.criteria:
        id_ = _id_of(one.rule)
        best[id_] = max(one.outcome, best.get(id_, one.outcome))
    levels = [id_ for id_ in result.ruleset.levels if id_ in best]
    order = [*reversed(levels), *(id_ for id_ in best if id_ not in levels)]
    for id_ in order:
        yield {
            "title": result.ruleset.title_of(id_),
            "outcome": best[id_].name.lower(),
            "result": id_ in result.results(),
            "possible": id_ in result.possible_levels,
            "designation": id_ not in levels,
        }


def _criteria(result: Determination) -> Iterator[dict[str, Any]]:
    for one in result.criteria:
        yield {
            "title": result.ruleset.title_of(_id_of(one.rule)),
            "outcome": one.outcome.name.lower(),
            "because": because(one, result.facts),
            "inference": one.rule.inference,
            "sources": list(one.rule.sources),
        }


def _duties(result: Determination) -> Iterator[dict[str, Any]]:
    """What each settled level or designation asks for, by step; what belongs to no step comes last."""
    by_result = groupby(obligations(result), key=lambda one: one.result)
    for id_, group in by_result:
        owed = sorted(group, key=lambda one: (one.step is None, one.step or 0))
        steps = groupby(owed, key=lambda one: one.step)
        yield {
            "title": result.ruleset.title_of(id_),
            "support": owed[0].support,
            "steps": [{"step": step, "tasks": [_task(one, owed[0].support) for one in ones]} for step, ones in steps],
        }


def _task(one: Obligation, usual_support: str) -> dict[str, Any]:
    return {
        "title": one.title,
        "what": one.what,
        "deliverable": one.deliverable,
        "support": one.support if one.support != usual_support else None,
        "due": {**one.due.to_dict(), "sources": list(one.due.sources)},
        "inference": one.inference,
        "local": one.local,
        "sources": list(one.sources),
    }

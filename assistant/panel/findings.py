"""A determination as the panel shows it: the result, each criterion's outcome, duties by step, notes, sources."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import groupby
from typing import Any

from assistant.checklist import duty_id
from rules_engine import Determination, Obligation, Outcome, because, explain, obligations, usual_due, usual_support

__all__ = ["findings"]


def findings(result: Determination, done: Collection[str] = ()) -> dict[str, Any]:
    """`result` as plain data, in the words of the engine. `done` are the ids of the duties that were ticked off."""
    explanation = explain(result)
    usual = usual_due(obligations(result))
    sources = (result.ruleset.sources[id_] for id_ in result.source_ids())
    return {
        "status": result.status,
        "level": result.level,
        "headline": explanation.headline,
        "summary": explanation.summary,
        "path": list(_path(result)),
        "criteria": list(_criteria(result)),
        "duties": list(_duties(result, done)),
        "usual_due": usual.says if usual else None,
        "notes": [{"text": note.says, "local": note.local, "sources": list(note.sources)} for note in result.notes],
        "sources": {source.id: source.to_dict() for source in sources},
    }


def _path(result: Determination) -> Iterator[dict[str, Any]]:
    """Each level, the most intensive first, then each designation: its criteria's outcomes and the best of them."""
    outcomes: dict[str, list[Outcome]] = {}
    for one in result.criteria:
        outcomes.setdefault(one.leads_to, []).append(one.outcome)
    levels = [id_ for id_ in result.ruleset.levels if id_ in outcomes]
    order = [*reversed(levels), *(id_ for id_ in outcomes if id_ not in levels)]
    for id_ in order:
        yield {
            "title": result.ruleset.title_of(id_),
            "outcome": max(outcomes[id_]).name.lower(),
            "criteria": [outcome.name.lower() for outcome in outcomes[id_]],
            "result": id_ in result.results(),
            "possible": id_ in result.possible_levels,
            "designation": id_ not in levels,
        }


def _criteria(result: Determination) -> Iterator[dict[str, Any]]:
    for one in result.criteria:
        yield {
            "title": result.ruleset.title_of(one.leads_to),
            "outcome": one.outcome.name.lower(),
            "because": because(one, result.facts),
            "inference": one.rule.inference,
            "sources": list(one.rule.sources),
        }


def _duties(result: Determination, done: Collection[str]) -> Iterator[dict[str, Any]]:
    """What each settled level or designation asks for, by step; what belongs to no step comes last."""
    by_result = groupby(obligations(result), key=lambda one: one.result)
    for id_, group in by_result:
        owed = sorted(group, key=lambda one: (one.step is None, one.step or 0))
        support = usual_support(owed)
        steps = groupby(owed, key=lambda one: one.step)
        yield {
            "title": result.ruleset.title_of(id_),
            "support": support,
            "steps": [
                {"step": step, "tasks": [_task(one, support, result.ruleset.year, done) for one in ones]}
                for step, ones in steps
            ],
        }


def _task(one: Obligation, usually: str, year: int, done: Collection[str]) -> dict[str, Any]:
    id_ = duty_id(one, year)
    return {
        **one.to_dict(),
        "id": id_,
        "done": id_ in done,
        "support": one.support if one.support != usually else None,
    }

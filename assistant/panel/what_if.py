"""What one other answer would lead to. The conversation's own answers are left as they are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from actions.content import fact_content
from actions.conversation import YEAR, Conversation, rulebook
from assistant.panel import wording
from rules_engine import (
    Determination,
    FactError,
    RulesEngineError,
    compare_years,
    determine,
    explain,
)

__all__ = ["RefusedChangeError", "variables", "what_if"]

_MOST_OPTIONS = 16


class RefusedChangeError(Exception):
    """The change can't be tried. The text is a sentence for the user that says why."""


def variables(result: Determination) -> list[dict[str, Any]]:
    """The facts that the year's rules read, each with the values that they tell apart and the one that holds now."""
    return list(_variables(result))


def _variables(result: Determination) -> Iterator[dict[str, Any]]:
    compiled = result.ruleset.compiled
    for fact_id, spec in result.facts.vocabulary.items():
        if fact_id not in compiled.fact_ids:
            continue
        axis = compiled.axis_of[fact_id][1]
        if len(axis.bands) > _MOST_OPTIONS:
            continue
        options = [{"value": spec.to_json(band), "title": spec.say(band)} for band in axis.bands]
        yield {
            "id": fact_id,
            "label": fact_content(fact_id).name,
            "now": result.facts.say(fact_id) if fact_id in result.facts else None,
            "options": options,
        }


def what_if(conversation: Conversation, data: object) -> dict[str, Any]:
    """What follows with one fact changed; with another year, how the two years compare.

    `data` is what a client sent: {"fact": its id, "value": a value in JSON form}. Raises RefusedChangeError.
    """
    result = conversation.determination
    if result is None:
        raise RefusedChangeError(wording.NO_YEAR)
    fact_id, value = (data.get("fact"), data.get("value")) if isinstance(data, dict) else (None, None)
    if not isinstance(fact_id, str) or fact_id not in conversation.facts.vocabulary:
        raise RefusedChangeError(wording.NO_SUCH_FACT)
    if fact_id == YEAR:
        return _other_year(conversation, result, value)
    try:
        changed = determine(conversation.facts.with_value(fact_id, value), result.ruleset)
    except FactError as error:
        raise RefusedChangeError(wording.refused(fact_content(fact_id).name, error)) from error
    return _told(result, changed)


def _other_year(conversation: Conversation, result: Determination, year: object) -> dict[str, Any]:
    if type(year) is not int:
        raise RefusedChangeError(wording.NO_SUCH_YEAR)
    try:
        other = rulebook().for_year(year)
    except RulesEngineError as error:
        raise RefusedChangeError(wording.NO_SUCH_YEAR) from error
    comparison = compare_years(conversation.facts, result.ruleset, other)
    sentences = comparison.say()
    return {**_told(result, comparison.after), "same": comparison.same, "sentences": list(sentences[2:])}


def _told(before: Determination, after: Determination) -> dict[str, Any]:
    explanation = explain(after)
    same = (before.status, before.results(), before.possible_levels) == (
        after.status,
        after.results(),
        after.possible_levels,
    )
    reasons = [reason.text for reason in explanation.reasons]
    return {
        "headline": explanation.headline,
        "summary": explanation.summary,
        "reasons": reasons,
        "same": same,
        "sentences": [],
    }

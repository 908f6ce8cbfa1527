"""Answers as plain data, ready for JSON. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from assistant.api.reading import facts_object, read_query, ruleset_of
from rules_engine import (
    FactSpec,
    RuleBook,
    RuleSet,
    Vocabulary,
    changes,
    compare_years,
    deciding_facts,
    determine,
    nearest_changes,
    prospects,
)
from rules_engine.condition import AnyOf, Condition, Test
from rules_engine.rules import Criterion, Designation, Gap, Level

__all__ = ["determination", "ruleset", "rulesets", "sources", "what_if"]


def determination(facts: object, book: RuleBook) -> dict[str, object]:
    """The determination of `facts` as they were sent. Raises ProblemError."""
    return determine(*read_query(facts, book)).to_dict()


def what_if(body: Mapping[str, object], book: RuleBook) -> dict[str, object]:
    """What decides and what would change the determination of the facts in `body`. Raises ProblemError."""
    raw = facts_object(body["facts"])
    given, rules = read_query(raw, book)
    result = determine(given, rules)
    changed = determination({**raw, **facts_object(body["changed_facts"])}, book) if "changed_facts" in body else None
    other = ruleset_of(body["other_year"], book) if "other_year" in body else None
    return {
        "determination": result.to_dict(),
        "deciding_facts": list(deciding_facts(result)),
        "nearest_changes": [change.to_dict(given) for change in nearest_changes(result)],
        "changes": [change.to_dict(given) for change in changes(result)],
        "prospects": [
            {"fact": one.fact, "answers": [answer.to_dict(given) for answer in one.answers]}
            for one in prospects(result)
        ],
        "changed": changed,
        "comparison": compare_years(given, rules, other).to_dict() if other else None,
    }


def rulesets(book: RuleBook) -> dict[str, object]:
    """Every rule set in short, the oldest first."""
    return {
        "rulesets": [
            {**one.to_dict(), "letter_date": _letter_date(one), "levels": list(one.levels)}
            for one in map(book.for_year, book.years)
        ]
    }


def sources(book: RuleBook) -> dict[str, object]:
    """The register of sources."""
    return {"sources": [source.to_dict() for source in book.sources.values()]}


def ruleset(rules: RuleSet) -> dict[str, object]:
    """One year's rules in full."""
    owed = [obligation.to_dict() for obligation in rules.obligations]
    return {
        **rules.to_dict(),
        "verified": rules.verified,
        "letter": {"date": _letter_date(rules), "sources": list(rules.letter_sources)},
        "facts": [_fact(rules.vocabulary[fact_id]) for fact_id in rules.compiled.fact_ids],
        "levels": [_level(one) for one in rules.levels.values()],
        "criteria": [_criterion(one, rules.vocabulary) for one in rules.criteria],
        "designations": [_designation(one, rules.vocabulary) for one in rules.designations],
        "gaps": [_gap(one, rules.vocabulary) for one in rules.gaps],
        "notes": [note.to_dict() for note in rules.notes],
        "obligations": owed,
    }


def _letter_date(rules: RuleSet) -> str | None:
    return rules.letter_date.isoformat() if rules.letter_date else None


def _fact(spec: FactSpec) -> dict[str, object]:
    words = {"label": spec.label, "where": spec.where, "allowed": spec.allowed}
    return {"id": spec.id, "kind": spec.kind, **words, "choices": dict(spec.choices)}


def _level(one: Level) -> dict[str, object]:
    words = {"title": one.title, "summary": one.summary, "support": one.support}
    return {"id": one.id, **words, "sources": list(one.sources)}


def _criterion(one: Criterion, vocabulary: Vocabulary) -> dict[str, object]:
    return {"id": one.id, "level": one.level, **_rule(one, vocabulary)}


def _designation(one: Designation, vocabulary: Vocabulary) -> dict[str, object]:
    words = {"title": one.title, "summary": one.summary, "support": one.support}
    return {"id": one.id, **words, "instead_of_level": one.instead_of_level, **_rule(one, vocabulary)}


def _rule(one: Criterion | Designation, vocabulary: Vocabulary) -> dict[str, object]:
    return {
        "when": _condition(one.when, vocabulary),
        "rule": one.rule,
        "basis": one.basis,
        "inference": one.inference,
        "sources": list(one.sources),
    }


def _gap(one: Gap, vocabulary: Vocabulary) -> dict[str, object]:
    return {
        "id": one.id,
        "where": _condition(one.where, vocabulary),
        "leaves_open": list(one.leaves_open),
        "text": one.says,
        "conflict": one.conflict,
        "sources": list(one.sources),
    }


def _condition(condition: Condition, vocabulary: Vocabulary) -> dict[str, object]:
    if isinstance(condition, Test):
        spec = vocabulary[condition.fact]
        # That a list of choices holds any or none is asked by these words, which are no value of the fact.
        accepted = [one if isinstance(one, str) else spec.to_json(one) for one in condition.accepts]
        return {"fact": condition.fact, "is": accepted}
    parts = [_condition(part, vocabulary) for part in condition.parts]
    return {"any" if isinstance(condition, AnyOf) else "all": parts}

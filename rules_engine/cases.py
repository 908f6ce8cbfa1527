"""A rule set's own test cases, run: what its file says must come out, against what comes out."""

from __future__ import annotations

from collections.abc import Iterator

from rules_engine.determination import determine
from rules_engine.errors import FactError
from rules_engine.facts import Facts
from rules_engine.rules import Case
from rules_engine.ruleset import RuleSet

__all__ = ["failed_cases", "untested_bands"]


def failed_cases(ruleset: RuleSet) -> Iterator[str]:
    """One sentence for each case of `ruleset` that doesn't come out as its file says."""
    for case in ruleset.cases:
        try:
            result = determine(Facts.parse(case.facts, ruleset.vocabulary), ruleset).to_dict()
        except FactError as error:
            yield f"{ruleset.file}, case {case.name!r}: {error}"
            continue
        yield from _differences(ruleset, case, result)


def untested_bands(ruleset: RuleSet) -> Iterator[str]:
    """One sentence for each band of a fact in which no case of `ruleset` lies: each boundary wants a case before it,
    at it and after it.
    """
    rules = ruleset.compiled
    tested = [rules.masks(Facts.parse(case.facts, ruleset.vocabulary)) for case in ruleset.cases]
    for at, axis in enumerate(rules.axes):
        for band, value in enumerate(axis.bands):
            if not any(masks[at] == 1 << band for masks in tested):
                yield f"{ruleset.file}, cases: none has {axis.spec.id} at {axis.spec.say(value)}"


def _differences(ruleset: RuleSet, case: Case, result: dict[str, object]) -> Iterator[str]:
    notes = result["notes"]
    note_ids = [note["id"] for note in notes] if isinstance(notes, list) else []
    for key, expected in case.expected.items():
        came = note_ids if key == "notes" else result[key]
        # Of the notes a case names those that must be among them: most results carry several standing ones.
        agrees = set(expected) <= set(note_ids) if isinstance(expected, list) and key == "notes" else came == expected
        if not agrees:
            yield f"{ruleset.file}, case {case.name!r}: {key} came out as {came!r}, and the file says {expected!r}"

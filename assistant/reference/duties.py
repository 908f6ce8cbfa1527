"""The parts of a year's page that say what follows: obligations by level, notes, examples."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from assistant.reference.conditions import in_words
from assistant.reference.links import conflict_link, source_links
from assistant.reference.markdown import escaped, heading, table
from rules_engine import LEVELS, Conflict, Note, Obligation, RuleSet
from rules_engine.rules import SEVERAL_LEVELS, Case

__all__ = ["examples", "notes", "obligations"]

_RESULT_WORDS: Final = {
    "determined": "a level is determined",
    "undetermined": "facts are missing",
    "not_covered": "no level in the sources",
    SEVERAL_LEVELS: "criteria of several levels are met",
}


def obligations(ruleset: RuleSet) -> Iterator[str]:
    """For each level and designation (several together where they owe the same) a heading and what LEAs must do."""
    supports = {one.id: one.support for one in ruleset.levels.values()}
    supports |= {one.id: one.support for one in ruleset.designations}
    in_order = [id_ for id_ in (*reversed(LEVELS), *supports) if id_ in supports]
    alike: dict[tuple[tuple[str, ...], ...], list[str]] = {}
    for result in dict.fromkeys(in_order):
        owed = tuple(_row(one, supports[result]) for one in ruleset.obligations if one.result == result)
        alike.setdefault(owed, []).append(result)
    for rows, results in alike.items():
        yield heading(3, ", ".join(map(ruleset.title_of, results)))
        yield _table(rows) if rows else "The sources state no duty."


_HEADINGS: Final = ("Step", "What", "Who supports, if not as above", "Due", "Deliverable", "Basis", "Sources")


def _row(one: Obligation, usual_support: str) -> tuple[str, ...]:
    return (
        str(one.step or ""),
        f"**{escaped(one.title)}.** {escaped(one.what)}",
        escaped(one.support) if one.support != usual_support else "",
        escaped(one.due.says),
        escaped(one.deliverable or ""),
        f"*inferred:* {escaped(one.inference)}" if one.inference else one.basis,
        source_links((*one.sources, *one.due.sources)),
    )


def _table(rows: Sequence[Sequence[str]]) -> str:
    """The rows without the columns that are empty in all of them."""
    filled = [at for at in range(len(_HEADINGS)) if any(row[at] for row in rows)]
    return table([_HEADINGS[at] for at in filled], [[row[at] for at in filled] for row in rows])


def notes(ruleset: RuleSet, conflicts: Mapping[str, Conflict]) -> str:
    """What is said beside a result, and when."""
    rows = [
        [
            escaped(_when_said(note, ruleset)),
            escaped(note.says),
            conflict_link(note.conflict, conflicts),
            source_links(note.sources),
        ]
        for note in ruleset.notes
    ]
    return table(["Said when", "What is said", "Conflict", "Sources"], rows) if rows else "None."


def _when_said(note: Note, ruleset: RuleSet) -> str:
    parts = [in_words(note.when, ruleset.vocabulary)] if note.when else []
    if note.results:
        parts.append(" or ".join(_RESULT_WORDS.get(one) or ruleset.title_of(one) for one in note.results))
    return "; ".join(parts) or "always"


def examples(ruleset: RuleSet) -> str:
    """The rule set's own test cases, which `cim check` runs."""
    rows = [[escaped(case.name), escaped(_outcome(case, ruleset))] for case in ruleset.cases]
    return table(["Example", "Comes out as"], rows) if rows else "None."


def _outcome(case: Case, ruleset: RuleSet) -> str:
    """What the case says must come out, as far as it says it."""
    expected = case.expected
    parts = []
    if isinstance(level := expected.get("level"), str):
        parts.append(ruleset.title_of(level))
    if isinstance(beside := expected.get("designations"), list):
        parts += [ruleset.title_of(str(one)) for one in beside]
    if expected.get("status") in ("undetermined", "not_covered"):
        parts.append(_RESULT_WORDS[str(expected["status"])])
    if not parts and "level" in expected:
        parts.append("no level")
    if isinstance(possible := expected.get("possible_levels"), list) and possible and "level" not in expected:
        parts.append(f"still possible: {' or '.join(ruleset.title_of(str(one)) for one in possible)}")
    return "; ".join(parts)

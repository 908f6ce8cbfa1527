"""A mistake in a rule set is refused, with the file, the place, what was found there and what is allowed.

Each test edits one line of a copy of the real file.
"""

from __future__ import annotations

import pytest

from rules_engine.rulebook import RULESETS
from tests.unit.rules_engine.refusals import TARGETED_2_WHEN, Edit, place, refusal

TARGETED_1 = "levels.targeted-1.criteria.one-or-two-elements-not-met"
TARGETED_2 = "levels.targeted-2.criteria.three-or-more-elements-not-met"


def test_a_refusal_names_file_place_line_finding_and_what_is_allowed(edited: Edit) -> None:
    error = refusal(edited("coverage: complete", "coverage: whole"))
    line = 1 + (RULESETS / "2023.yaml").read_text(encoding="utf-8").splitlines().index("coverage: complete")

    assert f"2023.yaml, at coverage (line {line}): found 'whole'. Allowed: complete, partial." == str(error)
    assert (
        "2023.yaml",
        f"coverage (line {line})",
        "'whole'",
        "complete, partial",
    ) == (error.file, error.path, error.found, error.allowed)


FORM = [
    ("an unknown key", "coverage: c", "coverge: c", "coverge", "the unknown key 'coverge' (did you mean 'coverage'?)"),
    ("a key like no other", "coverage: c", "colour: red\ncoverage: c", "colour", "the unknown key 'colour'"),
    ("a missing key", "coverage: complete\n", "", "the top", "no 'coverage'"),
    ("a key twice", "coverage: c", "coverage: partial\ncoverage: c", "coverage", "the key 'coverage' a second time"),
    ("a text for a number", "year: 2023", "year: twenty", "year", "'twenty'"),
    ("a yes for a number", "year: 2023", "year: yes", "year", "True"),
    ("a blank text", 'version: "2023.1"', 'version: " "', "version", "' '"),
    ("a number for a text", 'version: "2023.1"', "version: 2023.1", "version", "2023.1"),
    (
        "a list for a mapping",
        "letter: {date: 2023-03-20, sources: [CIM-2023]}",
        "letter: [2023-03-20]",
        "letter",
        "a list",
    ),
    ("a mapping for a text", 'version: "2023.1"', "version: {a: b}", "version", "a mapping"),
    ("a text for a list", "sources: [CIM-2023]}", "sources: CIM-2023}", "letter.sources", "a single value"),
    (
        "a text for a yes",
        "of_level: true",
        "of_level: often",
        "designations.small-lea-cyclical.instead_of_level",
        "'often'",
    ),
    ("a text for a date", "date: 2023-03-20", "date: in spring", "letter.date", "'in spring'"),
    ("an hour with a date", "date: 2023-03-20", "date: 2023-03-20 10:00:00", "letter.date", None),
    ("a date that is none", "date: 2023-03-20", "date: 2023-02-30", "letter.date", None),
    ("a type of its own", "coverage: c", "coverage: !word c", "coverage", None),
    ("the year of another file", "year: 2023", "year: 2024", "year", "2024"),
]

REFERENCES = [
    (
        "an unknown source",
        "sources: [CIM-2023]}",
        "sources: [CIM-2032]}",
        "letter.sources[1]",
        "'CIM-2032' (did you mean 'CIM-2024'?)",
    ),
    ("no source", "sources: [CIM-2023]}", "sources: []}", "letter.sources", "an empty list"),
    (
        "a source twice",
        "sources: [CIM-2023]}",
        "sources: [SEED, SEED]}",
        "letter.sources[2]",
        "'SEED' a second time",
    ),
    (
        "an unknown fact",
        TARGETED_2_WHEN,
        'when: {element_not_met: "3+"}',
        f"{TARGETED_2}.when.element_not_met",
        "'element_not_met': there is no such fact (did you mean elements_not_met?)",
    ),
    ("an unknown level", "  targeted-2:\n", "  targeted-4:\n", "levels.targeted-4", "the unknown level 'targeted-4'"),
    (
        "an unknown level left open",
        "leaves_open: [intensive-2, ",
        "leaves_open: [intensive-4, ",
        "gaps.between-3.99-and-4-percent.leaves_open[1]",
        "'intensive-4' (did you mean 'intensive-3'?)",
    ),
    (
        "an unknown result of a note",
        "for: [several-levels]",
        "for: [several-level]",
        "notes.several-levels.for[1]",
        "'several-level' (did you mean 'several-levels'?)",
    ),
    (
        "an unknown conflict",
        "conflict: preschool-bottom-10\n",
        "conflict: nursery\n",
        "gaps.preschool-bottom-10-percent.conflict",
        "'nursery'",
    ),
    ("duties of nobody", "for: [targeted-1,", "for: [targeted-0,", "notes.end-of-monitoring-period.for[1]", None),
]

RULES = [
    ("no interval", '"11..20"', '"11-20"', "[1].intensive_evaluation_percent", "'11-20'"),
    ("an interval the wrong way round", '"11..20"', '"20..11"', "[1].intensive_evaluation_percent", "'20..11'"),
    (
        "an impossible number",
        TARGETED_2_WHEN,
        "when: {elements_not_met: 300}",
        f"{TARGETED_2}.when.elements_not_met",
        "300",
    ),
    (
        "no value",
        TARGETED_2_WHEN,
        "when: {elements_not_met: []}",
        f"{TARGETED_2}.when.elements_not_met",
        "an empty list",
    ),
    ("no fact", TARGETED_2_WHEN, "when: {}", f"{TARGETED_2}.when", "no fact"),
    ("any of one", TARGETED_2_WHEN, "when: {any: [{elements_not_met: 3}]}", f"{TARGETED_2}.when.any", "1 condition"),
    (
        "conditions without end",
        TARGETED_2_WHEN,
        "when: &itself {any: [*itself, *itself]}",
        f"{TARGETED_2}.when.any[1]",
        "conditions inside one another without end",
    ),
    ("a rule for always", TARGETED_2_WHEN, "when: always", f"{TARGETED_2}.when", "a single value"),
    (
        "a rule without a full stop",
        "give Targeted Level 1.\n",
        "give Targeted Level 1\n",
        f"{TARGETED_1}.rule",
        "'One or two elements with the target not met give Targeted Level 1'",
    ),
    (
        "a rule of two sentences",
        "One or two elements with the target not met give",
        "One. Two give",
        f"{TARGETED_1}.rule",
        "'One. Two give Targeted Level 1.'",
    ),
    (
        "a criterion's id twice",
        "three-or-more-elements-not-met:",
        "one-or-two-elements-not-met:",
        "levels.targeted-2.criteria.one-or-two-elements-not-met",
        f"the id 'one-or-two-elements-not-met', which {TARGETED_1} has too",
    ),
    (
        "a note with the id of a gap",
        "  letter-prevails:",
        "  between-10-and-11-percent:",
        "notes.between-10-and-11-percent",
        "the id 'between-10-and-11-percent', which gaps.between-10-and-11-percent has too",
    ),
    (
        "a gap that decides",
        "leaves_open: [intensive-2, intensive-3]",
        "leaves_open: [intensive-3]",
        "gaps.between-3.99-and-4-percent.leaves_open",
        "one level",
    ),
    (
        "a case that expects nothing",
        "gives: {status: determined, level: universal}",
        "gives: {}",
        "cases.examples[",
        "nothing",
    ),
    (
        "a case that expects the unknown",
        "gives: {status: determined, level: universal}",
        "gives: {levels: universal}",
        "cases.examples[",
        None,
    ),
]


@pytest.mark.parametrize(
    ("old", "new", "where", "found"),
    [pytest.param(*row, id=name) for name, *row in [*FORM, *REFERENCES, *RULES]],
)
def test_a_rule_set_is_refused_at_the_place_of_the_mistake(
    edited: Edit, old: str, new: str, where: str, found: str | None
) -> None:
    error = refusal(edited(old, new))

    assert "2023.yaml" == error.file
    assert where in place(error)
    assert found in (None, error.found)
    assert error.allowed

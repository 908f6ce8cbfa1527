"""A rule file that is wrong is refused, with the file, the place, what was found there and what is allowed.

Each test edits one line of a copy of the real files.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from rules_engine import RuleBook, RuleSetError, UnknownYearError, load_rulebook
from rules_engine.cases import failed_cases
from rules_engine.rulebook import RULESETS

Edit = Callable[..., RuleBook]

TARGETED_1 = "levels.targeted-1.criteria.one-or-two-elements-not-met"
TARGETED_2 = "levels.targeted-2.criteria.three-or-more-elements-not-met"
TARGETED_2_WHEN = 'when: {elements_not_met: "3+"}'


def refusal(book: RuleBook) -> RuleSetError:
    """The error with which some part of `book` is refused."""
    with pytest.raises(RuleSetError) as refused:
        _ = book.vocabulary, book.sources, book.conflicts, book.glossary, book.for_year(2023)
    return refused.value


def place(error: RuleSetError) -> str:
    """Where it is wrong, without the line."""
    return error.path.rpartition(" (line ")[0]


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
        "  above-20-percent:",
        "notes.above-20-percent",
        "the id 'above-20-percent', which gaps.above-20-percent has too",
    ),
    (
        "a gap that decides",
        "leaves_open: [intensive-2, intensive-3]",
        "leaves_open: [intensive-3]",
        "gaps.between-3.99-and-4-percent.leaves_open",
        "one level",
    ),
    ("a case that expects nothing", "gives: {level: universal}", "gives: {}", "cases.examples[", "nothing"),
    (
        "a case that expects the unknown",
        "gives: {level: universal}",
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


OVERLAPS = [
    (
        "two criteria of one fact",
        TARGETED_2_WHEN,
        'when: {elements_not_met: "2+"}',
        (
            "an overlap of 'one-or-two-elements-not-met' and 'three-or-more-elements-not-met' at "
            "elements with the target not met: 2"
        ),
    ),
    (
        "a criterion and a narrower one",
        TARGETED_2_WHEN,
        'when: {elements_not_met: "2..9", disproportionate_years: 0}',
        (
            "an overlap of 'one-or-two-elements-not-met' and 'three-or-more-elements-not-met' at "
            "elements with the target not met: 2"
        ),
    ),
    (
        "one of several ways into a criterion",
        TARGETED_2_WHEN,
        'when: {any: [{elements_not_met: "3+"}, {lowest_lre_percent: 10}]}',
        (
            "an overlap of 'three-or-more-elements-not-met' and 'bottom-10-percent-lre' at "
            "lowest rank on any Least Restrictive Environment (LRE) indicator: bottom 10 %"
        ),
    ),
    (
        "a gap and a criterion",
        'where: {intensive_evaluation_percent: "10<..<11"}',
        'where: {intensive_evaluation_percent: "9<..<11"}',
        (
            "an overlap of 'bottom-8-to-10-percent' and 'between-10-and-11-percent' at "
            "Intensive Evaluation rank: between 9 and 10 %"
        ),
    ),
    (
        "two gaps",
        'where: {preschool_intensive_evaluation_percent: "0..10"}',
        'where: {preschool_intensive_evaluation_percent: "0..<11"}',
        (
            "an overlap of 'preschool-bottom-10-percent' and 'preschool-between-10-and-11-percent' at "
            "Preschool Intensive Evaluation rank: between 10 and 11 %"
        ),
    ),
]


@pytest.mark.parametrize(("old", "new", "found"), [pytest.param(*row, id=name) for name, *row in OVERLAPS])
def test_what_is_claimed_twice_is_refused_with_the_values_in_words(
    edited: Edit, old: str, new: str, found: str
) -> None:
    """Two rules that read the same facts must not both decide them."""
    error = refusal(edited(old, new))

    assert found == error.found
    assert "each combination of the same facts claimed by one criterion or gap" == error.allowed


def test_criteria_of_one_level_may_overlap(edited: Edit) -> None:
    """They decide the same."""
    book = edited('when: {lowest_lre_percent: "0..10"}', 'when: {disproportionate_years: "2+"}')

    assert "overlap" not in refusal(book).found


@pytest.mark.parametrize(
    "parts",
    ['{elements_not_met: "2+"}, {elements_not_met: "3+"}', '{elements_not_met: "3+"}, {elements_not_met: "2+"}'],
)
def test_conditions_that_must_both_hold_claim_only_what_meets_both(edited: Edit, parts: str) -> None:
    """Two and more, and three and more, leave one and two to another criterion."""
    edited(TARGETED_2_WHEN, f"when: {{all: [{parts}]}}").for_year(2023)


def test_criteria_that_read_different_facts_may_both_be_met(edited: Edit) -> None:
    """The most intensive one gives the level."""
    book = edited(
        'when: {disproportionate_years: "2+"}', 'when: {disproportionate_years: "2+", lea_type: county_office}'
    )

    assert "overlap" not in refusal(book).found


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            '{intensive_evaluation_percent: "10<..<11"}',
            '{intensive_evaluation_percent: "10<..<11", elements_not_met: "1+"}',
            "Intensive Evaluation rank: between 10 and 11 %",
        ),
        (TARGETED_2_WHEN, "when: {elements_not_met: 3}", "elements with the target not met: 4 or more"),
        (
            "where: {disproportionate_years: 1}",
            "where: {disproportionate_years: 1, lea_type: school_district}",
            "years identified as disproportionate: 1",
        ),
        (
            "  significantly-disproportionate-and-nothing-else:\n    where: {significantly_disproportionate: true}",
            (
                "  significantly-disproportionate-and-nothing-else:\n"
                "    where: {significantly_disproportionate: true, elements_not_met: 1}"
            ),
            "identified as significantly disproportionate: yes",
        ),
    ],
    ids=["a band between two others", "all above a number", "one type of LEA", "one designation"],
)
def test_what_is_left_open_unsaid_is_refused_with_an_example_in_words(
    edited: Edit, old: str, new: str, said: str
) -> None:
    """The example is an LEA for which the file gives neither a level nor a gap."""
    error = refusal(edited(old, new))

    assert "gaps" == place(error)
    assert error.found.startswith("no level and no gap for type of LEA: ")
    assert said in error.found.split("; ")
    assert "a criterion or a declared gap for every combination of facts" == error.allowed


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", "an empty file"),
        ("# a remark\n", "an empty file"),
        ("year: [2023", "a YAML mistake: did not find expected ',' or ']'"),
        ("year: 2023\n\tcoverage: c", "a YAML mistake: found a tab character that violates indentation"),
        ("year: *nowhere", "a YAML mistake: found undefined alias"),
        ("year: 2023\n---\nyear: 2024", "a YAML mistake: but found another document"),
        ("- year", "a list"),
        ("2023", "a single value"),
    ],
)
def test_a_file_that_is_no_rule_set_at_all_is_refused(folder: Path, text: str, found: str) -> None:
    (folder / "2023.yaml").write_text(text, encoding="utf-8")
    error = refusal(load_rulebook(folder))

    assert ("2023.yaml", found) == (error.file, error.found)


def test_a_yaml_mistake_names_its_line(folder: Path) -> None:
    (folder / "2023.yaml").write_text("year: 2023\ncoverage: *nowhere\n", encoding="utf-8")

    assert "line 2" == refusal(load_rulebook(folder)).path


def test_bytes_that_are_no_text_are_refused(folder: Path) -> None:
    (folder / "2023.yaml").write_bytes(b"year: \xff")

    assert "a YAML mistake: text that is not UTF-8" == refusal(load_rulebook(folder)).found


def test_a_missing_file_is_refused_by_name(folder: Path) -> None:
    (folder / "sources.yaml").unlink()
    error = refusal(load_rulebook(folder))

    assert ("sources.yaml", "a YAML file") == (error.file, error.allowed)
    assert "no readable file (No such file or directory)" == error.found


def test_a_year_without_a_file_is_not_covered(folder: Path, book: RuleBook) -> None:
    (folder / "2023.yaml").unlink()
    left = load_rulebook(folder)

    assert tuple(year for year in book.years if year != 2023) == left.years
    with pytest.raises(UnknownYearError):
        left.for_year(2023)


@pytest.mark.parametrize(
    ("file", "old", "new", "where", "found"),
    [
        ("facts.yaml", "    maximum: 100\n", "", "facts.elements_not_met", "no 'maximum'"),
        ("facts.yaml", "kind: percent", "kind: share", "facts.intensive_evaluation_percent.kind", "'share'"),
        (
            "facts.yaml",
            "    maximum: 100\n",
            "    maximum: 100\n    choices: {a: b}\n",
            "facts.elements_not_met",
            "choices missing or out of place",
        ),
        (
            "facts.yaml",
            "when: {significant_disproportionality_categories: any}",
            "when: {lea_type: any}",
            "implications[1]",
            "lea_type",
        ),
        ("facts.yaml", "categories: any}", "categories: all}", "implications[1].when", "'all'"),
        ("sources.yaml", "trust: SEED", "trust: F", "SEED.trust", "'F'"),
        ("sources.yaml", "  trust: SEED\n", "", "SEED", "no 'trust'"),
        ("glossary.yaml", "also: [ADL,", "also: [ADL, CDE,", "cde", "'CDE', which is also a name of 'adl'"),
        ("glossary.yaml", "sources: [CIM-2023]", "sources: [CIM]", "adl.sources[1]", None),
        ("conflicts.yaml", "  we_do:", "  we_say:", "targeted-3-support.we_say", None),
        ("conflicts.yaml", "sources: [SEED]", "sources: [SAND]", "targeted-3-support.positions[1].sources[1]", None),
    ],
)
def test_the_files_that_all_years_share_are_read_as_strictly(
    edited: Edit, file: str, old: str, new: str, where: str, found: str | None
) -> None:
    error = refusal(edited(old, new, file))

    assert file == error.file
    assert where in place(error)
    assert found in (None, error.found)


@pytest.mark.parametrize(
    ("old", "new", "allowed"),
    [
        ("    maximum: 2099\n", "", "a plausible maximum for every count and year"),
        (
            "    kind: yes_no\n",
            "    kind: yes_no\n    choices: {a: b}\n",
            "choices for the kinds choice and choices alone",
        ),
        (
            "when: {significant_disproportionality_categories: any}",
            "when: {}",
            "one fact of the kind choices: significant_disproportionality_categories",
        ),
        (
            "then: {significantly_disproportionate: true}",
            "then: {significantly_disproportionate: true, elements_not_met: 1}",
            "one fact of the kind yes_no: significantly_disproportionate",
        ),
        ("then: {significantly_disproportionate: true}", "then: {significantly_disproportionate: 1}", "true or false"),
    ],
)
def test_a_vocabulary_that_is_refused_says_what_is_allowed(edited: Edit, old: str, new: str, allowed: str) -> None:
    assert allowed == refusal(edited(old, new, "facts.yaml")).allowed


def test_a_vocabulary_may_imply_nothing(folder: Path) -> None:
    facts = folder / "facts.yaml"
    facts.write_text(facts.read_text(encoding="utf-8").partition("implications:")[0], encoding="utf-8")

    assert () == load_rulebook(folder).vocabulary.implications


@pytest.mark.parametrize(
    ("old", "new", "failure"),
    [
        (
            "gives: {status: determined, level: universal}",
            "gives: {status: determined, level: targeted-1}",
            (
                "2023.yaml, case 'Nothing amiss gives Universal': "
                "level came out as 'universal', and the file says 'targeted-1'"
            ),
        ),
        (
            "facts: {}, gives: {status: determined, level: universal}",
            "facts: {}, gives: {notes: [letter-prevails, county-office]}",
            (
                "2023.yaml, case 'Nothing amiss gives Universal': notes came out as "
                "['above-20-percent', 'letter-prevails', 'universal-duties'], "
                "and the file says ['letter-prevails', 'county-office']"
            ),
        ),
        (
            "facts: {}, gives: {status: determined, level: universal}",
            "facts: {elements: 1}, gives: {level: universal}",
            "2023.yaml, case 'Nothing amiss gives Universal': elements: there is no such fact",
        ),
    ],
    ids=["another level", "a note that isn't there", "an unknown fact"],
)
def test_a_case_that_comes_out_otherwise_says_so(edited: Edit, old: str, new: str, failure: str) -> None:
    (said,) = failed_cases(edited(old, new).for_year(2023))

    assert said.startswith(failure)


def test_an_intact_copy_loads(folder: Path, book: RuleBook) -> None:
    """So that what the other tests see is their own edit."""
    copy = load_rulebook(folder)

    assert [book.for_year(year).criteria for year in book.years] == [
        copy.for_year(year).criteria for year in copy.years
    ]

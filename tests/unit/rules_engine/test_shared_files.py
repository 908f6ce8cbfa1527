"""The files that all years share are read as strictly as the years' own: facts, sources, glossary, conflicts."""

from __future__ import annotations

from pathlib import Path

import pytest

from rules_engine import load_rulebook
from tests.unit.rules_engine.refusals import Edit, place, refusal


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

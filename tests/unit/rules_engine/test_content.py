"""What every rule file must hold, so that an answer is never without words or without a source."""

from __future__ import annotations

from typing import Any

import pytest

from rules_engine import Facts, RuleBook, RuleSet, Vocabulary, determine
from rules_engine.cases import failed_cases
from rules_engine.check import check_shared, check_year
from rules_engine.conflicts import Conflict


def sources_named(ruleset: RuleSet) -> set[str]:
    statements: tuple[Any, ...] = (
        *ruleset.levels.values(),
        *ruleset.criteria,
        *ruleset.gaps,
        *ruleset.designations,
        *ruleset.notes,
        *ruleset.obligations,
    )
    return {*ruleset.letter_sources, *(id_ for one in statements for id_ in one.sources)}


def positions_sources(conflict: Conflict) -> set[str]:
    return {id_ for position in conflict.positions for id_ in position.sources}


def test_the_cases_of_a_rule_file_come_out_as_it_says(ruleset: RuleSet) -> None:
    assert [] == list(failed_cases(ruleset))
    assert len(ruleset.cases) == len({case.name for case in ruleset.cases}) > 0


def test_the_check_of_the_whole_rule_book_finds_nothing(book: RuleBook) -> None:
    assert dict.fromkeys(book.years, ()) == {year: check_year(book, year).problems for year in book.years}
    assert [] == list(check_shared(book))


def test_every_gap_is_shown_to_a_user_in_words(ruleset: RuleSet) -> None:
    """By at least one test case of the file, whose result carries what the gap says, on which sources and conflict."""
    results = [determine(Facts.parse(case.facts, ruleset.vocabulary), ruleset) for case in ruleset.cases]
    shown = {(note.id, note.says, note.sources, note.conflict) for result in results for note in result.notes}

    assert [] == [gap.id for gap in ruleset.gaps if (gap.id, gap.says, gap.sources, gap.conflict) not in shown]


def test_every_source_named_is_in_the_register(ruleset: RuleSet, book: RuleBook) -> None:
    assert set() == sources_named(ruleset) - set(book.sources)


def test_every_source_of_the_register_carries_something(book: RuleBook) -> None:
    used = set().union(*(sources_named(book.for_year(year)) for year in book.years))
    used |= {id_ for term in book.glossary.values() for id_ in term.sources}
    used |= set().union(*(positions_sources(conflict) for conflict in book.conflicts.values()))

    assert set() == set(book.sources) - used


def test_every_conflict_pointed_at_is_in_the_register(ruleset: RuleSet, book: RuleBook) -> None:
    pointed_at = {gap.conflict for gap in ruleset.gaps} | {note.conflict for note in ruleset.notes}

    assert set() == pointed_at - {None} - set(book.conflicts)


def test_the_ids_of_criteria_and_designations_are_unique(ruleset: RuleSet) -> None:
    ids = [*(criterion.id for criterion in ruleset.criteria), *(one.id for one in ruleset.designations)]

    assert sorted(set(ids)) == sorted(ids)


def test_every_level_has_a_way_into_it(ruleset: RuleSet) -> None:
    assert set(ruleset.levels) == {criterion.level for criterion in ruleset.criteria}


def test_every_level_and_designation_has_duties_or_words_on_there_being_none(ruleset: RuleSet) -> None:
    owing = {obligation.result for obligation in ruleset.obligations}
    explained = {result for note in ruleset.notes for result in note.results}
    results = [*ruleset.levels, *(designation.id for designation in ruleset.designations)]

    assert [] == [result for result in results if result not in owing | explained]


def test_every_duty_says_when_it_is_due_even_where_no_date_is_known(ruleset: RuleSet) -> None:
    """A date without a year of the letter or later would be a slip."""
    assert [] == [one.id for one in ruleset.obligations if not one.due.says]
    assert [] == [one.id for one in ruleset.obligations if one.due.day and one.due.day.year < ruleset.year]


def test_statements_are_whole_sentences(ruleset: RuleSet) -> None:
    """Each can be shown as it stands."""
    said = [
        *(level.summary for level in ruleset.levels.values()),
        *(criterion.rule for criterion in ruleset.criteria),
        *(gap.says for gap in ruleset.gaps),
        *(note.says for note in ruleset.notes),
        *(obligation.what for obligation in ruleset.obligations),
        *(criterion.inference for criterion in ruleset.criteria if criterion.inference),
        *(obligation.inference for obligation in ruleset.obligations if obligation.inference),
    ]

    assert [] == [text for text in said if not text.endswith(".") or not (text[0].isupper() or text[0].isdigit())]


def test_a_year_without_level_criteria_is_not_covered_before_anything_is_known(ruleset: RuleSet) -> None:
    """Its coverage says so too, and no question about levels is asked."""
    result = determine(Facts.parse({}, ruleset.vocabulary), ruleset)

    assert (not ruleset.criteria) == (result.status == "not_covered") == (ruleset.coverage == "partial")


def test_no_two_words_of_the_glossary_share_a_name(book: RuleBook) -> None:
    names = [name.lower() for term in book.glossary.values() for name in {term.name, *term.also}]

    assert sorted(set(names)) == sorted(names)


def test_every_word_of_the_glossary_is_explained(book: RuleBook) -> None:
    assert [] == [term.id for term in book.glossary.values() if not term.means.endswith(".") or not term.sources]


@pytest.mark.parametrize("key", ["label", "where"])
def test_every_fact_can_be_asked_for(vocabulary: Vocabulary, key: str) -> None:
    """It has a name, and words on where in the letter it stands."""
    assert [] == [fact_id for fact_id, spec in vocabulary.items() if not getattr(spec, key).strip()]

"""The answer to each row."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.batch import Answered, Refused, Row, RowDeterminer, Wording, match_headings
from assistant.batch.answers import answer
from rules_engine import Facts, RuleBook, determine

HEADINGS = [
    *(
        "name",
        "monitoring_year",
        "lea_type",
        "students_with_disabilities",
        "elements_not_met",
        "disproportionate_years",
    ),
    *("intensive_evaluation_percent", "preschool_intensive_evaluation_percent", "lowest_lre_percent"),
    *("significantly_disproportionate", "significant_disproportionality_categories"),
]
QUIET = ["A", "2023", "school_district", "1200", "0", "0", "45", "60", "30", "no", ""]


def outcomes(
    book: RuleBook, wording: Wording, *rows: Sequence[str], headings: Sequence[str] = HEADINGS, year: int | None = None
) -> list[Answered | Refused]:
    numbered = [Row(number, cells) for number, cells in enumerate(rows, start=2)]
    return list(RowDeterminer(match_headings(headings, wording), wording, book, year=year).determine(numbered))


def changed(**cells: str) -> list[str]:
    return [cells.get(heading, cell) for heading, cell in zip(HEADINGS, QUIET, strict=True)]


def says(row: Answered | Refused) -> Iterable[str]:
    assert isinstance(row, Refused)
    return [problem.says for problem in row.problems]


def test_each_row_is_answered_in_its_place(book: RuleBook, wording: Wording) -> None:
    rows = outcomes(book, wording, QUIET, changed(elements_not_met="2"), changed(intensive_evaluation_percent="10.5"))

    assert [row.row for row in rows] == [2, 3, 4]
    assert [row.answer.level for row in rows if isinstance(row, Answered)] == ["universal", "targeted-1", None]
    assert [row.answer.status for row in rows if isinstance(row, Answered)] == [
        "determined",
        "determined",
        "not_covered",
    ]


def test_partial_values_are_enough_where_the_rules_say_so(book: RuleBook, wording: Wording) -> None:
    (row,) = outcomes(book, wording, changed(elements_not_met="3+"))

    assert isinstance(row, Answered)
    assert (row.answer.level, row.facts[2]) == ("targeted-2", "3+")


def test_an_empty_cell_is_unknown_and_never_zero(book: RuleBook, wording: Wording) -> None:
    (row,) = outcomes(book, wording, changed(elements_not_met=""))

    assert isinstance(row, Answered)
    assert row.answer.status == "undetermined"
    assert row.answer.missing_facts == ("elements_not_met",)


def test_every_bad_cell_of_a_row_is_reported_with_its_column(book: RuleBook, wording: Wording) -> None:
    (row,) = outcomes(book, wording, changed(elements_not_met="abc", lowest_lre_percent="130"))

    assert isinstance(row, Refused)
    assert [(one.column and one.column.letter, one.found) for one in row.problems] == [("E", "abc"), ("I", "130")]
    assert all(one.allowed for one in row.problems)


def test_a_bad_cell_is_not_taken_for_an_empty_one_whose_answer_is_known(book: RuleBook, wording: Wording) -> None:
    good, bad = outcomes(book, wording, changed(elements_not_met=""), changed(elements_not_met="abc"))

    assert isinstance(good, Answered)
    assert isinstance(bad, Refused)


def test_a_contradiction_between_two_cells_refuses_the_row(book: RuleBook, wording: Wording) -> None:
    (row,) = outcomes(book, wording, changed(significant_disproportionality_categories="discipline"))

    assert "significantly_disproportionate and significant_disproportionality_categories" in "".join(says(row))


def test_a_row_that_could_not_be_read_is_refused(book: RuleBook, wording: Wording) -> None:
    layout = match_headings(HEADINGS, wording)
    (row,) = RowDeterminer(layout, wording, book).determine([Row(9, [""] * len(HEADINGS), "a quotation mark ...")])

    assert says(row) == ["a quotation mark ..."]


@pytest.mark.parametrize(
    ("cell", "problem"),
    [
        ("", "the row names no monitoring year"),
        ("2019", "there is no rule set for 2019"),
        ("2022+", "'2022+' is not one exact year"),
        ("last year", "'last year' can't be taken"),
    ],
)
def test_a_year_without_rules_refuses_the_row_and_names_the_years(
    book: RuleBook, wording: Wording, cell: str, problem: str
) -> None:
    (row,) = outcomes(book, wording, changed(monitoring_year=cell))

    assert says(row) == [problem]
    assert isinstance(row, Refused)
    assert "2023" in row.problems[0].allowed


def test_the_given_year_serves_rows_that_name_none(book: RuleBook, wording: Wording) -> None:
    rows = outcomes(book, wording, changed(monitoring_year=""), changed(monitoring_year="2022"), year=2023)

    assert [row.answer.ruleset.year for row in rows if isinstance(row, Answered)] == [2023, 2022]


@pytest.mark.parametrize(
    ("cells", "suspected"),
    [(["0.15", "0.9", "0"], True), (["0.15", "45"], False), (["0", "0"], False), (["not ranked"], False)],
)
def test_ranks_that_are_all_below_one_are_suspected_of_being_fractions(
    book: RuleBook, wording: Wording, cells: list[str], suspected: bool
) -> None:
    layout = match_headings(HEADINGS, wording)
    determiner = RowDeterminer(layout, wording, book)
    rows = [Row(at, changed(intensive_evaluation_percent=cell)) for at, cell in enumerate(cells)]
    for _ in determiner.determine(rows):
        pass

    found = [column.fact_id for column in determiner.fractions()]
    assert ("intensive_evaluation_percent" in found) == suspected


def numbers(*special: str, top: int) -> st.SearchStrategy[str]:
    whole = st.integers(0, top)
    return st.one_of(
        st.sampled_from(["", *special]),
        whole.map(str),
        whole.map("{}+".format),
        whole.map("<={}".format),
        st.decimals(0, top, places=2).map(str) if "not_ranked" in special else whole.map(str),
    )


LEAS = st.fixed_dictionaries(
    {
        "monitoring_year": st.sampled_from(["2022", "2023", "2024", "2025", "2026"]),
        "lea_type": st.sampled_from(["", "school_district", "charter_school", "county_office"]),
        "students_with_disabilities": numbers("100", "101", top=2000),
        "elements_not_met": numbers(top=9),
        "disproportionate_years": numbers(top=5),
        "intensive_evaluation_percent": numbers("not_ranked", "3.995", "10.5", top=100),
        "preschool_intensive_evaluation_percent": numbers("not_ranked", "5", top=100),
        "lowest_lre_percent": numbers("not_ranked", "10", top=100),
        "significantly_disproportionate": st.sampled_from(["", "yes", "no"]),
        "significant_disproportionality_categories": st.sampled_from(["", "", "none", "discipline; placement"]),
    }
)


@settings(max_examples=150)
@given(st.lists(LEAS, min_size=1, max_size=6))
def test_an_answer_that_rows_share_is_that_of_each_row_alone(
    book: RuleBook, wording: Wording, leas: list[dict[str, str]]
) -> None:
    """What is remembered from earlier rows never shows in a later one."""
    rows = [changed(**lea) for lea in leas]

    together = outcomes(book, wording, *rows)

    for lea, row in zip(leas, together, strict=True):
        values = {
            fact_id: wording.read_cell(book.vocabulary[fact_id], cell) for fact_id, cell in lea.items() if cell != ""
        }
        if isinstance(row, Refused):
            with pytest.raises(Exception, match="contradict"):
                Facts.parse(values, book.vocabulary)
        else:
            alone = answer(determine(Facts.parse(values, book.vocabulary), book.for_year(int(lea["monitoring_year"]))))
            for name in alone.__slots__:
                assert getattr(alone, name) == getattr(row.answer, name), name


def test_answers_in_full_hold_each_rows_own_numbers(book: RuleBook, wording: Wording) -> None:
    layout = match_headings(HEADINGS, wording)
    rows = [Row(at, changed(intensive_evaluation_percent=rank)) for at, rank in enumerate(["41.5", "44.25"])]

    answered = RowDeterminer(layout, wording, book, in_full=True).determine(rows)

    ranks = [
        json.loads(row.answer.in_full)["facts"]["intensive_evaluation_percent"]
        for row in answered
        if isinstance(row, Answered)
    ]
    assert ranks == [41.5, 44.25]

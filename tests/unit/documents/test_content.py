"""What stands in a document, whatever its form."""

from __future__ import annotations

import datetime as dt

import pytest

from assistant.documents.blocks import Bullets, Callout, Checkbox, Document, Heading, References, Table
from assistant.documents.composing import compose
from assistant.documents.docx_writing import to_docx
from assistant.documents.html_writing import to_html
from rules_engine import Determination, because, obligations
from tests.unit.documents.cases import (
    CASES,
    NAME,
    WRITTEN_ON,
    result_of,
    squeezed,
    texts_of,
    words_of_docx,
    words_of_page,
)

every_case = pytest.mark.parametrize("result", CASES.values(), ids=CASES.keys())


def composed(result: Determination) -> Document:
    return compose(result, WRITTEN_ON, NAME)


def headings(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Heading) and block.level == 1]


def table(document: Document, heading: str) -> list[str]:
    """The rows of the first table with the column `heading`, each as one line of text."""
    for block in document.blocks:
        if isinstance(block, Table) and heading in [column.heading for column in block.columns]:
            return [
                squeezed(texts_of(Document("", "", "", WRITTEN_ON, (), (Table("", (), (row,), 0),), "")))
                for row in block.rows
            ]
    return []


@every_case
def test_everything_that_the_result_says_is_in_the_document(result: Determination) -> None:
    """Duties with their dates, every criterion with its outcome, every note, every source, and what was answered."""
    words = texts_of(composed(result))
    for owed in obligations(result):
        assert owed.title in words
        assert owed.what in words
        assert owed.due.says in words
        assert owed.support in words
        assert (owed.deliverable or "") in words
        assert (owed.inference or "") in words
    for one in result.criteria:
        assert because(one, result.facts) in words
        assert (one.rule.inference or "") in words
    for note in result.notes:
        assert note.says in words
    for source_id in result.source_ids():
        source = result.ruleset.sources[source_id]
        assert source.title in words
        assert (source.href or "") in words
        assert source.read_as.rstrip(".") in words
    for fact_id in result.facts:
        assert result.facts.say(fact_id).lower() in words.lower()


@every_case
def test_a_page_and_a_word_file_hold_the_same_words_in_the_same_order(result: Determination) -> None:
    document = composed(result)
    words = texts_of(document).split()
    assert "".join(words_of_page(to_html(document)).split()) == "".join(words)
    assert "".join(words_of_docx(to_docx(document)).split()) == "".join(words)


@every_case
def test_the_document_says_first_that_the_letter_decides(result: Determination) -> None:
    first = composed(result).blocks[0]
    assert isinstance(first, Callout)
    assert "not a letter" in first.paragraph.spans[0].text
    assert "The Annual Determination Letter (ADL) decides" in first.paragraph.spans[0].text


@every_case
def test_year_day_of_writing_and_version_of_the_rules_are_given(result: Determination) -> None:
    words = texts_of(composed(result))
    assert f"Monitoring year {result.ruleset.year} · Written on 5 May 2025" in words
    assert f"version {result.ruleset.version}" in words


@every_case
def test_every_duty_has_its_box_and_its_day_or_the_words_that_there_is_none(result: Determination) -> None:
    document = composed(result)
    rows = [
        row
        for block in document.blocks
        if isinstance(block, Table) and "Due" in [column.heading for column in block.columns]
        for row in block.rows
    ]
    assert [row[0] for row in rows] == [
        Checkbox(f"Done: {owed.title}")
        for id_ in result.results()
        for owed in sorted(obligations(result), key=lambda owed: owed.step or 0)
        if owed.result == id_
    ]
    assert all(row[-1] for row in rows)


@every_case
def test_tables_are_whole(result: Determination) -> None:
    """Every row has a cell for every column, none is empty, and the columns fill the width."""
    for block in composed(result).blocks:
        if isinstance(block, Table):
            assert sum(column.share for column in block.columns) == 100
            assert all(column.share % 5 == 0 for column in block.columns)
            assert all(len(row) == len(block.columns) and all(row) for row in block.rows)
            assert block.rows


@every_case
def test_sources_are_numbered_as_they_are_cited(result: Determination) -> None:
    """The first source that is cited is number 1, and every number that is cited is in the list."""
    document = composed(result)
    cited = [
        number
        for part in texts_of(document).split("[")[1:]
        for number in part.split("]")[0].split(", ")
        if number.isdigit()
    ]
    (references,) = (block for block in document.blocks if isinstance(block, References))
    assert [entry.number for entry in references.entries] == list(range(1, len(references.entries) + 1))
    assert set(map(int, cited)) == {entry.number for entry in references.entries}


def test_a_day_that_the_sources_give_stands_beside_its_duty_and_among_the_dates() -> None:
    document = composed(CASES["significantly disproportionate in 2024"])
    first = "10 July 2024: Complete Step 1 if you are newly identified (Significantly disproportionate)"
    assert f"Dates {first} 10 October 2024:" in texts_of(document)
    step_1 = next(row for row in table(document, "Due") if "Complete Step 1" in row)
    assert "10 July 2024" in step_1
    assert "Must be ready: Step 1 in Stepwell" in step_1


def test_where_no_day_is_known_there_is_no_section_of_dates() -> None:
    assert "Dates" not in headings(composed(CASES["Targeted 2"]))


def test_without_a_day_the_list_says_so_and_the_reason_is_given_once() -> None:
    document = composed(CASES["Targeted 2"])
    team = next(row for row in table(document, "Due") if "Form a CIM Team" in row)
    assert "Date not in our sources" in team
    reason = "The sources give no date for this. Look in your letter and on CDE's page for your level."
    assert texts_of(document).count(reason) == 1


def test_a_duty_with_a_deadline_in_words_keeps_its_words() -> None:
    plan = next(row for row in table(composed(CASES["Targeted 2"]), "Due") if "Write the improvement plan" in row)
    assert "By the end of the 2023 monitoring period." in plan
    assert "Date not in our sources" not in plan


def test_duties_stand_in_the_order_of_the_steps() -> None:
    rows = table(composed(CASES["significantly disproportionate in 2024"]), "Step")
    assert [row.split()[0] for row in rows] == ["Not", "Not", "Not", "Not", "1", "2", "3", "4"]


def test_duties_of_one_result_stay_together_though_a_site_adds_some_at_the_end() -> None:
    document = composed(CASES["Intensive 2, inferred, beside significantly disproportionate"])
    parts = [block.text for block in document.blocks if isinstance(block, Heading) and block.level == 2]
    assert parts == ["Intensive Level 2", "Significantly disproportionate"]


def test_what_a_site_added_is_marked_wherever_it_stands() -> None:
    """A duty, a day, a remark and a source of the site; the document says what the mark means."""
    document = composed(CASES["Targeted 2 with a site's additions"])
    words = texts_of(document)
    assert "Local EXAMPLE: Come to the SELPA's kick-off" in words
    assert "Local EXAMPLE: first training on 1 May 2023" in words
    assert "Local EXAMPLE: For help write to" in words
    assert "Local Read as: an invented page" in words
    assert "Local 17 April 2023: EXAMPLE: Come to the SELPA's kick-off (Targeted Level 2)" in words
    assert "Local what your own site has added." in words


def test_nothing_is_marked_local_without_a_site() -> None:
    assert "Local" not in texts_of(composed(CASES["Targeted 2"]))


def test_what_we_conclude_ourselves_is_marked_and_says_why() -> None:
    words = texts_of(composed(CASES["Intensive 2, inferred, beside significantly disproportionate"]))
    assert "Our conclusion No page of 2023 for this level was at hand." in words
    assert "Our conclusion The page of 2022 requires it." in words
    assert "Our conclusion what no source states in these words" in words


@pytest.mark.parametrize(
    ("facts", "outcomes"),
    [
        ({"elements_not_met": 4}, {"Met", "Not met"}),
        ({"students_with_disabilities": 80}, {"Met", "Not met", "Doesn't apply"}),
        ({"elements_not_met": None}, {"Can't tell yet", "Not met"}),
    ],
)
def test_every_criterion_says_how_it_came_out(facts: dict[str, object], outcomes: set[str]) -> None:
    rows = table(composed(result_of(**facts)), "Outcome")
    found = {
        outcome
        for row in rows
        for outcome in ("Met", "Not met", "Doesn't apply", "Can't tell yet")
        if row.startswith(f"{outcome} ")
    }
    assert found == outcomes


def test_what_was_met_comes_first() -> None:
    assert table(composed(CASES["Targeted 2"]), "Outcome")[0].startswith("Met Targeted Level 2 Three or more elements")


def test_answers_are_told_apart_from_what_follows_from_them_and_from_what_is_not_known() -> None:
    known = table(composed(CASES["significantly disproportionate in 2024"]), "Answer")
    assert "Significant disproportionality Yes (follows from another answer)" in known
    assert "Type of LEA School district" in known
    still_open = table(composed(CASES["still open"]), "Answer")
    assert "Intensive Evaluation rank Not known" in still_open


def test_an_open_result_lists_what_to_look_up_and_where() -> None:
    document = composed(CASES["still open"])
    assert "What to find out" in headings(document)
    row = table(document, "Where to look")[0]
    assert "Annual Determination Letter" in row
    assert "the level is still open" in texts_of(document)


def test_a_gap_in_the_sources_stands_beside_the_result_and_is_not_said_twice() -> None:
    document = composed(CASES["between two bands"])
    words = texts_of(document)
    gap = "The sources give Intensive 1 up to 10 % and Targeted 3 from 11 %"
    assert words.count(gap) == 1
    assert words.index("No level in our sources") < words.index(gap) < words.index("What to do")
    assert "Your letter decides: it may give Targeted Level 3 or Intensive Level 1, or none of them." in words
    assert "Take the level from the letter" in words


def test_a_result_without_duties_says_so() -> None:
    assert "Our sources name no duties that follow from this result." in texts_of(composed(CASES["Universal"]))


def test_without_a_name_no_name_is_made_up() -> None:
    document = compose(CASES["Targeted 2"], WRITTEN_ON)
    assert document.name == ""
    assert NAME not in texts_of(document)


def test_a_site_that_dates_a_duty_in_words_only_still_gets_the_day_written_out() -> None:
    """Where the words of a due date don't hold its day, the day is put before them."""
    from dataclasses import replace

    from assistant.documents.duties import due_words

    owed = next(one for one in obligations(CASES["Targeted 2 with a site's additions"]) if one.due.day)
    worded = replace(owed, due=replace(owed.due, says="Spring training", day=dt.date(2023, 5, 1)))
    assert due_words(worded) == "1 May 2023: Spring training"


@every_case
def test_lists_are_never_empty(result: Determination) -> None:
    assert all(block.items for block in composed(result).blocks if isinstance(block, Bullets))

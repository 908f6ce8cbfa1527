"""The calendar file, read back by another look at the same format."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from icalendar import Calendar

from assistant.documents.ics_writing import NoDatesError, to_ics
from rules_engine import Determination, obligations
from tests.unit.documents.cases import CASES, NAME, SIG_DIS_2024, WRITTEN_AT, result_of

SIG_DIS = CASES["significantly disproportionate in 2024"]
WITH_SITE = CASES["Targeted 2 with a site's additions"]


def events(result: Determination, name: str = "", written_at: dt.datetime = WRITTEN_AT) -> list[Any]:
    calendar = Calendar.from_ical(to_ics(result, written_at, name))
    return list(calendar.walk("VEVENT"))


def uids(result: Determination, name: str = "") -> list[str]:
    return [str(event["UID"]) for event in events(result, name)]


def test_each_day_that_the_sources_give_is_a_whole_day() -> None:
    found = [(event["DTSTART"].dt, event["DTEND"].dt, str(event["SUMMARY"])) for event in events(SIG_DIS)]
    assert found == [
        (dt.date(2024, 7, 10), dt.date(2024, 7, 11), "CIM: Complete Step 1 if you are newly identified"),
        (dt.date(2024, 10, 10), dt.date(2024, 10, 11), "CIM: Complete Step 2 if you are newly identified"),
    ]
    assert all(event["DTSTART"].params["VALUE"] == "DATE" for event in events(SIG_DIS))


@pytest.mark.parametrize("result", CASES.values(), ids=CASES.keys())
def test_no_day_is_in_it_that_the_result_does_not_give(result: Determination) -> None:
    given = sorted(owed.due.day for owed in obligations(result) if owed.due.day)
    if given:
        assert sorted(event["DTSTART"].dt for event in events(result)) == given
    else:
        with pytest.raises(NoDatesError, match="There is no day to put into a calendar"):
            to_ics(result, WRITTEN_AT)


def test_without_a_day_the_reason_is_said_in_words() -> None:
    with pytest.raises(NoDatesError, match="our sources give no date for Targeted Level 2, 2023"):
        to_ics(CASES["Targeted 2"], WRITTEN_AT)
    with pytest.raises(NoDatesError, match="the level is still open"):
        to_ics(CASES["still open"], WRITTEN_AT)


def test_an_event_says_what_to_do_and_on_which_sources() -> None:
    description = str(events(SIG_DIS)[0]["DESCRIPTION"]).splitlines()
    assert description[0].startswith("Complete the 11 of the 15 activities")
    assert "Due: 10 July 2024, for LEAs newly identified in 2024" in description
    assert "Must be ready: Step 1 in Stepwell" in description
    assert "For: Significantly disproportionate, monitoring year 2024" in description
    assert "- SPP-TAP: Step 1 (2024): https://spptap.org/2024-cceis-materials/step-1/" in description
    assert "Rules: version 2024.1" in description
    assert description[-1].startswith("This is not a letter")


def test_what_a_site_added_is_marked() -> None:
    found = events(WITH_SITE)
    assert [str(event["SUMMARY"]) for event in found] == [
        "CIM: EXAMPLE: Come to the SELPA's kick-off (local)",
        "CIM: Attend all trainings (local)",
    ]
    assert all("Local: your own site has added this" in str(event["DESCRIPTION"]) for event in found)
    assert "(local)" not in str(events(SIG_DIS)[0]["SUMMARY"])


def test_the_same_result_has_the_same_events_whenever_it_is_written() -> None:
    """So a calendar that takes the file again changes its events instead of adding to them."""
    later = events(SIG_DIS, written_at=WRITTEN_AT + dt.timedelta(days=90))
    assert [str(event["UID"]) for event in later] == uids(SIG_DIS)
    assert [event["DTSTAMP"].dt for event in later] != [event["DTSTAMP"].dt for event in events(SIG_DIS)]


def test_a_day_that_moves_moves_its_event() -> None:
    owed = next(one for one in obligations(WITH_SITE) if one.due.day)
    moved = replace(owed, due=replace(owed.due, day=dt.date(2023, 6, 1)))
    others = tuple(moved if one is owed else one for one in WITH_SITE.ruleset.obligations)
    changed = replace(WITH_SITE, ruleset=replace(WITH_SITE.ruleset, obligations=others))
    assert sorted(uids(changed)) == sorted(uids(WITH_SITE))
    assert [event["DTSTART"].dt for event in events(changed)] != [event["DTSTART"].dt for event in events(WITH_SITE)]


def test_events_of_different_duties_and_leas_are_different() -> None:
    found = [*uids(SIG_DIS), *uids(SIG_DIS, NAME), *uids(SIG_DIS, "Another"), *uids(WITH_SITE)]
    assert len(set(found)) == len(found)


def test_facts_that_change_no_duty_change_no_event() -> None:
    other = result_of(**{**SIG_DIS_2024, "students_with_disabilities": 4321})
    assert uids(other) == uids(SIG_DIS)


def test_the_moment_of_writing_is_the_one_given_in_utc() -> None:
    assert {event["DTSTAMP"].dt for event in events(SIG_DIS)} == {
        dt.datetime(2025, 5, 5, 21, 30, tzinfo=dt.timezone.utc)
    }


def test_a_name_stands_before_what_to_do_and_cannot_break_the_file() -> None:
    found = events(SIG_DIS, "A;B,C\\D\nBEGIN:VEVENT\r\nSUMMARY:forged")
    assert len(found) == 2
    assert (
        str(found[0]["SUMMARY"])
        == "A;B,C\\D BEGIN:VEVENT SUMMARY:forged: CIM: Complete Step 1 if you are newly identified"
    )


def test_a_deadline_keeps_nobody_busy() -> None:
    assert {str(event["TRANSP"]) for event in events(SIG_DIS)} == {"TRANSPARENT"}


def test_lines_are_folded_as_the_format_wants() -> None:
    lines = to_ics(SIG_DIS, WRITTEN_AT, "Ünïfied " * 40).split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert lines[0] == b"BEGIN:VCALENDAR"


def test_the_same_moment_gives_the_same_bytes() -> None:
    assert to_ics(SIG_DIS, WRITTEN_AT, NAME) == to_ics(SIG_DIS, WRITTEN_AT, NAME)

"""The Home tab."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from actions.conversation import Conversation
from assistant.channels.slack.home import Entry, Way, entries_in, home_view
from tests.unit.channels.slack.block_kit import texts_of, view_problems

THREAD = {"channel": "C1", "link": "https://x.slack.com/archives/C1/p1"}
LEAS = [
    Entry(f"LEA {number}", "Targeted Level 1", Way("slack:T1:U1", f"LEA {number}"), **THREAD if number % 2 else {})
    for number in range(23)
]
SEVERAL = {
    "monitoring_year": 2023,
    "elements_not_met": 2,
    "lea_name": "Cedar Ridge Charter School",
    "other_leas": [
        {"name": "Oak Valley Unified", "facts": {"monitoring_year": 2023}, "declined": [], "latest": None},
        {"name": "Mesa & <Union>", "facts": {}, "declined": [], "latest": None},
    ],
}


def entries(slots: dict[str, Any], **thread: str) -> list[Entry]:
    return entries_in(Conversation.from_slots(slots), "slack:T1:U1", **thread)


@pytest.mark.parametrize("count", [0, 1, 10, 11, 23])
@pytest.mark.parametrize("page", [-1, 0, 2, 99])
def test_slack_takes_it_with_any_number_of_leas(count: int, page: int) -> None:
    assert view_problems(home_view(LEAS[:count], page)) == []


def test_a_long_list_is_paged() -> None:
    seen: list[str] = []
    for page in range(3):
        view = home_view(LEAS, page)
        texts = "\n".join(texts_of(view["blocks"]))
        assert f"Page {page + 1} of 3" in texts
        seen += [entry.name for entry in LEAS if f"*{entry.name}*" in texts]
    assert seen == [entry.name for entry in LEAS]


def test_the_first_page_goes_on_and_the_last_goes_back() -> None:
    ways = []
    for page in (0, 1, 2):
        (row,) = [block for block in home_view(LEAS, page)["blocks"] if block.get("block_id") == "pages"]
        ways.append([(element["text"]["text"], element["value"]) for element in row["elements"]])
    assert ways == [[("Next", "1")], [("Earlier", "0"), ("Next", "2")], [("Earlier", "1")]]


def test_each_lea_has_its_level_and_a_way_to_it() -> None:
    first, second = [block for block in home_view(LEAS[:2])["blocks"] if "accessory" in block]
    assert first["text"]["text"] == "*LEA 0*\nTargeted Level 1"
    assert second["text"]["text"] == "*LEA 1*\nTargeted Level 1\nIn a thread in <#C1>"
    assert (first["accessory"]["text"]["text"], second["accessory"]["text"]["text"]) == ("Continue", "Open the thread")


def test_an_lea_that_its_thread_has_left_is_gone_on_with_there() -> None:
    button = replace(LEAS[1], is_current=False).block()["accessory"]
    assert (button["text"]["text"], button["url"]) == ("Continue in the thread", THREAD["link"])
    assert Way.read(button["value"]) == Way("slack:T1:U1", "LEA 1")


@pytest.mark.parametrize("value", ["", "7", "[]", "{}", '{"x": 1}', '{"conversation": "a", "lea": "b", "c": "d"}'])
def test_a_value_that_is_no_way_of_ours_leads_nowhere(value: str) -> None:
    assert Way.read(value) is None


def test_the_leas_stand_above_what_can_be_done() -> None:
    texts = list(texts_of(home_view(LEAS[:1])["blocks"]))
    assert texts.index("*LEA 0*\nTargeted Level 1") < next(at for at, text in enumerate(texts) if "/cim new" in text)


def test_without_an_interview_it_says_so_and_offers_one() -> None:
    texts = "\n".join(texts_of(home_view([])["blocks"]))
    assert "not begun an interview" in texts
    assert "Find a level" in texts


def test_beside_an_lea_another_can_be_begun() -> None:
    assert "Another LEA" in list(texts_of(home_view(LEAS[:1])["blocks"]))


def test_an_interview_shows_where_it_stands() -> None:
    (entry,) = entries({"monitoring_year": 2023, "elements_not_met": 2})
    assert entry.name == "Our conversation"
    assert entry.standing.startswith("still open (Targeted Level 1")


def test_a_conversation_without_answers_is_no_lea() -> None:
    assert entries({}) == []


def test_every_lea_of_a_conversation_is_there_the_current_one_first() -> None:
    found = entries(SEVERAL)
    assert [entry.name for entry in found] == ["Cedar Ridge Charter School", "Mesa & <Union>", "Oak Valley Unified"]
    assert [entry.is_current for entry in found] == [True, False, False]
    assert [entry.way.lea for entry in found] == [entry.name for entry in found]
    assert found[0].standing.startswith("still open by the letter of 2023; answers so far: 2")
    assert found[1].standing == "no answers yet"
    assert view_problems(home_view(found)) == []


def test_where_the_rest_was_left_open_no_questions_are_counted() -> None:
    told = {
        "monitoring_year": 2023,
        "lea_type": "school_district",
        "students_with_disabilities": 1200,
        "elements_not_met": 2,
        "disproportionate_years": 0,
        "intensive_evaluation_percent": 5,
        "lowest_lre_percent": "not_ranked",
        "significantly_disproportionate": False,
    }
    (entry,) = entries({**told, "lea_name": "Mesa", "declined_facts": ["preschool_intensive_evaluation_percent"]})
    assert entry.standing == "still open by the letter of 2023; answers so far: 8, the rest is left open"


def test_an_lea_that_was_only_named_is_there() -> None:
    assert [entry.name for entry in entries({"lea_name": "Mesa Union"})] == ["Mesa Union"]


def test_the_longest_names_fit() -> None:
    name = "Ä" * 80
    long = Entry(name, "still open", Way("slack:T012345678:C012345678:1700000000.000001", name), False, **THREAD)
    assert view_problems(home_view([long] * 10)) == []

"""The Home tab."""

from __future__ import annotations

import pytest

from assistant.channels.slack.home import Entry, entries_in, home_view
from tests.unit.channels.slack.block_kit import texts_of, view_problems

LEAS = [
    Entry(f"LEA {number}", "Targeted Level 1", "https://x.slack.com/archives/C1/p1" if number % 2 else "")
    for number in range(23)
]


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
    assert (first["accessory"]["text"]["text"], second["accessory"]["text"]["text"]) == ("Continue", "Open the thread")


def test_without_an_interview_it_says_so_and_offers_one() -> None:
    texts = "\n".join(texts_of(home_view([])["blocks"]))
    assert "not begun an interview" in texts
    assert "Find a level" in texts


def test_an_interview_shows_where_it_stands() -> None:
    slots = {"monitoring_year": 2023, "elements_not_met": 2}
    (entry,) = entries_in(slots, "Our conversation")
    assert entry.standing.startswith("still open (Targeted Level 1")


def test_a_conversation_without_answers_is_no_lea() -> None:
    assert entries_in({}, "Our conversation") == []

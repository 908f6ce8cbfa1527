"""The result card, for every case that the rule sets hold."""

from __future__ import annotations

import re
from typing import Any

import pytest

from assistant.channels.slack.blocks import Block, posts
from assistant.channels.slack.card import card, card_buttons, criteria_blocks, headline
from rules_engine import Facts, RuleSet, determine, load_rulebook
from tests.unit.channels.slack.block_kit import message_problems, texts_of, view_problems

BOOK = load_rulebook()
CASES = [
    pytest.param(ruleset, case.facts, id=f"{year}: {case.name}")
    for year in BOOK.years
    for ruleset in [BOOK.for_year(year)]
    for case in ruleset.cases
]


def result(**facts: object) -> dict[str, Any]:
    given = Facts.parse(facts, BOOK.vocabulary)
    return determine(given, BOOK.for_year(int(str(facts["monitoring_year"])))).to_dict()


def said(blocks: list[Block]) -> str:
    return "\n".join(texts_of(blocks))


TARGETED_3 = result(
    monitoring_year=2023,
    lea_type="school_district",
    students_with_disabilities=1200,
    elements_not_met=4,
    disproportionate_years=2,
    intensive_evaluation_percent=30,
    preschool_intensive_evaluation_percent="not_ranked",
    lowest_lre_percent=30,
    significantly_disproportionate=False,
)
HALF_KNOWN = result(
    monitoring_year=2023,
    lea_type="school_district",
    students_with_disabilities=1200,
    elements_not_met=2,
    disproportionate_years=0,
    intensive_evaluation_percent=5,
    lowest_lre_percent="not_ranked",
    significantly_disproportionate=False,
)
OPEN = result(monitoring_year=2023, elements_not_met="1+")


@pytest.mark.parametrize(("ruleset", "facts"), CASES)
def test_every_case_makes_a_card_that_slack_takes(ruleset: RuleSet, facts: dict[str, object]) -> None:
    found = determine(Facts.parse(facts, BOOK.vocabulary), ruleset).to_dict()
    made = posts([*card(found), card_buttons("a-1.5")])
    assert [one for post in made for one in message_problems({"text": post.text, "blocks": list(post.blocks)})] == []
    modal = {"type": "modal", "title": {"type": "plain_text", "text": "All"}, "blocks": criteria_blocks(found)}
    assert view_problems(modal) == []


@pytest.mark.parametrize(("ruleset", "facts"), CASES)
def test_every_case_names_its_result_reasons_duties_and_rules(ruleset: RuleSet, facts: dict[str, object]) -> None:
    determination = determine(Facts.parse(facts, BOOK.vocabulary), ruleset)
    text = said(card(determination.to_dict())).replace("*", "")
    for id_ in determination.results():
        assert ruleset.title_of(id_) in headline(determination.to_dict())
    for owed in determination.to_dict()["obligations"]:
        assert str(owed["title"]) in text
    assert f"Monitoring year {ruleset.year} · rule set {ruleset.version}" in text


def test_it_begins_with_the_level() -> None:
    assert card(TARGETED_3)[0] == {
        "type": "header",
        "text": {"type": "plain_text", "text": "Targeted Level 3 in monitoring year 2023", "emoji": True},
    }


def test_icons_come_with_words() -> None:
    text = said(card(TARGETED_3))
    assert "✅ *Met:* Being identified as disproportionate for two or more years gives Targeted Level 3" in text
    assert "✖️ *Not met:* Universal · Targeted Level 1 · Intensive Level 1" in text


def test_a_level_that_one_criterion_gives_is_not_named_among_those_not_met() -> None:
    line = next(line for line in said(card(TARGETED_3)).split("\n") if "Not met:" in line)
    assert "Targeted Level 3" not in line


def test_no_level_that_is_still_possible_or_undecided_is_named_among_those_ruled_out() -> None:
    """Intensive 3 has no criterion that is met, but what is missing may lead there; Targeted 3 isn't decided yet."""
    text = said(card(HALF_KNOWN))
    ruled_out = [line for line in text.split("\n") if "Not met:*" in line or "Doesn't apply:*" in line]
    assert "*Still possible:* Intensive Level 2 or Intensive Level 3" in text
    assert ruled_out
    assert not any("Intensive Level 3" in line or "Targeted Level 3" in line for line in ruled_out)


def test_what_all_duties_rest_on_is_cited_once() -> None:
    lines = said(card(TARGETED_3)).split("\n")
    assert "*What must be done: Targeted Level 3* [1, 2, 3]" in lines
    assert "• *Form a CIM Team*" in lines


def test_duties_of_different_sources_have_each_its_own() -> None:
    first, *others = TARGETED_3["obligations"]
    mixed = {**TARGETED_3, "obligations": [{**first, "sources": first["sources"][:1]}, *others]}
    assert re.search(r"• \*Form a CIM Team\* \[\d, \d, \d\]", said(card(mixed)))


def test_sources_are_numbered_and_linked() -> None:
    text = said(card(TARGETED_3))
    cited = [int(number) for marks in re.findall(r"\[([\d, ]+)\]", text) for number in marks.split(", ")]
    assert sorted(set(cited)) == list(dict.fromkeys(cited))  # in the order of reading, from 1, without a gap
    assert "1. <https://www.cde.ca.gov/" in text


def test_duties_of_one_date_stand_together() -> None:
    text = said(card(TARGETED_3))
    assert text.count("⏰") == len({owed["due"]["text"] for owed in TARGETED_3["obligations"]})


def test_a_level_that_is_open_says_what_is_possible_and_what_is_missing() -> None:
    text = said(card(OPEN))
    assert headline(OPEN) == "The level is still open in monitoring year 2023"
    assert "*Still possible:* Targeted Level 1, Targeted Level 2" in text
    assert "❔ *Can't tell yet:*" in text


def test_an_lea_is_named_at_the_top() -> None:
    assert card(TARGETED_3, "Oak Valley")[0]["text"]["text"] == "Oak Valley: Targeted Level 3 in monitoring year 2023"


def test_a_name_that_is_too_long_for_the_heading_is_said_in_full_below() -> None:
    name = "Unified School District of the " * 6
    assert f"*{name}: Targeted Level 3 in monitoring year 2023*" in said(card(TARGETED_3, name))


def test_a_card_of_rules_that_are_gone_can_still_be_shown() -> None:
    old = {**TARGETED_3, "monitoring_year": 1999, "level": "targeted-9"}
    assert headline(old) == "targeted-9 in monitoring year 1999"
    assert card(old)


def test_all_criteria_are_listed_with_their_outcomes() -> None:
    text = said(criteria_blocks(TARGETED_3))
    assert sum(text.count(f"*{outcome}:*") for outcome in ("Met", "Not met", "Doesn't apply")) == len(
        TARGETED_3["criteria"]
    )


def test_what_a_site_has_added_is_marked_and_explained() -> None:
    owed = TARGETED_3["obligations"]
    with_local = {**TARGETED_3, "obligations": [{**owed[0], "local": True}, *owed[1:]]}
    assert f"*{owed[0]['title']}* (local)" in said(card(with_local))
    assert "Local: your own site has added this" in said(card(with_local))
    assert "local" not in said(card(TARGETED_3)).lower()

"""A date that a site has set is told as the site's, never as the sources'."""

from __future__ import annotations

from pathlib import Path

import pytest

from actions.conversation import Conversation
from actions.saying.duties import duties
from actions.saying.result import finding
from actions.shared_rules import OVERLAY_VARIABLE, rulebook
from actions.tour.stops import TAILORED
from rules_engine import obligations, usual_due
from tests.unit.actions.test_tour import TARGETED_1

LOCAL = "(Added by this site, not by CDE.)"
OVERLAY = """\
site: Example SELPA
sources:
  EX-OFFICE: {title: Office handbook, read_as: the edition of 2022}
years:
  2023:
    notes:
      ex-workshop: {for: [targeted-1], says: We hold a workshop in May., sources: [EX-OFFICE]}
    due:
"""


@pytest.fixture(autouse=True)
def overlay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A site that says "Ask us in May." of every duty of Targeted Level 1 that the sources give no day for."""
    undated = [one.id for one in rulebook().for_year(2023).obligations if one.result == "targeted-1"]
    dates = "".join(f"      {id_}: {{says: Ask us in May., sources: [EX-OFFICE]}}\n" for id_ in undated)
    path = tmp_path / "example-selpa.yaml"
    path.write_text(OVERLAY + dates, encoding="utf-8")
    monkeypatch.setenv(OVERLAY_VARIABLE, str(path))


@pytest.fixture
def conversation(overlay: None) -> Conversation:
    return Conversation.from_slots(TARGETED_1)


def test_the_list_of_duties_marks_it_at_each_duty(conversation: Conversation) -> None:
    assert conversation.ruleset
    text = duties(conversation.ruleset, ["targeted-1"])
    assert text.count("Ask us in May.") == text.count(f"Ask us in May. {LOCAL}") > 1


def test_the_result_marks_its_remark(conversation: Conversation) -> None:
    assert conversation.determination
    assert f"We hold a workshop in May. {LOCAL}" in finding(conversation.determination).text


def test_it_is_never_what_usually_holds(conversation: Conversation) -> None:
    assert conversation.determination
    assert usual_due(obligations(conversation.determination)) is None


def test_the_tour_marks_it(conversation: Conversation) -> None:
    (weeks,) = TAILORED["first_weeks"](conversation)
    assert weeks.text.count("Ask us in May.") == weeks.text.count(f"Ask us in May. {LOCAL}") == 1


def test_the_sources_own_words_are_said_once_for_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(OVERLAY_VARIABLE)
    conversation = Conversation.from_slots(TARGETED_1)
    assert conversation.determination
    usual = usual_due(obligations(conversation.determination))
    assert usual
    assert not usual.local
    text = duties(conversation.determination.ruleset, ["targeted-1"])
    assert text.count(usual.says) == 1
    assert LOCAL not in text

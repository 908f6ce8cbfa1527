"""Finding names in texts."""

from __future__ import annotations

import pytest

from actions.conversation import rulebook
from assistant.nlu.extractor import answer_finder, subject_finder
from assistant.nlu.names import NameFinder

ANSWERS = answer_finder()
SUBJECTS = subject_finder(rulebook())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("we missed 4 Elements", [("fact", "elements_not_met")]),
        ("SWD", [("fact", "students_with_disabilities")]),
        ("preschool intensive evaluation", [("fact", "preschool_intensive_evaluation_percent")]),
        ("the intensive evaluation", [("fact", "intensive_evaluation_percent")]),
        ("unified district", [("lea_type", "school_district")]),
        ("our charter SELPA", []),
        ("prescool", [("fact", "preschool_intensive_evaluation_percent")]),
        ("nothing here", []),
        ("we are Targeted 3", []),
        ("the targetd level", []),
    ],
)
def test_answers_name_facts_and_choices(text: str, found: list[tuple[str, str]]) -> None:
    assert [(name.kind, name.id) for name in ANSWERS.find(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("what is LRE", [("term", "lre")]),
        ("root causes", [("term", "root-cause-analysis")]),
        ("Targeted Level 2", [("level", "targeted-2")]),
        ("targeted level two", [("level", "targeted-2")]),
        ("a level 3 targeted LEA", [("level", "targeted-3"), ("term", "lea")]),
        ("who is on the CIM team", [("term", "cim-team")]),
        ("T2 or intensive 3", [("level", "targeted-2"), ("level", "intensive-3")]),
        ("assesment of infrastructure", [("term", "assessment-of-infrastructure")]),
        ("educational benfit review", [("term", "educational-benefit-review")]),
        ("what is a SELFA", []),
    ],
)
def test_questions_name_terms_and_levels(text: str, found: list[tuple[str, str]]) -> None:
    assert [(name.kind, name.id) for name in SUBJECTS.find(text)] == found


def test_every_glossary_term_is_found_by_its_name() -> None:
    for term in rulebook().glossary.values():
        assert term.id in [name.id for name in SUBJECTS.find(f"what is {term.name}")]


def test_positions_are_those_of_the_text() -> None:
    (name,) = NameFinder({"fruit": {"apple": ("red apple",)}}).find("a Red Apple, please")

    assert (name.start, name.end) == (2, 11)


def test_the_longest_name_wins() -> None:
    finder = NameFinder({"fruit": {"apple": ("apple",), "pineapple": ("pine apple",)}}, ignored=("apple tree",))

    assert [name.id for name in finder.find("apple, pine apple, apple tree")] == ["apple", "pineapple"]

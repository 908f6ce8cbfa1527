"""Every statement of an answer has its source, and no date is invented."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from actions.answering import ANSWERS
from actions.answering.question import Question
from actions.answering.subject_answers import asked_parts
from actions.content import read_content
from actions.content.answers import UNDATED, read_answers
from actions.conversation import rulebook
from rules_engine.rulebook import RULESETS
from tests.unit.actions.answering.asking import (
    LEVELS,
    RULESETS_BY_YEAR,
    TARGETED,
    asked,
    text_of,
)
from tests.unit.actions.conftest import talking

MONTHS = "January February March April May June July August September October November December".split()
DATE = re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)? (?:{'|'.join(MONTHS)})(?: \d{{4}})?\b|\b\d{{4}}-\d\d-\d\d\b")


def test_every_statement_of_the_answer_file_has_sources_and_years() -> None:
    book = rulebook()
    for subject in read_answers().values():
        assert subject.intent in ANSWERS
        for part in subject.parts.values():
            for one in part.says:
                assert one.sources
                assert set(one.sources) <= set(book.sources)
                assert set(one.years) <= set(book.years)
    assert UNDATED == "undated"


def test_every_part_of_a_subject_is_reached_by_its_words_and_its_button() -> None:
    for subject in read_answers().values():
        for part in subject.parts.values():
            pressed = Question(subject.intent, "/", part=part.id)
            assert part in asked_parts(subject.parts, pressed)
            for word in part.asked_by:
                assert part in asked_parts(
                    subject.parts, Question(subject.intent, f"tell me {word.rstrip('.')} please")
                )


def every_answer() -> Iterator[str]:
    """What is said to each question, by each level and year, with and without an interview."""
    results = [*LEVELS, *(one.id for one in RULESETS_BY_YEAR[2023].designations)]
    for intent in ANSWERS:
        for year in (None, *rulebook().years):
            years = [year] if year else []
            yield text_of(asked(intent, years=years))
            yield text_of(asked(intent, years=years, conversation=talking(**TARGETED)))
            for level in results:
                yield text_of(asked(intent, levels=[level], years=years))
    for subject in read_answers().values():
        for part in subject.parts:
            yield text_of(asked(subject.intent, part=part))
    for number in range(1, 5):
        yield text_of(asked("ask_steps", part=str(number)))
    for term in rulebook().glossary:
        yield text_of(asked("ask_term", terms=[term]))


def test_no_answer_holds_a_date_that_isnt_in_the_rule_sets() -> None:
    written = "\n".join(path.read_text(encoding="utf-8") for path in Path(RULESETS).glob("*.yaml"))
    known = {date for line in written.splitlines() for date in DATE.findall(line)}

    for said in set(every_answer()):
        assert set(DATE.findall(said)) <= known, said


def test_every_mark_in_an_answer_has_its_source_listed() -> None:
    for said in set(every_answer()):
        marks = {int(n) for mark in re.findall(r"\[(\d+(?:, \d+)*)\]", said) for n in mark.split(", ")}
        numbers = {int(n) for n in re.findall(r"^(\d+)\. ", said, flags=re.MULTILINE)}

        assert marks == numbers, said


def test_every_answer_is_short_enough_for_a_chat() -> None:
    """Sources aside, the longest fits in two Slack messages' worth of text."""
    for said in set(every_answer()):
        assert len(said.split("**Sources")[0]) < 4000, said


def test_every_part_tells_its_statements_when_its_button_is_pressed() -> None:
    for subject in read_answers().values():
        for part in subject.parts.values():
            if subject.intent != "ask_steps":  # they have numbers
                said = text_of(asked(subject.intent, part=part.id))
                assert [one.text for one in part.says if one.text not in said] == [], part.id


def test_every_term_is_explained_with_its_sources() -> None:
    book = rulebook()
    for id_, term in book.glossary.items():
        said = text_of(asked("ask_term", f"what is {term.name}?", terms=[id_]))

        assert term.means in said
        assert [source for source in term.sources if book.sources[source].title not in said] == [], id_


def test_every_everyday_word_stands_for_a_term_that_is_explained() -> None:
    for word, id_ in read_content("asking.yml")["stands_for"].items():
        assert rulebook().glossary[id_].means in text_of(asked("ask_term", f"what is the {word}?")), word


def test_every_conflict_is_told_in_full_from_its_button() -> None:
    for id_, one in rulebook().conflicts.items():
        said = text_of(asked("ask_conflicts", part=id_))

        assert [
            text for text in (one.about, one.we_do, *(position.says for position in one.positions)) if text not in said
        ] == []

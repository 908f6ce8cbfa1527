"""Sourced answers from answers.yml: subjects, their parts, and statements that each name sources and years."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from actions.shared_rules import rulebook
from rules_engine.yaml_source import Entry, read_yaml

__all__ = ["UNDATED", "Part", "Stated", "Subject", "read_answers", "subject"]

_FILE = Path(__file__).parent / "en" / "answers.yml"
UNDATED: Final = "undated"
"""Written in place of years where the copies that were read don't tell theirs."""


@dataclass(frozen=True)
class Stated:
    """A statement, the monitoring years that it holds for (none: its copies are undated), and its sources' ids."""

    text: str
    years: tuple[int, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """A part of a subject: its id, the title of its button, the words that ask for it, and what is said."""

    id: str
    button: str
    asked_by: tuple[str, ...]
    says: tuple[Stated, ...]


@dataclass(frozen=True)
class Subject:
    """A subject of questions: its title, the intent that asks for it, the glossary terms that lead to it, and its parts
    by id, the general one first.
    """

    title: str
    intent: str
    terms: tuple[str, ...]
    parts: Mapping[str, Part]


def subject(id_: str) -> Subject:
    """The subject with that id. Raises KeyError where there is none."""
    return read_answers()[id_]


@cache
def read_answers() -> Mapping[str, Subject]:
    """Every subject by id. Raises RuleSetError where a statement lacks a source or year, or names an unknown one."""
    return {id_: _subject(entry) for id_, entry in read_yaml(_FILE).mapping().items()}


def _subject(entry: Entry) -> Subject:
    fields = entry.fields(["title", "asked_with", "parts"], ["terms"])
    return Subject(
        fields["title"].text(),
        fields["asked_with"].text(),
        fields["terms"].some_of(rulebook().glossary) if "terms" in fields else (),
        {id_: _part(id_, one) for id_, one in fields["parts"].mapping().items()},
    )


def _part(id_: str, entry: Entry) -> Part:
    fields = entry.fields(["button", "says"], ["asked_by"])
    says = tuple(_stated(one) for one in fields["says"].items())
    if not says:
        raise fields["says"].error("an empty list", "at least one statement")
    asked_by = fields["asked_by"].items() if "asked_by" in fields else []
    return Part(id_, fields["button"].text(), tuple(str(one.node.value) for one in asked_by), says)


def _stated(entry: Entry) -> Stated:
    fields = entry.fields(["text", "years", "sources"])
    book = rulebook()
    return Stated(fields["text"].text(), _years(fields["years"], book.years), fields["sources"].some_of(book.sources))


def _years(entry: Entry, known: tuple[int, ...]) -> tuple[int, ...]:
    if not entry.is_list():
        entry.one_of([UNDATED])
        return ()
    years = tuple(one.integer() for one in entry.items())
    if not years or not set(years) <= set(known):
        raise entry.error(f"{list(years)}", f"{UNDATED}, or some of {', '.join(map(str, known))}")
    return years

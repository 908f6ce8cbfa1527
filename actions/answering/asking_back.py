"""Asking back for what a question leaves open: the year, the level, or both. Buttons ask the whole question anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from actions.answering.levels import level_years, results_in
from actions.answering.question import Question
from actions.content import say
from actions.conversation import Conversation, rulebook
from actions.saying.message import MOST_BUTTONS, Button, Message, listed, payload
from actions.saying.result import start_button
from rules_engine import RuleSet

__all__ = ["about", "ask_level", "ask_whether_known", "ask_year", "choices"]

_KNOWN = "known"
"""The part that the button "We know our level" asks for: then the year is asked for, and then the level."""


def about(
    intent: str,
    results: Iterable[str] = (),
    year: int | None = None,
    terms: Iterable[str] = (),
    part: str | None = None,
) -> str:
    """The payload that asks `intent` about levels or designations, a year, terms, and a part of an answer."""
    asked = {"level": list(results), "year": year, "term": list(terms), "part": part}
    return payload(intent, **{key: value for key, value in asked.items() if value})


def ask_whether_known(conversation: Conversation, question: Question) -> list[Message]:
    """That the level must be known, with the ways to it; in an interview, that it isn't known yet."""
    known = Button(say("buttons.know_level"), about(question.intent, part=_KNOWN))
    return [Message(say("scope.which"), () if conversation.requested else (start_button(), known))]


def ask_year(question: Question, results: Sequence[str], terms: Sequence[str] = ()) -> list[Message]:
    """Which year's letter is meant, of those that have all of `results`."""
    years = level_years(results)
    buttons = [
        Button(str(year), about(question.intent, results, year, terms, question.part)) for year in years[-MOST_BUTTONS:]
    ]
    return [Message(say("scope.which_year", years=listed([str(year) for year in years], last="or")), tuple(buttons))]


def ask_level(question: Question, ruleset: RuleSet, among: Sequence[str] = ()) -> list[Message]:
    """Which level or designation of the year is meant."""
    among = among or results_in(ruleset)
    buttons = choices(question, ruleset, among)
    titles = listed([button.title for button in buttons], last="or")
    return [Message(say("scope.which_level", year=ruleset.year, levels=titles), buttons)]


def choices(question: Question, ruleset: RuleSet, among: Sequence[str]) -> tuple[Button, ...]:
    """A button for each of the levels `among`; where these are too many, for each tier."""
    if len(among) > MOST_BUTTONS:
        return tuple(_tiers(question, ruleset, among))[:MOST_BUTTONS]
    return tuple(Button(ruleset.title_of(id_), about(question.intent, [id_], ruleset.year)) for id_ in among)


def _tiers(question: Question, ruleset: RuleSet, among: Sequence[str]) -> Iterator[Button]:
    for name in dict.fromkeys(_tier(id_) for id_ in among):
        inside = [id_ for id_ in among if _tier(id_) == name]
        if len(inside) > 1:
            title = rulebook().glossary[name].name
            yield Button(title, about(question.intent, year=ruleset.year, terms=[name]))
        else:
            yield Button(ruleset.title_of(inside[0]), about(question.intent, inside, ruleset.year))


def _tier(id_: str) -> str:
    """The term of a numbered level's tier; of anything else, its own id."""
    name, _, number = id_.rpartition("-")
    return name if number.isdigit() else id_

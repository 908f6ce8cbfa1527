"""Questions about the steps of CIM: how many there are, and what one of them holds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from actions.answering.asking_back import about
from actions.answering.levels import every_ruleset, named_results
from actions.answering.question import Question
from actions.answering.scope import unknown_year
from actions.answering.subject_answers import dated, names, on_subject
from actions.content import say
from actions.content.answers import subject
from actions.conversation import Conversation, rulebook
from actions.reading.text import plain
from actions.saying.duties import due, marked
from actions.saying.message import Button, Message, bullets
from actions.saying.references import References
from rules_engine import Obligation, RuleSet

__all__ = ["step_in", "steps"]

_CYCLE = "cyclical-monitoring"
_ORDINALS = ("first", "second", "third", "fourth", "fifth")
_NUMBERS = ("one", "two", "three", "four", "five")
_STEP = re.compile(
    rf"\b(?:steps?|phase|stage)\s*(?:number\s*|no\.?\s*|#\s*)?(?:(\d{{1,2}})|({'|'.join(_NUMBERS)}))\b(?!\s+of)"
    rf"|\b(?:(\d)(?:st|nd|rd|th)|({'|'.join(_ORDINALS)}))\s+(?:cim\s+)?(?:step|phase|stage)\b"
)


def steps(conversation: Conversation, question: Question) -> list[Message]:
    """What the step in question holds, by level and year; without a number, how many there are."""
    if unknown := unknown_year(question):
        return unknown
    if _CYCLE in question.terms and step_in(question) is None:
        return on_subject("small_lea")(conversation, question)
    overview, *single = subject("steps").parts.values()
    number = step_in(question) or next((at for at, part in enumerate(single, 1) if names(part, question)), None)
    if number is not None and not 1 <= number <= len(single):
        return [Message(say("steps.no_such", number=number, most=len(single)), _buttons(question, 0, len(single)))]
    references = References(rulebook().sources)
    part = single[number - 1] if number else overview
    wanted = {*question.years}
    lines = [
        references.mark(dated(one), one.sources)
        for one in part.says
        if not wanted or not one.years or wanted & {*one.years}
    ]
    if number:
        lines = [*_tasks(number, question, references), *lines]
    title = say("steps.title", number=number) if number else f"**{subject('steps').title}**"
    text = "\n\n".join([f"{title}\n{bullets(lines)}", references.listed()])
    return [Message(text, _buttons(question, number or 0, len(single)))]


def step_in(question: Question) -> int | None:
    """The number of the step that is asked for, by a button or in words."""
    if question.part and question.part.isdecimal():
        return int(question.part)
    match = _STEP.search(plain(question.text))
    if match is None:
        return None
    if digits := match[1] or match[3]:
        return int(digits)
    return _NUMBERS.index(match[2]) + 1 if match[2] else _ORDINALS.index(match[4]) + 1


def _tasks(number: int, question: Question, references: References) -> Iterator[str]:
    """What rule sets assign to the step, of the levels and years in question; of all where it names none."""
    named = named_results(question)
    for ruleset in every_ruleset():
        for one in ruleset.obligations:
            fits = (not named or one.result in named) and (not question.years or ruleset.year in question.years)
            if one.step == number and fits:
                yield marked(_task(one, ruleset), one, references)


def _task(one: Obligation, ruleset: RuleSet) -> str:
    return say("steps.task", result=ruleset.title_of(one.result), year=ruleset.year, what=one.what, due=due(one))


def _buttons(question: Question, now: int, most: int) -> tuple[Button, ...]:
    """The steps beside the one that was told."""
    others = [number for number in range(1, most + 1) if number != now]
    return tuple(Button(say("steps.button", number=one), about(question.intent, part=str(one))) for one in others[:3])

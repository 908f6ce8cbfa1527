"""Answers made of sourced statements: what a subject's parts say, of the years that they hold for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from actions.answering.asking_back import about
from actions.answering.question import Question
from actions.answering.scope import unknown_year
from actions.content import say
from actions.content.answers import Part, Stated, subject
from actions.conversation import Conversation, rulebook
from actions.reading.text import plain
from actions.saying.message import Button, Message, bullets, listed
from actions.saying.references import References

__all__ = ["asked_parts", "dated", "names", "on_subject"]

_MOST_PARTS = 2
_MOST_BUTTONS = 3


def on_subject(id_: str) -> Callable[[Conversation, Question], list[Message]]:
    """The answer to questions on a subject of answers.yml: the parts that they ask for, else the first one."""

    def answer(conversation: Conversation, question: Question) -> list[Message]:
        if unknown := unknown_year(question):
            return unknown
        title, parts = subject(id_).title, subject(id_).parts
        asked = asked_parts(parts, question) or [next(iter(parts.values()))]
        references = References(rulebook().sources)
        lines = [line for part in asked[:_MOST_PARTS] for line in _lines(part.says, question, references)]
        if not lines:
            lines = [say("subjects.nothing", years=listed([str(year) for year in question.years]))]
        buttons = [
            Button(part.button, about(subject(id_).intent, year=next(iter(question.years), None), part=part.id))
            for part in parts.values()
            if part not in asked[:_MOST_PARTS]
        ]
        text = "\n\n".join([f"**{title}**\n{bullets(lines)}", references.listed()])
        return [Message(text, _from_there(buttons, parts, asked))]

    return answer


def _from_there(buttons: Sequence[Button], parts: Mapping[str, Part], asked: Sequence[Part]) -> tuple[Button, ...]:
    """The parts that come next after those that were told, so that each can be reached from another."""
    last = list(parts.values()).index(asked[:_MOST_PARTS][-1])
    later = sum(1 for at, part in enumerate(parts.values()) if at < last and part not in asked[:_MOST_PARTS])
    turned = [*buttons[later:], *buttons[:later]]
    return tuple(turned[:_MOST_BUTTONS])


def asked_parts(parts: Mapping[str, Part], question: Question) -> list[Part]:
    """The parts that a button or the question's words ask for; of several, those that most words ask for."""
    if question.part and question.part in parts:
        return [parts[question.part]]
    found = [(names(part, question), part) for part in parts.values()]
    most = max(number for number, _ in found)
    return [part for number, part in found if number == most] if most else []


def names(part: Part, question: Question) -> int:
    """How many of the words that ask for the part stand in the question."""
    words = f" {plain(question.text)} "
    return sum(_stands_in(word, words) for word in part.asked_by)


def _stands_in(word: str, words: str) -> bool:
    """Whether a word that begins with `word` is in the text; one with a full stop at its end must be the whole word."""
    if word.endswith("."):
        return any(f" {word[:-1]}{mark}" in words for mark in (" ", "?", ",", ".", "!"))
    return f" {word}" in words


def _lines(says: Iterable[Stated], question: Question, references: References) -> list[str]:
    """The statements, of the years in question; those of undated copies always."""
    wanted = set(question.years)
    fitting = [one for one in says if not wanted or not one.years or wanted & {*one.years}]
    return [references.mark(dated(one), one.sources) for one in fitting]


def dated(one: Stated) -> str:
    """The statement with the years that it holds for."""
    years = (
        say("subjects.years", years=listed([str(year) for year in one.years])) if one.years else say("subjects.undated")
    )
    return f"{one.text} {years}"

"""Answers that a question's own words lead to, whatever the language model takes it for."""

from __future__ import annotations

from collections.abc import Callable

from actions.answering.disagreement import conflict_named
from actions.answering.question import Question
from actions.answering.subject_answers import asked_parts, on_subject
from actions.content.answers import read_answers, subject
from actions.conversation import Conversation
from actions.saying.message import Message

__all__ = ["in_doubt", "known_by_words"]

_DOUBTS = "doubts"
"""The subject whose words can't be meant in any other way: a missed date, an appeal."""

Answer = Callable[[Conversation, Question], list[Message]]


def in_doubt(question: Question) -> Answer | None:
    """What answers a question on what may go wrong; None where it is about something else."""
    parts = subject(_DOUBTS).parts
    if question.part in parts:
        return on_subject(_DOUBTS)
    is_other = question.text.startswith("/") or question.intent == "ask_conflicts"
    return on_subject(_DOUBTS) if not is_other and asked_parts(parts, question) else None


def known_by_words(question: Question) -> Answer | None:
    """What answers a question that wasn't understood: a part of a subject, or a conflict, that its words name."""
    for id_, one in read_answers().items():
        if {*question.terms} & {*one.terms} and asked_parts(one.parts, question):
            return on_subject(id_)
    return conflict_named(question)

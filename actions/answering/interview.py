"""Questions about the interview itself: why something is asked, where it stands, and what was answered so far."""

from __future__ import annotations

import re

from actions.answering.question import Question
from actions.content import fact_content, say
from actions.conversation import OPEN_QUESTION, TOUR, YEAR, Conversation
from actions.open_question import QuestionKind
from actions.reading.text import plain
from actions.saying.message import Button, Message, bullets, payload
from actions.saying.references import References
from rules_engine import Outcome

__all__ = ["answer_lines", "review_answers", "where_to_look", "why_asked"]

_MOST_CRITERIA = 4
_WHERE = re.compile(
    r"\bwhere\b(?: exactly)?(?: (?:in|on) (?:the|our|my|this) (?:letter|adl|page))?,? "
    r"(?:(?:do|can|could|would|should|will|might|to) (?:(?:i|we|you|one) )?(?:find|see|look|get|read)\b"
    r"|(?:is|are|does|do|would|can) (?:it|that|this|they|those|these|the number|the count|the rank|the ranking)\b)"
    r"|\bwhich (?:page|part|section|line)\b.*\b(?:letter|adl|it|that)\b"
)
_WHY_OF_OURS = {
    QuestionKind.START_OVER: "why_asked.forgets",
    QuestionKind.FORGET_LEA: "why_asked.forgets",
    QuestionKind.NAME_LEA: "why_asked.name",
}
"""Why a question of our own is asked that is about no fact, by its kind."""


def why_asked(conversation: Conversation, question: Question) -> list[Message]:
    """Why the fact is asked for: the criteria that read it, if possible those that are still open."""
    fact = next(iter(question.facts), None) or _asked(conversation)
    if fact == TOUR:
        return [Message(say("tour.why_asked"))]
    if fact is None and conversation.open_question:
        kind = conversation.open_question.kind
        return [Message(say(_WHY_OF_OURS.get(kind, "why_asked.to_be_sure")))]
    if fact is None or fact not in conversation.facts.vocabulary:
        return [Message(say("why_asked.no_question"))]
    why = fact_content(fact).why
    result = conversation.determination
    if result is None or fact == YEAR:
        return [Message(why)]
    reading = [one for one in result.criteria if fact in one.facts]
    reading = [one for one in reading if one.outcome is Outcome.CANNOT_TELL] or reading
    reading.sort(key=lambda one: len(one.facts))  # those that hang on this fact alone come first
    if not reading:
        return [Message(f"{why} {say('why_asked.none', year=result.ruleset.year)}")]
    references = References(result.ruleset.sources)
    lines = [references.mark(one.rule.rule, one.rule.sources) for one in reading[:_MOST_CRITERIA]]
    intro = say("why_asked.reads", year=result.ruleset.year)
    return [Message(f"{why} {intro}\n{bullets(lines)}\n\n{references.listed()}")]


def where_to_look(conversation: Conversation, question: Question) -> list[Message]:
    """Where the fact that is asked for, or named in the question, is found; empty where that isn't asked."""
    if not _WHERE.search(plain(question.text)) or question.text.startswith("/"):
        return []
    named = [fact for fact in question.facts if fact != YEAR]  # "letter" stands for the year, and for itself
    asked = _asked(conversation)
    fact = named[0] if len(named) == 1 else asked
    spec = conversation.facts.vocabulary.get(fact or "")
    return [Message(say("where_to_look", label=_capitalised(spec.label), where=spec.where))] if spec else []


def _capitalised(label: str) -> str:
    return label[:1].upper() + label[1:]


def _asked(conversation: Conversation) -> str | None:
    """The fact that is asked for, also by a question of our own about what was meant."""
    if conversation.requested != OPEN_QUESTION or conversation.open_question is None:
        return conversation.requested
    return next((fact for option in conversation.open_question.options for fact in option.facts), None)


def review_answers(conversation: Conversation, question: Question) -> list[Message]:
    """Every answer so far, and how to change one."""
    vocabulary = conversation.facts.vocabulary
    lines = answer_lines(conversation, open_as=say("review.open"))
    if not lines:
        return [Message(say("review.none"))]
    changeable = [fact for fact in vocabulary if fact in conversation.facts or fact in conversation.declined]
    buttons = [
        Button(say("buttons.change", name=fact_content(fact).name), payload("change_answer", fact=fact))
        for fact in reversed(changeable)
    ]
    text = f"{say('review.title')}\n{bullets(lines)}\n\n{say('review.how_to_change')}"
    return [Message(text, tuple(buttons))]


def answer_lines(conversation: Conversation, *, open_as: str) -> list[str]:
    """A line for each answer so far; then one for each question that was declined, with `open_as` as its answer."""
    known, vocabulary = conversation.facts, conversation.facts.vocabulary
    answers = [(fact, conversation.facts.say(fact)) for fact in vocabulary if fact in known]
    answers += [(fact, open_as) for fact in conversation.declined if fact not in known]
    return [say("review.line", label=vocabulary[fact].label, value=value) for fact, value in answers]

"""What a message says, as an answer to what was asked and beyond it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from actions.content import fact_content, lexicon
from actions.conversation import TOUR, YEAR, Conversation
from actions.interview.heard import Heard
from actions.leas.names import names_in
from actions.open_question import QuestionKind
from actions.reading import Reading, Said, Unclear, mentions_in, read
from actions.reading.parting import question_begins
from actions.reading.payload import read_payload
from actions.reading.text import plain
from rules_engine import NOT_RANKED

__all__ = ["reading_of"]

_MARKUP: Final = re.compile(r"</?[a-z][^<>]{0,60}>", re.IGNORECASE)
"""Its brackets would say "more than" of a number."""
_INTERJECTION: Final = re.compile(
    r"(?:(?:ok|okay|sure|fine|right|well|hm+|oh)\b[\s,.!;-]*)+|(?:(?:yes|yeah|yep|no|nope)\b[\s,]*)+"
)
"""Answers nothing before a question: "ok, what is that?"; a yes or no only as a sentence of its own."""
_TO_KNOW: Final = re.compile(
    r"(?:why|where|explain|define|(?:what|how) (?:is|are|does|do)\b(?! (?:next|now))|what's (?!next))"
)
"""Opens a question whose answer may help with what is asked: "not sure, what is that?"."""


def reading_of(conversation: Conversation, heard: Heard) -> Reading:
    """What the message says, as an answer to the question that stands and beyond it."""
    reading = _read(conversation, heard)
    begins = None if heard.is_payload else question_begins(heard.text)
    if begins is None:
        return reading
    # A short answer counts too where a question follows it: "not ranked. why do you ask?"
    before = heard.text[:begins]
    answer = _read(conversation, replace(heard, text=before.rstrip(" ,")))
    is_short = answer.said and not (reading.tells or answer.asks or _INTERJECTION.fullmatch(plain(before)))
    if is_short or (answer.unclear and len(reading.said) < 2):
        reading = answer
    if _TO_KNOW.match(plain(heard.text), begins):
        reading = replace(reading, declined=())  # it will be known once that is told
    return replace(reading, asks=True)


def _read(conversation: Conversation, heard: Heard) -> Reading:
    vocabulary = conversation.facts.vocabulary
    if heard.is_payload:
        reading = read_payload(heard.entities, vocabulary)
        reopened = tuple(fact for fact in heard.entity("fact") if fact in vocabulary)
        return replace(reading, reopened=reopened) if heard.intent == "change_answer" else reading
    # The name of an LEA tells nothing: the kind and the number in "Cedar Unified No. 2" are no answers.
    hidden = [(span.start, span.end) for span, _ in names_in(heard.text, conversation.lea_names)]
    text = heard.text
    for start, end in (*hidden, *(match.span() for match in _MARKUP.finditer(text))):
        text = text[:start] + " " * (end - start) + text[end:]
    mentions = mentions_in(heard.entities, vocabulary)
    reading = read(
        text,
        [mention for mention in mentions if mention.end <= len(text) and text[mention.start : mention.end].strip()],
        facts=conversation.facts,
        lexicon=lexicon(),
        requested=_asked_for(conversation),
        just_told=conversation.just_told,
    )
    if text.strip(" .!").casefold() in ("0", "zero") and (rank := _rank_asked_for(conversation)):
        return replace(reading, said=(), unclear=(Unclear((Said(rank, NOT_RANKED), Said(rank, 0))),))
    if conversation.requested == TOUR and not conversation.open_question:
        reading = replace(reading, declined=())  # what isn't known is the answer to the tour's question
    return reading if reading.tells else _picked(conversation, heard.text, reading)


def _asked_for(conversation: Conversation) -> str | None:
    """The fact that a bare answer is for; none while a question of our own is open, unless it is about one fact."""
    if question := conversation.open_question:
        about = {fact for option in question.options for fact in option.facts}
        if question.kind is QuestionKind.CHOICE and len(about) == 1:
            return about.pop()
        is_about_year = question.kind is QuestionKind.CONFIRMATION and YEAR in about
        return YEAR if is_about_year and conversation.ruleset is None else None
    if conversation.requested == TOUR:
        return YEAR if conversation.ruleset is None else None  # only a year can't be mistaken for anything else
    return conversation.requested or conversation.next_question


def _rank_asked_for(conversation: Conversation) -> str | None:
    """The rank that is asked for. A bare zero may say that there is none, or be the lowest one that there is."""
    spec = conversation.facts.vocabulary.get(_asked_for(conversation) or "")
    return spec.id if spec and spec.kind == "percent" else None


def _picked(conversation: Conversation, text: str, reading: Reading) -> Reading:
    """A button's title typed out, or its number where numbers mean nothing else."""
    spec = conversation.facts.vocabulary.get(conversation.requested or "")
    if spec is None:
        return reading
    content = fact_content(spec.id)
    at = (reading.ordinal or 0) - 1 if not spec.is_number else -1
    for position, offer in enumerate(content.buttons):
        if position == at or offer.title.casefold() == text.strip().casefold():
            return replace(reading, said=(Said(spec.id, spec.to_json(spec.parse(offer.value))),))
    if content.can_skip and at == len(content.buttons):
        return replace(reading, declined=(spec.id,))
    return reading

"""Questions of the kind "what if we had 4 elements?": the result that other answers would give; nothing is changed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from actions.answering.question import Question
from actions.content import lexicon, say
from actions.conversation import YEAR, Conversation, rulebook
from actions.reading import Reading, Refusal, Said, read
from actions.reading.text import plain
from actions.saying.message import Button, Message, bullets, listed, payload
from actions.saying.outcome import outcome
from actions.saying.references import References
from rules_engine import ContradictionError, Determination, Facts, Outcome, because

__all__ = ["SUPPOSE", "suppose", "supposed"]

SUPPOSE = "ask_what_would_change"
"""The intent of questions that may suppose something."""
_OPENINGS = (
    re.compile(r"\b(?:if|suppos\w*|imagin\w*|assum\w*|pretend\w*|in case|what about|how about)\b"),
    re.compile(r"\b(?:would|could|with|does|do)\b"),
)
"""Words behind which something is supposed; the latter only where there are none of the former."""


def supposed(conversation: Conversation, question: Question) -> Reading:
    """The values that the question supposes, read as if they were told."""
    if question.supposes:
        return Reading(said=tuple(Said(fact, value) for fact, value in question.supposes.items()))
    text = plain(question.text)
    opening = next((match for pattern in _OPENINGS if (match := pattern.search(text))), None)
    if question.text.startswith("/") or opening is None:
        return Reading()
    # Positions must stay what they are: the names that were found in the text are known by them.
    told = " " * opening.end() + text[opening.end() :].replace("?", ".")
    vocabulary = conversation.facts.vocabulary
    requested = conversation.requested if conversation.requested in vocabulary else None
    return read(told, question.mentions, facts=Facts({}, vocabulary), lexicon=lexicon(), requested=requested)


def suppose(conversation: Conversation, reading: Reading) -> list[Message]:
    """What would follow if the values of `reading` were so, and everything else as it is."""
    vocabulary = conversation.facts.vocabulary
    if reading.refused:
        problems = [_refusal(vocabulary[one.fact].label, one) for one in reading.refused]
        return [Message(" ".join(problems))]
    if reading.unclear or not reading.said:
        # A supposition that is understood in part would get the answer to another question.
        return [Message(say("supposing.unclear"))]
    try:
        facts, dropped = _with(conversation.facts, reading.said)
    except ContradictionError as error:
        return [Message(say("supposing.contradiction", says=error.problem))]
    what = _named(facts, reading)
    if dropped:
        what = say("supposing.without", what=what, labels=listed([vocabulary[fact].label for fact in dropped]))
    if any(one.fact == YEAR for one in reading.said) and replace(conversation, facts=facts).ruleset is None:
        years = listed([str(year) for year in rulebook().years])
        return [Message(say("heard.no_rules", year=facts.say(YEAR), years=years))]
    result = replace(conversation, facts=facts).determination
    if result is None:
        return [_ask_year(conversation, reading, what)]
    return [_told(conversation.determination, result, what)]


def _with(facts: Facts, supposed: Iterable[Said]) -> tuple[Facts, list[str]]:
    """The facts as they would be, and those that would have to go because what is supposed contradicts them.

    Raises ContradictionError where what is supposed contradicts itself.
    """
    dropped: list[str] = []
    told: list[str] = []
    for said in supposed:
        try:
            facts = facts.with_value(said.fact, said.value)
        except ContradictionError as error:
            others = [fact for fact in error.fact_ids if fact != said.fact and fact not in told]
            dropped += others
            facts = facts.without(*others).with_value(said.fact, said.value)
        told.append(said.fact)
    return facts, dropped


def _named(facts: Facts, reading: Reading) -> str:
    """What is supposed, in words; the year only where it is supposed alone, since the answer names it anyway."""
    supposed = [one.fact for one in reading.said if one.fact != YEAR] or [YEAR]
    return listed([say("heard.one", label=facts.vocabulary[fact].label, value=facts.say(fact)) for fact in supposed])


def _ask_year(conversation: Conversation, reading: Reading, what: str) -> Message:
    """That the year is needed; an interview under way goes on to ask for it."""
    if conversation.requested:
        return Message(say("supposing.year_first", what=what))
    supposed = {one.fact: one.value for one in reading.said}
    buttons = [Button(str(year), payload(SUPPOSE, **{**supposed, YEAR: year})) for year in rulebook().years]
    return Message(say("supposing.which_year", what=what), tuple(buttons))


def _refusal(label: str, refusal: Refusal) -> str:
    problem = say("heard.percentage") if refusal.problem == Refusal.PERCENTAGE else refusal.problem
    return say("heard.refused", label=label, problem=problem)


def _told(before: Determination | None, result: Determination, what: str) -> Message:
    """The result that would be, beside the one that is, and the criteria that would lead to it."""
    references = References(result.ruleset.sources)
    parts = [say("supposing.would_be", what=what, result=outcome(result), year=result.ruleset.year)]
    if before is not None:
        same = outcome(before) == outcome(result)
        parts.append(say("supposing.same") if same else say("supposing.now", now=outcome(before)))
    met = [one for one in result.criteria if one.outcome is Outcome.MET]
    lines = [references.mark(because(one, result.facts), one.rule.sources) for one in met]
    lines += [references.mark(note.says, note.sources) for note in result.gap_notes()]
    return Message(
        "\n\n".join(filter(None, [" ".join(parts), bullets(lines), say("supposing.kept"), references.listed()]))
    )

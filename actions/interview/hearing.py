"""Hearing a message in the interview: is it an answer, a change, a step back, or something for others to answer?"""

from __future__ import annotations

from dataclasses import replace

from actions.answering import ANSWERS
from actions.content import fact_content, lexicon, say
from actions.conversation import TOUR, YEAR, Conversation, OpenQuestion
from actions.interview.answers import fail, take
from actions.interview.heard import Heard
from actions.interview.questions import ask_to_start_over, go_back, resolve
from actions.interview.turn import Turn
from actions.reading import Reading, Said, mentions_in, read
from actions.reading.payload import read_payload
from actions.tour.hearing import hear_tour, stand, while_touring

__all__ = ["BUTTON_INTENTS", "STEERING_INTENTS", "Heard", "hear"]

_NOT_UNDERSTOOD = "nlu_fallback"
BUTTON_INTENTS = frozenset(
    {"inform", "change_answer", "start_interview", "start_over", "go_back", "start_tour", "continue_tour"}
    | set(ANSWERS)
) - {_NOT_UNDERSTOOD}
"""The intents that a button may send. A payload with any other is just something typed."""
STEERING_INTENTS = frozenset({"change_answer", "start_over", "go_back"})
"""The intents that move about in the interview without telling anything."""


def hear(conversation: Conversation, heard: Heard) -> Turn | None:
    """The turn that the message makes in the interview; None where it is a question for someone else to answer.

    What stands in the message comes first. What the language model takes it for counts only where nothing does.
    """
    reading = _read(conversation, heard)
    option = next(iter(heard.entity("option")), None) if heard.is_payload else None
    if turn := resolve(conversation, reading, heard.text, option) or hear_tour(conversation, reading, heard):
        return turn
    conversation = stand(conversation)
    if conversation.open_question and not reading.tells:
        reading = _read_past(conversation, conversation.open_question, heard)
    if reading.tells and not (heard.sure and heard.question == "tell_about_pupil"):
        turn = while_touring(conversation, take(conversation, reading))
        return replace(turn, asks_too=reading.asks and heard.question is not None)
    is_question = reading.asks or (heard.sure and heard.question is not None)
    if heard.intent in ANSWERS and is_question:
        return None
    if heard.question and is_question:
        return Turn(conversation, asks_too=True)
    return _steer(conversation, heard.steering or heard.intent)


def _steer(conversation: Conversation, intent: str) -> Turn:
    """The turn of a message that tells nothing, but is meant for the interview."""
    if intent == "start_over":
        return ask_to_start_over(conversation)
    if intent == "go_back":
        return go_back(conversation)
    if intent == "change_answer":
        return Turn(replace(conversation, failures=0), (say("heard.which_to_change"),))
    if conversation.requested is None or intent == "start_interview":
        return Turn(replace(conversation, failures=0))
    return fail(conversation)


def _read(conversation: Conversation, heard: Heard) -> Reading:
    vocabulary = conversation.facts.vocabulary
    if heard.is_payload:
        reading = read_payload(heard.entities, vocabulary)
        reopened = tuple(fact for fact in heard.entity("fact") if fact in vocabulary)
        return replace(reading, reopened=reopened) if heard.intent == "change_answer" else reading
    reading = read(
        heard.text,
        mentions_in(heard.entities, vocabulary),
        facts=conversation.facts,
        lexicon=lexicon(),
        requested=_asked_for(conversation),
        just_told=conversation.just_told,
    )
    return reading if reading.tells else _picked(conversation, heard.text, reading)


def _read_past(conversation: Conversation, question: OpenQuestion, heard: Heard) -> Reading:
    """The message as an answer to the question behind our own, which is then let go; only if it can't be both."""
    behind = replace(conversation, open_question=None, requested=None)
    in_doubt = {fact for option in question.options for fact in option.facts}
    return _read(conversation if behind.next_question in in_doubt else behind, heard)


def _asked_for(conversation: Conversation) -> str | None:
    """The fact that a bare answer is for; none while a question of our own is open."""
    if conversation.open_question:
        return None
    if conversation.requested == TOUR:
        return YEAR if conversation.ruleset is None else None  # only a year can't be mistaken for anything else
    return conversation.requested or conversation.next_question


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

"""Hearing a message in the interview: is it an answer, a change, a step back, or something for others to answer?"""

from __future__ import annotations

import re
from dataclasses import replace

from actions.answering import ANSWERS
from actions.answering.follow_up import follows_up
from actions.answering.small_talk import is_fed_up
from actions.content import say
from actions.conversation import Conversation
from actions.interview.answers import fail, take
from actions.interview.correcting import nearly_alone, own_year
from actions.interview.did_you_mean import ask_what_is_meant, is_asking, let_go, settle
from actions.interview.heard import Heard
from actions.interview.listening import reading_of
from actions.interview.questions import ask_to_start_over, go_back, resolve
from actions.interview.turn import Turn
from actions.leas.command import LeaCommand
from actions.leas.hearing import LEA_VERBS, hear_of_leas
from actions.leas.names import names_in
from actions.leas.naming import stranger_in
from actions.leas.turns import ask_which_is_meant, carry_out
from actions.open_question import OpenQuestion
from actions.reading import Reading
from actions.reading.parting import question_begins
from actions.reading.text import plain
from actions.saying.message import Message
from actions.saying.result import review_button, what_next
from actions.tour.hearing import hear_tour, stand, while_touring

__all__ = ["BUTTON_INTENTS", "STEERING_INTENTS", "hear", "told_in_passing"]

_NOT_UNDERSTOOD = "nlu_fallback"
_UNSURE = "say_not_sure"
STEERING_INTENTS = frozenset({"change_answer", "start_over", "go_back", *LEA_VERBS})
"""The intents that move about in the interview without telling anything."""
_BUTTONS_TOO = frozenset({"inform", "start_interview", "start_tour", "continue_tour"})
BUTTON_INTENTS = (_BUTTONS_TOO | STEERING_INTENTS | set(ANSWERS)) - {_NOT_UNDERSTOOD}
"""The intents that a button may send. A payload with any other is just something typed."""

_TELLING = frozenset({"inform", "affirm", "deny", _UNSURE, "change_answer"})
"""The intents of messages that tell something."""
_ONLY_MOVES = frozenset({"go_back", "start_over"})
"""The intents whose messages tell nothing, whatever number stands in them: "one step back", "again from zero"."""

_IS_BACK = re.compile(r"\b(?:i'?m|i am|we'?re|we are)\s+(?:now\s+)?back\b")
"""Says that someone has come back, which looks like a wish to go back."""


def hear(conversation: Conversation, heard: Heard) -> Turn | None:
    """The turn that the message makes in the interview; None where it is a question for someone else to answer.

    What stands in the message comes first. What the language model takes it for counts only where nothing does.
    """
    conversation = stand(conversation)
    if not is_asking(conversation):
        return _hear(conversation, heard)
    if turn := settle(conversation, heard):
        return turn
    conversation = let_go(conversation)
    # Who isn't understood twice in a row isn't asked the same way again.
    return _hear(conversation, replace(heard, guesses=())) or Turn(conversation, asks_too=True, aside=True)


def _hear(conversation: Conversation, heard: Heard) -> Turn | None:
    if turn := hear_of_leas(conversation, heard):
        return turn
    reading = reading_of(conversation, heard)
    option = next(iter(heard.entity("option")), None) if heard.is_payload else None
    if turn := (
        resolve(conversation, reading, heard.text, option)
        or hear_tour(conversation, reading, heard)
        or _leave_off(conversation, reading, heard)
    ):
        return turn
    reading = nearly_alone(conversation, heard) or reading
    goes_on = follows_up(conversation, heard.text, heard.places("level"))
    if conversation.open_question and (not reading.tells or reading.is_only_unclear):
        past = _read_past(conversation, conversation.open_question, heard)
        reading = past if past.tells else reading
    if reading.tells and not goes_on and not _is_meant_otherwise(heard, reading):
        return _told(conversation, heard, reading)
    is_question = reading.asks or (heard.sure and heard.question is not None)
    if heard.intent in ANSWERS and is_question and not goes_on:
        return ask_what_is_meant(conversation, heard, reading) if heard.intent == _NOT_UNDERSTOOD else None
    if goes_on or (heard.question and is_question):
        return told_in_passing(conversation, heard) or Turn(conversation, asks_too=True, aside=goes_on)
    return _steer(conversation, heard, reading)


def told_in_passing(conversation: Conversation, heard: Heard) -> Turn | None:
    """The turn of a message that goes on from a question with the year of the LEA's own letter; None for any other."""
    if heard.is_payload or not follows_up(conversation, heard.text, heard.places("level")):
        return None
    year = own_year(conversation, heard.text)
    return replace(take(conversation, year), asks_too=True, aside=True) if year else None


def _is_meant_otherwise(heard: Heard, reading: Reading) -> bool:
    """Whether something was read in the message, and yet it is surely meant for something else."""
    if heard.is_payload or heard.intent in _TELLING:
        return False
    if heard.sure and heard.question == "tell_about_pupil":
        return True
    if heard.intent == "out_of_scope":
        return heard.certain
    if heard.certain and heard.intent in _ONLY_MOVES:
        return not reading.named
    return heard.certain and reading.is_only_unclear and question_begins(heard.text) is None


def _leave_off(conversation: Conversation, reading: Reading, heard: Heard) -> Turn | None:
    """The turn of a goodbye, after which nothing is asked; None for any other message."""
    if heard.intent != "goodbye" or reading.tells or reading.asks or reading.yes_no is not None:
        return None
    left = conversation.tour and conversation.tour.left()
    return Turn(replace(conversation, tour=left), asks_too=True, rests=True)


def _told(conversation: Conversation, heard: Heard, reading: Reading) -> Turn:
    """The turn of a message that tells something. Where it names another LEA, only the user knows which it is about."""
    others = {name for _, name in names_in(heard.text, conversation.lea_names)} - {conversation.lea}
    if conversation.lea and (stranger := stranger_in(heard.text, conversation.lea_names)):
        others.add(stranger)
    if reading.said and len(others) == 1:
        return ask_which_is_meant(conversation, others.pop(), {one.fact: one.value for one in reading.said})
    turn = while_touring(conversation, take(conversation, reading))
    return replace(turn, asks_too=reading.asks and heard.question is not None)


def _steer(conversation: Conversation, heard: Heard, reading: Reading) -> Turn:
    """The turn of a message that tells nothing, but is meant for the interview."""
    intent = heard.steering or heard.intent
    if _IS_BACK.search(plain(heard.text)):
        return _welcomed(conversation)
    if turn := _moved(conversation, intent, reading):
        return turn
    if conversation.requested is None or intent == "start_interview":
        return Turn(replace(conversation, failures=0))
    if _is_unsure(conversation, heard, reading):
        return take(conversation, Reading(declined=(conversation.requested,)))
    return ask_what_is_meant(conversation, heard, reading) or _not_found(conversation, heard, reading)


def _not_found(conversation: Conversation, heard: Heard, reading: Reading) -> Turn:
    """The turn of a message of which nothing could be made; one that asks, or sighs, is no answer that failed."""
    is_other = (reading.asks or is_fed_up(heard.text)) and not conversation.open_question
    return Turn(conversation, asks_too=True, aside=True) if is_other else fail(conversation)


def _is_unsure(conversation: Conversation, heard: Heard, reading: Reading) -> bool:
    """Whether the language model takes the message for not knowing what is asked, and nothing in it speaks against."""
    if (
        heard.intent != _UNSURE
        or conversation.open_question
        or conversation.requested not in conversation.facts.vocabulary
    ):
        return False
    has_number = any(character.isdigit() for character in heard.text)
    return not has_number and set(reading.named) <= {conversation.requested}


def _moved(conversation: Conversation, intent: str, reading: Reading) -> Turn | None:
    """The turn in which `intent` moves about in the interview; None where it doesn't."""
    if intent in LEA_VERBS:
        return carry_out(conversation, LeaCommand(LEA_VERBS[intent]))
    if intent == "start_over":
        return ask_to_start_over(conversation)
    if intent == "go_back":
        return go_back(conversation)
    if intent == "change_answer" and len(reading.named) == 1 and reading.named[0] in conversation.facts:
        return take(conversation, Reading(reopened=reading.named))
    if intent == "change_answer":
        return Turn(replace(conversation, failures=0), (say("heard.which_to_change"),))
    return _said_of_result(conversation, intent)


def _said_of_result(conversation: Conversation, intent: str) -> Turn | None:
    """The turn of a yes or no to a result that was shown: to show it once more would answer nothing."""
    if intent not in ("affirm", "deny") or not conversation.is_shown:
        return None
    wrong = Message(say("heard.what_is_wrong"), (review_button(),))
    return Turn(conversation, answers=(wrong if intent == "deny" else what_next(conversation),), aside=True)


def _welcomed(conversation: Conversation) -> Turn:
    """The turn of someone who has come back, and is no more than asked on."""
    lines = (say("greeting_back"),) if conversation.facts else ()
    return Turn(replace(conversation, failures=0), lines)


def _read_past(conversation: Conversation, question: OpenQuestion, heard: Heard) -> Reading:
    """The message as an answer to the question behind our own, which is then let go; only if it can't be both."""
    behind = replace(conversation, open_question=None, requested=None)
    in_doubt = {fact for option in question.options for fact in option.facts}
    return reading_of(conversation if behind.next_question in in_doubt else behind, heard)

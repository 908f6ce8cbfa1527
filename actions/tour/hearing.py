"""Hearing a message on the tour: an answer to its question, a wish to go on, back or away, or nothing for the tour."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from actions.content import say
from actions.content.tour import Answer, stops, tour_words
from actions.conversation import Conversation
from actions.interview.answers import take
from actions.interview.heard import Heard
from actions.interview.turn import Turn
from actions.reading import Reading
from actions.saying.message import Button, Message, payload
from actions.saying.outcome import outcome
from actions.saying.result import next_steps, start_button
from actions.tour.progress import LEAVE, NEXT, Tour
from actions.tour.stops import stop_of
from actions.tour.words import breaks_off, is_one_of, names_one_of

__all__ = ["hear_tour", "stand", "while_touring"]

_MOST_WORDS = 6
"""In a message with more words than this, an answer that is named may be named for another reason."""
_SHORTEST_NAME = 4
"""Characters; shorter names of answers stand for them only alone."""


def hear_tour(conversation: Conversation, reading: Reading, heard: Heard) -> Turn | None:
    """The turn that the message makes on the tour; None where it is nothing that is said to the tour."""
    tour = conversation.tour
    if tour is None or not tour.going:
        return _set_out(conversation, reading, heard)
    if heard.is_payload:
        return _pressed(conversation, tour, heard)
    if answer := _answer(tour, reading, heard.text):
        return _answered(conversation, tour, answer)
    move = next((go for words, go in _SAID.items() if is_one_of(heard.text, tour_words()[words])), None)
    if move is None and not reading.tells:
        if not reading.asks and (answer := _answer_in_words(tour, heard.text)):
            return _answered(conversation, tour, answer)
        move = _move_in_words(heard.text) or _MEANT.get(heard.intent)
    return move(conversation, tour) if move else None


def stand(conversation: Conversation) -> Conversation:
    """The conversation at the same stop of the tour, which then only puts its question again."""
    tour = conversation.tour
    return replace(conversation, tour=replace(tour, told=True)) if tour and tour.going else conversation


def while_touring(before: Conversation, turn: Turn) -> Turn:
    """`turn`, in which something was told, with what that means for a tour under way."""
    after = turn.conversation
    if after.tour is None or not after.tour.going:
        return turn
    if after.reopened:
        return replace(turn, conversation=replace(after, tour=after.tour.left()))
    result = after.determination
    if result and after.is_settled and after.facts != before.facts:
        return replace(turn, lines=(*turn.lines, say("tour.settles", level=outcome(result))))
    return turn


def _set_out(conversation: Conversation, reading: Reading, heard: Heard) -> Turn | None:
    """The turn in which the tour begins, or goes on where it was left. Facts told in the same breath are taken."""
    if not _wants_tour(conversation, reading, heard):
        return None
    begun = conversation.tour
    again = is_one_of(heard.text, tour_words()["again"])
    told = take(conversation, reading) if reading.tells else Turn(conversation)
    interrupts = conversation.requested is not None
    if begun is None:
        tour, line = Tour(interrupts=interrupts), say("tour.begins", count=len(stops()))
    elif again or begun.over:
        tour, line = Tour(interrupts=interrupts), say("tour.starts_again")
    else:
        tour, line = replace(begun, going=True, interrupts=interrupts), say("tour.goes_on")
    touring = replace(told.conversation, tour=tour, open_question=None, failures=0)
    return Turn(touring, (*told.lines, line))


def _wants_tour(conversation: Conversation, reading: Reading, heard: Heard) -> bool:
    """Whether the message asks for the tour while none is going."""
    meant = heard.intent in ("start_tour", "continue_tour")
    words, begun = tour_words(), conversation.tour
    if heard.is_payload or is_one_of(heard.text, words["again"] | words["resume"]):
        return meant or not heard.is_payload
    if names_one_of(heard.text, words["start"]):
        return meant or (reading.tells and not reading.asks)
    if conversation.requested or reading.tells:
        return False  # "next" is said of the question then, and much that is told sounds like a newcomer
    waits = begun is not None and begun.waits
    return (meant and (waits or heard.intent == "start_tour")) or (waits and is_one_of(heard.text, words["next"]))


def _pressed(conversation: Conversation, tour: Tour, heard: Heard) -> Turn | None:
    """The turn that a button makes; one of another stop only has the question put again."""
    if heard.intent == "start_interview":
        return _to_interview(conversation, tour)
    if heard.intent not in ("continue_tour", "start_tour"):
        return None
    here = stop_of(tour)
    option = next(iter(heard.entity("option")), None)
    if here.id in heard.entity("stop"):
        if option == NEXT:
            return _next(conversation, tour)
        if option == LEAVE:
            return _leave(conversation, tour)
        if isinstance(option, int) and 0 <= option < len(here.check.answers):
            return _answered(conversation, tour, here.check.answers[option])
    return _stay(conversation, tour)


# -- answers to the check question ------------------------------------------------------------------------------------


def _answer(tour: Tour, reading: Reading, text: str) -> Answer | None:
    """The answer that the message is: its title, another name of it, or its number."""
    answers = stop_of(tour).check.answers
    for answer in answers:
        if is_one_of(text, answer.names):
            return answer
    if reading.ordinal is not None and 1 <= reading.ordinal <= len(answers):
        return answers[reading.ordinal - 1]
    return None


def _answer_in_words(tour: Tour, text: str) -> Answer | None:
    """The one answer that a short message names."""
    if len(text.split()) > _MOST_WORDS:
        return None
    long_enough = [
        (answer, [name for name in answer.names if len(name) >= _SHORTEST_NAME])
        for answer in stop_of(tour).check.answers
    ]
    named = [answer for answer, names in long_enough if names_one_of(text, names)]
    return named[0] if len(named) == 1 else None


def _answered(conversation: Conversation, tour: Tour, answer: Answer) -> Turn:
    line = say("tour.right" if answer.right else "tour.wrong", says=answer.says)
    return _go(conversation, tour, tour.at + 1, line)


def _unsure(conversation: Conversation, tour: Tour) -> Turn:
    right = stop_of(tour).check.right
    return _go(conversation, tour, tour.at + 1, say("tour.told", answer=right.title, says=right.says))


# -- moving about -----------------------------------------------------------------------------------------------------


def _next(conversation: Conversation, tour: Tour) -> Turn:
    return _go(conversation, tour, tour.at + 1)


def _back(conversation: Conversation, tour: Tour) -> Turn:
    if tour.at == 0:
        return Turn(replace(stand(conversation), failures=0), (say("tour.first_stop"),))
    return _go(conversation, tour, tour.at - 1)


def _again(conversation: Conversation, tour: Tour) -> Turn:
    return _go(conversation, tour, 0, say("tour.starts_again"))


def _stay(conversation: Conversation, tour: Tour) -> Turn:
    return Turn(replace(stand(conversation), failures=0))


def _go(conversation: Conversation, tour: Tour, to: int, *lines: str) -> Turn:
    """The turn that leads to the stop numbered `to` from 0; behind the last one the tour is over."""
    if to >= len(stops()):
        return _away(conversation, replace(tour.left(), at=0, over=True), (*lines, say("tour.over")))
    there = replace(tour, at=to, told=False)
    return Turn(replace(conversation, tour=there, open_question=None, failures=0), lines)


def _leave(conversation: Conversation, tour: Tour) -> Turn:
    return _away(conversation, tour.left(), (say("tour.left"),))


def _away(conversation: Conversation, tour: Tour, lines: tuple[str, ...]) -> Turn:
    """The turn that ends in `tour` not going on: what it interrupted is asked again; else nothing is asked."""
    away = replace(conversation, tour=tour, open_question=None, failures=0)
    if away.is_shown:
        return Turn(away, answers=(Message(" ".join(lines), next_steps(away)),), rests=True)
    if tour.interrupts or conversation.facts or conversation.declined:
        return Turn(away, lines)
    buttons = [start_button()]
    if tour.waits:
        buttons.append(Button(say("buttons.continue_tour"), payload("continue_tour")))
    farewell = Message(" ".join([*lines, say("tour.find_level")]), tuple(buttons))
    return Turn(away, answers=(farewell,), rests=True)


def _to_interview(conversation: Conversation, tour: Tour) -> Turn:
    """The turn in which the interview begins or goes on, and the tour waits."""
    waiting = replace(conversation, tour=tour.left(), open_question=None, failures=0)
    return Turn(waiting, (say("tour.waits"),))


def _move_in_words(text: str) -> _Move | None:
    """What a short message wants that only begins with a word for it: "stop asking me", "can I skip this?"."""
    if len(text.split()) > _MOST_WORDS:
        return None
    if breaks_off(text):
        return _leave
    return _next if names_one_of(text, ["skip"]) else None


_Move = Callable[[Conversation, Tour], Turn]
_SAID: Final[Mapping[str, _Move]] = {
    "again": _again,
    "next": _next,
    "resume": _stay,
    "leave": _leave,
    "back": _back,
    "unsure": _unsure,
}
"""What a message does that is one of the words of tour.yml; the first that fits counts."""
_MEANT: Final[Mapping[str, _Move]] = {
    "start_interview": _to_interview,
    "start_tour": _stay,
    "continue_tour": _next,
    "affirm": _next,
    "say_not_sure": _unsure,
}
"""What a message does that the language model takes for one of these intents."""

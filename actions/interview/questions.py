"""The assistant's own questions: which of several readings was meant, whether to start over; and going back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from actions.content import say
from actions.conversation import Conversation
from actions.interview.answers import take
from actions.interview.turn import Turn
from actions.leas.command import LeaCommand
from actions.leas.naming import leaves_unnamed
from actions.leas.turns import carry_out, copied, forget, option_named, unnamed
from actions.open_question import OpenQuestion, Option, QuestionKind
from actions.reading import Reading, Said
from actions.reading.text import plain
from actions.saying.message import listed
from actions.saying.outcome import effect

__all__ = ["NONE_OF_THEM", "ask_to_start_over", "go_back", "resolve"]

NONE_OF_THEM: Final = re.compile(r"(?:none|neither|nothing|no one)(?: of (?:them|these|those|the above|it))?[.!]?")
"""Says that none of the options is meant, where else it would be the number 0."""

_FEW_WORDS: Final = 3
_UNSURE: Final = re.compile(r"\b(?:idk|dunno|(?:don't|dont|do not) know|no idea|no clue|not sure|unsure)\b")


def ask_to_start_over(conversation: Conversation) -> Turn:
    """The turn that asks before everything is forgotten; with nothing to forget, there is nothing to ask."""
    if not conversation.facts and not conversation.declined:
        return Turn(replace(conversation, failures=0))
    yes, no = say("open_question.start_over_yes"), say("open_question.start_over_no")
    text = say("open_question.start_over")
    if conversation.others:
        text = say("open_question.start_over_lea", name=conversation.lea)
    return Turn(conversation.asking(OpenQuestion(QuestionKind.START_OVER, text, (Option(yes, {}), Option(no, {})))))


def resolve(conversation: Conversation, reading: Reading, text: str, option: object = None) -> Turn | None:
    """The turn in which the open question is answered; None where the message doesn't answer it.

    `option` is the position that a button sent, counted from 0.
    """
    question = conversation.open_question
    if question is None:
        return None
    chosen = _chosen(question, reading, text, option)
    if chosen is None and _leaves_open(question, reading, text):
        return Turn(conversation.closed(), (say("heard.left_out"),))
    if chosen is None:
        is_none_of_them = (reading.yes_no is False and not reading.tells) or NONE_OF_THEM.fullmatch(
            text.strip().casefold()
        )
        return Turn(conversation.closed()) if is_none_of_them else None
    return _and_the_rest(_settled(conversation.closed(), question, chosen), question.options[chosen], reading)


def _leaves_open(question: OpenQuestion, reading: Reading, text: str) -> bool:
    """Whether the message says no more than that it isn't known which is meant."""
    is_about_facts = question.kind in (QuestionKind.CHOICE, QuestionKind.CONFIRMATION)
    short = len(text.split()) <= _FEW_WORDS and not (reading.asks or reading.said)
    return is_about_facts and short and _UNSURE.search(plain(text)) is not None


def _and_the_rest(turn: Turn, picked: Option, reading: Reading) -> Turn:
    """The turn with what was told besides the value by which the option was picked."""
    rest = tuple(one for one in reading.said if one.fact not in picked.facts)
    if not rest or not _values(reading) & _items(picked):
        return turn
    after = _taken(turn.conversation, replace(reading, said=rest))
    return replace(after, lines=(*turn.lines, *after.lines))


def _settled(closed: Conversation, question: OpenQuestion, chosen: int) -> Turn:
    """The turn in which the option of `question` at the position `chosen` is taken."""
    option = question.options[chosen]
    if question.kind is QuestionKind.NAME_LEA:
        return unnamed(closed)
    if question.kind is QuestionKind.START_OVER and chosen == 0:
        kept_name = closed.lea if closed.others else None
        return Turn(replace(closed.emptied(), lea=kept_name), (say("heard.restarted"),))
    if question.kind is QuestionKind.FORGET_LEA and question.lea and chosen == 0:
        return forget(closed, question.lea)
    if question.kind is QuestionKind.COPY_LEA and question.lea and chosen == 0:
        return _followed(copied(closed, question.lea), option)
    if question.kind in (QuestionKind.START_OVER, QuestionKind.FORGET_LEA, QuestionKind.COPY_LEA):
        return Turn(closed, (say("heard.nothing_changed"),))
    return _followed(carry_out(closed, LeaCommand("add", option.lea)) if option.lea else Turn(closed), option)


def _followed(turn: Turn, option: Option) -> Turn:
    """`turn`, after which the values of `option` are taken."""
    given = _given(turn.conversation, option)
    return replace(given, lines=(*turn.lines, *given.lines))


def _given(conversation: Conversation, option: Option) -> Turn:
    """The turn in which the values of `option` are taken, and the facts forgotten that it says to forget."""
    forgotten = [fact for fact, value in option.facts.items() if value is None]
    said = tuple(Said(fact, value) for fact, value in option.facts.items() if value is not None)
    if not said:
        return Turn(conversation)
    turn = _taken(replace(conversation, facts=conversation.facts.without(*forgotten)), Reading(said=said))
    if not forgotten:
        return turn
    after = turn.conversation
    # One step back undoes the forgetting too.
    earlier = conversation.with_facts(after.facts, after.declined).earlier
    return replace(turn, conversation=replace(after, earlier=earlier))


def _taken(closed: Conversation, reading: Reading) -> Turn:
    """The turn in which `reading` is taken. What waits to be asked wasn't put yet, so that it wasn't passed over."""
    turn = take(closed, reading)
    return replace(turn, conversation=replace(turn.conversation, failures=0))


def _chosen(question: OpenQuestion, reading: Reading, text: str, option: object) -> int | None:
    """The position of the option that is picked; None where none is."""
    count = len(question.options)
    if isinstance(option, int):
        return option if 0 <= option < count else None
    if (titled := _by_title(question, text)) is not None:
        return titled
    if reading.ordinal is not None and 1 <= reading.ordinal <= count:
        return reading.ordinal - 1
    if question.kind is QuestionKind.NAME_LEA:
        return 0 if leaves_unnamed(text) or (reading.yes_no is False and not reading.tells) else None
    is_asking = reading.asks or "?" in text  # "are you sure?" is no yes
    if question.kind.is_yes_no and reading.yes_no is not None and not (reading.tells or is_asking):
        return 0 if reading.yes_no else 1
    return _by_fact(question, reading, text)


def _by_fact(question: OpenQuestion, reading: Reading, text: str) -> int | None:
    """The position of the one option whose value or fact is named."""
    by_value = [at for at, one in enumerate(question.options) if _values(reading) & _items(one)]
    by_name = [at for at, one in enumerate(question.options) if set(one.facts) & set(reading.named)]
    if reading.asks or _UNSURE.search(plain(text)):
        by_name = []  # "what does LRE mean?" picks nothing, nor does "no idea how many students"
    for found in (by_value, by_name):
        if len(found) == 1 and not (found is by_name and reading.said):
            return found[0]
    return None


def _by_title(question: OpenQuestion, text: str) -> int | None:
    titles = [one.title.casefold() for one in question.options]
    return titles.index(text.strip().casefold()) if text.strip().casefold() in titles else option_named(question, text)


def _values(reading: Reading) -> set[tuple[str, str]]:
    return {(one.fact, repr(one.value)) for one in reading.said}


def _items(option: Option) -> set[tuple[str, str]]:
    return {(fact, repr(value)) for fact, value in option.facts.items()}


def go_back(conversation: Conversation) -> Turn:
    """The turn in which the last change of answers is taken back."""
    if not conversation.earlier:
        return Turn(replace(conversation, open_question=None), (say("heard.nothing_to_undo"),))
    before = replace(conversation.gone_back(), open_question=None, reopened=None, failures=0)
    lines = [say("heard.undone"), *_changes(conversation, before)]
    if conversation.is_settled and (changed := effect(conversation.determination, before.determination)):
        lines.append(changed)
    return Turn(before, tuple(lines))


def _changes(now: Conversation, before: Conversation) -> Iterator[str]:
    """What the answers are again that differ, and which questions are open again."""
    vocabulary = now.facts.vocabulary
    different = [fact for fact in vocabulary if now.facts.get(fact) != before.facts.get(fact)]
    different += [fact for fact in now.declined if fact not in before.declined and fact not in different]
    known = [
        say("heard.one", label=vocabulary[fact].label, value=before.facts.say(fact))
        for fact in different
        if fact in before.facts
    ]
    if known:
        yield say("heard.undone_to", answers="; ".join(known))
    if left := [vocabulary[fact].label for fact in different if fact not in before.facts]:
        yield say("heard.undone_open", facts=listed(left))

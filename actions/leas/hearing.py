"""Hearing that a message is about which LEA the conversation is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from actions.answering.leas import compare_leas, list_leas
from actions.answering.question import Question
from actions.content import say
from actions.conversation import Conversation
from actions.interview.answers import take
from actions.interview.heard import Heard
from actions.interview.listening import reading_of
from actions.interview.turn import Turn
from actions.leas.command import LeaCommand
from actions.leas.commands import lea_command
from actions.leas.names import clean_name, looks_like_lea
from actions.leas.naming import is_capitalised, name_given, opens_with
from actions.leas.turns import carry_out, option_named
from actions.open_question import QuestionKind
from actions.reading import Reading

__all__ = ["LEA_VERBS", "hear_of_leas"]

LEA_VERBS: Final[Mapping[str, str]] = {
    "add_lea": "add",
    "switch_lea": "switch",
    "copy_lea": "copy",
    "forget_lea": "forget",
}
"""The intents that are commands, and their verbs."""
_NOT_IN_NAMES: Final = frozenset(
    "add another other one new next switch go back open change delete forget remove drop copy same clone list show"
    " compare all first last this that it".split()
)
"""Words of commands. A message of a few words without any may be a name, even if it looks like part of a command."""
_LONGEST_BARE_NAME: Final = 5
"""Words."""
_LOOKING: Final = {"list": list_leas, "compare": compare_leas}


def hear_of_leas(conversation: Conversation, heard: Heard) -> Turn | None:
    """The turn of a message that is about which LEA the conversation is about; None for any other message.

    What else the message tells is told of the LEA that it leads to.
    """
    if heard.is_payload:
        name = next(iter(heard.entity("lea")), None)
        verb = LEA_VERBS.get(heard.intent)
        return carry_out(conversation, LeaCommand(verb, clean_name(str(name)))) if verb and name else None
    if conversation.open_question and option_named(conversation.open_question, heard.text) is not None:
        return None
    likely = LEA_VERBS.get(heard.steering, "")
    command = (
        lea_command(heard.text, conversation.lea_names, conversation.lea, likely)
        or _name(conversation, heard)
        or _opening(conversation, heard)
    )
    return _obeyed(conversation, heard, command) if command else None


def _obeyed(conversation: Conversation, heard: Heard, command: LeaCommand) -> Turn:
    if command.verb in _LOOKING:
        return Turn(
            conversation, answers=tuple(_LOOKING[command.verb](conversation, Question(heard.intent, heard.text)))
        )
    turn = carry_out(conversation, command)
    rest = " " * command.reads_from + heard.text[command.reads_from :]
    reading = reading_of(turn.conversation, replace(heard, text=rest)) if rest.strip() else Reading()
    if reading.tells:
        turn = _told_besides(turn, reading)
    asks_too = reading.asks and heard.question is not None
    after = turn.conversation
    if asks_too and after.is_settled:
        # Who asks one thing about another LEA isn't told all the rest of it too.
        after = replace(after, shown=after.facts.to_dict())
    return replace(turn, conversation=after, asks_too=asks_too)


def _told_besides(turn: Turn, reading: Reading) -> Turn:
    """`turn`, after which what else the message tells is taken. The question that it ended with still stands."""
    question = turn.conversation.open_question
    taken = take(turn.conversation, reading)
    after = taken.conversation
    if question is not None and question.kind is QuestionKind.NAME_LEA and after.open_question is None:
        after = replace(after, open_question=question)
    if question is not None and question.kind is QuestionKind.COPY_LEA:
        # What is told now goes before what is copied.
        yes, no = question.options
        yes = replace(yes, facts={one.fact: one.value for one in reading.said})
        after = after.asking(replace(question, options=(yes, no)))
    lines = [line for line in turn.lines if line != say("leas.copied_next")]
    return Turn(after, (*lines, *taken.lines))


def _name(conversation: Conversation, heard: Heard) -> LeaCommand | None:
    """The command to give the name that was asked for; None where the message is something else."""
    question = conversation.open_question
    if question is None or question.kind is not QuestionKind.NAME_LEA or (heard.sure and heard.question):
        return None
    if heard.steering and not (heard.steering in LEA_VERBS and _may_be_name(heard.text)):
        return None
    if heard.text.strip().casefold() in {option.title.casefold() for option in question.options}:
        return None
    reading = reading_of(conversation, heard)
    command = name_given(heard.text)
    if command is None or not command.name or reading.asks or reading.declined:
        return None
    if reading.yes_no is not None and not (looks_like_lea(command.name) or is_capitalised(command.name)):
        return None
    rest = " " * command.reads_from + heard.text[command.reads_from :]
    told_after = {said.fact for said in reading_of(conversation, replace(heard, text=rest)).said}
    told_in_name = {said.fact for said in reading.said} - {"lea_type"} - told_after
    return None if told_in_name or reading.refused or reading.unclear else command


def _opening(conversation: Conversation, heard: Heard) -> LeaCommand | None:
    """The command that the name of an LEA gives by opening the message; None where a name was asked for."""
    command, asked = opens_with(heard.text), conversation.open_question
    if command is None or (asked and asked.kind is QuestionKind.NAME_LEA):
        return None
    is_first = conversation.lea is None and conversation.shown is None
    return replace(command, verb="name") if is_first else command


def _may_be_name(text: str) -> bool:
    words = text.casefold().split()
    return len(words) <= _LONGEST_BARE_NAME and not _NOT_IN_NAMES & set(words)

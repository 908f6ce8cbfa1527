"""What becomes of the conversation when an LEA is added, named, switched to, copied or forgotten.

A new LEA is there at once, before its name is known: what is told next is told of it, and never of the one before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from actions.content import say
from actions.conversation import YEAR, Conversation, OpenQuestion, Option
from actions.interview.turn import Turn
from actions.leas.command import LeaCommand
from actions.leas.names import known_name, names_in, unused_name
from actions.leas.set_aside import SetAside
from actions.saying.message import listed
from rules_engine import Facts

__all__ = [
    "FORGET_QUESTION",
    "MOST_LEAS",
    "NAME_QUESTION",
    "ask_which_is_meant",
    "carry_out",
    "forget",
    "named",
    "option_named",
    "standing_of",
    "unnamed",
]

MOST_LEAS = 100
NAME_QUESTION = "name_lea"
"""The kind of open question that asks for an LEA's name."""
FORGET_QUESTION = "forget_lea"
"""The kind that asks whether an LEA is to be forgotten."""


def standing_of(conversation: Conversation, name: str) -> Conversation:
    """The conversation as it would stand with the LEA `name` as the current one. Raises KeyError for an unknown one."""
    if name == conversation.lea:
        return conversation
    kept = {one.name: one for one in conversation.others}[name]
    left = tuple(one for one in conversation.others if one.name != name)
    facts = Facts.parse(kept.facts, conversation.facts.vocabulary)
    return replace(
        conversation.emptied(),
        lea=name,
        others=(*left, *_set_aside(conversation)),
        facts=facts,
        declined=kept.declined,
        done=kept.done,
        shown=facts.to_dict() if kept.shown else None,
    )


def carry_out(conversation: Conversation, command: LeaCommand) -> Turn:
    """The turn in which `command` is obeyed."""
    if command.verb == "name" and command.name:
        return named(conversation, command.name)
    if command.verb == "copy":
        return _copy(conversation, command)
    name = known_name(command.name, conversation.lea_names) if command.name else None
    if command.verb == "forget":
        return _ask_to_forget(conversation, name, command.name)
    if name is not None:
        return _switch(conversation, name)
    return _ask_which(conversation, command.name) if command.verb == "switch" else _add(conversation, command.name)


def _add(conversation: Conversation, name: str | None) -> Turn:
    if len(conversation.others) + 1 >= MOST_LEAS:
        return Turn(conversation, (say("leas.too_many", most=MOST_LEAS),))
    if not (conversation.lea or _has_answers(conversation)):
        return named(conversation, name) if name else Turn(_ask_for_name(replace(conversation, failures=0)))
    aside = _set_aside(conversation)
    after = replace(conversation.emptied(), others=(*conversation.others, *aside))
    lines = [say("leas.kept", name=one.name) for one in aside if one.name != conversation.lea]
    taken = [one.name for one in after.others]
    after = replace(after, lea=name or unused_name(taken))
    if name:
        lines.append(say("leas.now", name=name))
    return Turn(_ask_for_year(after) if name else _ask_for_name(after), tuple(lines))


def named(conversation: Conversation, name: str) -> Turn:
    """The turn in which the current LEA gets `name`."""
    if (other := known_name(name, [one.name for one in conversation.others])) is not None:
        if _has_answers(conversation):
            return Turn(conversation, (say("leas.taken", name=other),))
        return _switch(conversation, other)
    after = replace(conversation, lea=name, failures=0)
    if conversation.open_question and conversation.open_question.kind == NAME_QUESTION:
        after = _ask_for_year(replace(after, open_question=None))
    return Turn(after, (say("leas.named", name=name),))


def unnamed(conversation: Conversation) -> Turn:
    """The turn in which the question for a name is let go."""
    return Turn(_ask_for_year(replace(conversation, open_question=None, failures=0)))


def ask_which_is_meant(conversation: Conversation, other: str, facts: Mapping[str, object]) -> Turn:
    """The turn that asks whether `facts` were told of the current LEA or of the `other` one, which was named too."""
    options = (Option(conversation.lea or say("leas.this_lea"), facts), Option(other, facts, lea=other))
    question = OpenQuestion("choose", say("leas.which_is_meant"), options)
    return Turn(replace(conversation, open_question=question, failures=0))


def option_named(question: OpenQuestion, text: str) -> int | None:
    """The position of the option whose LEA `text` names, of a question about LEAs."""
    if all(option.lea is None for option in question.options):
        return None
    titles = [option.title for option in question.options]
    found = {name for _, name in names_in(text, titles)}
    name = found.pop() if len(found) == 1 else known_name(text, titles)
    return titles.index(name) if name is not None else None


def _switch(conversation: Conversation, name: str) -> Turn:
    if name == conversation.lea:
        return Turn(replace(conversation, failures=0), (say("leas.already", name=name),))
    lines = [say("leas.kept", name=one.name) for one in _set_aside(conversation) if one.name != conversation.lea]
    return Turn(standing_of(conversation, name), (*lines, say("leas.now", name=name)))


def _copy(conversation: Conversation, command: LeaCommand) -> Turn:
    source = command.source
    if source is None:
        known = conversation.lea_names
        text = say("leas.copy_what", known=listed(known)) if known else say("leas.copy_none")
        return Turn(replace(conversation, failures=0), (text,))
    if source not in conversation.lea_names:
        return Turn(replace(conversation, failures=0), (_unknown(conversation, source),))
    facts, declined = _answers_of(conversation, source)
    target = known_name(command.name, conversation.lea_names) if command.name else conversation.lea
    after, lines = conversation, list[str]()
    if target == source or command.is_new or (command.name and target is None):
        turn = _add(conversation, command.name)
        after, lines = turn.conversation, list(turn.lines)
        if after.lea == conversation.lea:
            return turn  # there were too many
    elif target != conversation.lea and target is not None:
        turn = _switch(conversation, target)
        after, lines = turn.conversation, list(turn.lines)
    question = after.open_question if after.open_question and after.open_question.kind == NAME_QUESTION else None
    after = replace(after.with_facts(facts, declined), open_question=question, failures=0)
    lines.append(say("leas.copied", source=source, name=after.lea or say("leas.this_lea"), count=len(facts.to_dict())))
    return Turn(after, tuple(lines))


def _answers_of(conversation: Conversation, name: str) -> tuple[Facts, tuple[str, ...]]:
    standing = standing_of(conversation, name)
    return standing.facts, standing.declined


def _ask_to_forget(conversation: Conversation, name: str | None, said: str | None) -> Turn:
    if said and name is None:
        return Turn(replace(conversation, failures=0), (_unknown(conversation, said),))
    name = name or conversation.lea
    if name is None or (name == conversation.lea and not conversation.others and not _has_answers(conversation)):
        return Turn(replace(conversation, failures=0), (say("leas.nothing_to_forget"),))
    options = (Option(say("leas.forget_yes"), {}), Option(say("leas.forget_no"), {}))
    question = OpenQuestion(FORGET_QUESTION, say("leas.forget", name=name), options, lea=name)
    return Turn(replace(conversation, open_question=question, failures=0))


def forget(conversation: Conversation, name: str) -> Turn:
    """The turn in which the LEA `name` is forgotten; another one takes its place where it is the current one."""
    closed = replace(conversation, open_question=None, failures=0)
    lines = (say("leas.forgotten", name=name),)
    if name != conversation.lea:
        return Turn(replace(closed, others=tuple(one for one in closed.others if one.name != name)), lines)
    if not conversation.others:
        return Turn(replace(closed.emptied(), lea=None), lines)
    following = conversation.others[-1].name
    left = standing_of(replace(closed.emptied(), lea=None), following)
    return Turn(left, (*lines, say("leas.now", name=following)))


def _ask_which(conversation: Conversation, said: str | None) -> Turn:
    others = [one.name for one in conversation.others]
    line = (_unknown(conversation, said),) if said else ()
    if not others:
        return Turn(replace(conversation, failures=0), line or (say("leas.no_other"),))
    options = tuple(Option(name, {}, lea=name) for name in others)
    question = OpenQuestion("choose", say("leas.which"), options)
    return Turn(replace(conversation, open_question=question, failures=0), line)


def _unknown(conversation: Conversation, said: str) -> str:
    known = conversation.lea_names
    return say("leas.unknown", name=said, known=listed(known)) if known else say("leas.unknown_and_none", name=said)


def _ask_for_name(conversation: Conversation) -> Conversation:
    question = OpenQuestion(NAME_QUESTION, say("leas.ask_name"), (Option(say("leas.no_name"), {}),))
    return replace(conversation, open_question=question)


def _ask_for_year(conversation: Conversation) -> Conversation:
    """Asks whether the new LEA's letter is of the same year as the one before; the year is never taken over unasked."""
    years = [one.facts.get(YEAR) for one in conversation.others]
    if conversation.facts.get(YEAR) is not None or not years or not isinstance(years[-1], int):
        return conversation
    options = (Option(say("leas.same_year_yes"), {YEAR: years[-1]}), Option(say("leas.same_year_no"), {}))
    text = say("leas.same_year", name=conversation.lea, year=years[-1])
    return replace(conversation, open_question=OpenQuestion("confirm", text, options))


def _set_aside(conversation: Conversation) -> Sequence[SetAside]:
    """The current LEA as it is set aside; nothing where nothing is known of it."""
    if not _has_answers(conversation) and (conversation.lea is None or _is_unnamed(conversation)):
        return ()
    name = conversation.lea or unused_name(one.name for one in conversation.others)
    facts, is_shown = conversation.facts.to_dict(), conversation.is_shown
    aside = SetAside(name, facts, conversation.declined, conversation.done, is_shown)
    return (aside,)


def _has_answers(conversation: Conversation) -> bool:
    return bool(conversation.facts or conversation.declined)


def _is_unnamed(conversation: Conversation) -> bool:
    """Whether the current LEA bears a name that we have given it."""
    others = [one.name for one in conversation.others]
    return conversation.lea == unused_name(others) or (
        conversation.open_question is not None and conversation.open_question.kind == NAME_QUESTION
    )

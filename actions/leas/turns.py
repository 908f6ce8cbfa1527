"""What becomes of the conversation when an LEA is added, named, switched to, copied or forgotten.

A new LEA is there at once, before its name is known: what is told next is told of it, and never of the one before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from actions.content import say
from actions.conversation import YEAR, Conversation
from actions.interview.turn import Turn
from actions.leas.command import LeaCommand
from actions.leas.names import known_name, names_in, unused_name
from actions.leas.set_aside import SetAside
from actions.open_question import OpenQuestion, Option, QuestionKind
from actions.saying.message import listed

__all__ = [
    "MOST_LEAS",
    "ask_which_is_meant",
    "carry_out",
    "copied",
    "forget",
    "named",
    "option_named",
    "standing_of",
    "unnamed",
]

MOST_LEAS = 100


def standing_of(conversation: Conversation, name: str) -> Conversation:
    """The conversation as it would stand with the LEA `name` as the current one. Raises KeyError for an unknown one."""
    if name == conversation.lea:
        return conversation
    kept = {one.name: one for one in conversation.others}[name]
    left = tuple(one for one in conversation.others if one.name != name)
    others = (*left, *_set_aside(conversation))
    there = replace(conversation.emptied(), lea=name, others=others, done=kept.done, earlier=kept.earlier)
    there = there.with_kept(kept.facts, kept.declined)
    return replace(there, shown=there.facts.to_dict() if kept.shown else None)


def carry_out(conversation: Conversation, command: LeaCommand) -> Turn:
    """The turn in which `command` is obeyed."""
    if command.verb == "name" and command.name:
        return named(conversation, command.name)
    if command.verb == "copy":
        return _copy(conversation, command)
    name = known_name(command.name, conversation.lea_names) if command.name else None
    if command.verb == "forget":
        return _ask_to_forget(conversation, name, command.name)
    if command.more:
        return _add_several(conversation, (command.name or "", *command.more))
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


def _add_several(conversation: Conversation, names: Sequence[str]) -> Turn:
    """The turn in which all of `names` are there, and the first one that is new is begun with."""
    new = [name for name in names if known_name(name, conversation.lea_names) is None]
    if not new or len(conversation.others) + 1 + len(new) > MOST_LEAS:
        return Turn(conversation, (say("leas.too_many", most=MOST_LEAS),)) if new else _switch(conversation, names[0])
    begun = _add(conversation, new[0])
    waiting = tuple(SetAside(name) for name in new[1:])
    after = replace(begun.conversation, others=(*waiting, *begun.conversation.others))
    told = say("leas.several", names=listed(new), count=len(new), name=new[0])
    kept = [line for line in begun.lines if line not in (say("leas.now", name=new[0]), say("leas.named", name=new[0]))]
    return Turn(after, (*kept, told))


def named(conversation: Conversation, name: str) -> Turn:
    """The turn in which the current LEA gets `name`."""
    if (other := known_name(name, [one.name for one in conversation.others])) is not None:
        if _has_answers(conversation):
            return Turn(conversation, (say("leas.taken", name=other),))
        return _switch(conversation, other)
    after = replace(conversation, lea=name, failures=0)
    if conversation.open_question and conversation.open_question.kind is QuestionKind.NAME_LEA:
        after = _ask_for_year(after.closed())
    return Turn(after, (say("leas.named", name=name),))


def unnamed(closed: Conversation) -> Turn:
    """The turn after the question for a name was let go."""
    return Turn(_ask_for_year(closed))


def ask_which_is_meant(conversation: Conversation, other: str, facts: Mapping[str, object]) -> Turn:
    """The turn that asks whether `facts` were told of the current LEA or of the `other` one, which was named too."""
    options = (Option(conversation.lea or say("leas.this_lea"), facts), Option(other, facts, lea=other))
    question = OpenQuestion(QuestionKind.CHOICE, say("leas.which_is_meant"), options)
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
        others = conversation.others
        text = say("leas.copy_what", known=others[-1].name) if others else say("leas.copy_none")
        return Turn(replace(conversation, failures=0), (text,))
    if source not in conversation.lea_names:
        return Turn(replace(conversation, failures=0), (_unknown(conversation, source),))
    target = known_name(command.name, conversation.lea_names) if command.name else conversation.lea
    turn = Turn(conversation)
    if command.is_new or target == source or (command.name and target is None):
        turn = _add(conversation, command.name)
        if turn.conversation.lea == conversation.lea:
            return turn  # there were too many
    elif target is not None and target != conversation.lea:
        turn = _switch(conversation, target)
    there = turn.conversation
    if command.is_guess or _would_lose(there, source):
        return replace(turn, conversation=_ask_to_copy(there, source))
    after = copied(there, source)
    return replace(after, lines=(*turn.lines, *after.lines))


def _would_lose(conversation: Conversation, source: str) -> bool:
    """Whether answers of the current LEA would give way to other ones of the LEA `source`."""
    copies = standing_of(conversation, source).facts.to_dict()
    return any(copies.get(fact) != value for fact, value in conversation.facts.to_dict().items())


def _ask_to_copy(conversation: Conversation, source: str) -> Conversation:
    name = conversation.lea or say("leas.this_lea")
    options = (Option(say("leas.copy_yes"), {}), Option(say("leas.copy_no"), {}))
    return conversation.asking(
        OpenQuestion(QuestionKind.COPY_LEA, say("leas.copy", source=source, name=name), options, lea=source)
    )


def copied(conversation: Conversation, source: str) -> Turn:
    """The turn in which the current LEA gets the answers of the LEA `source`. Only its name is still asked for then."""
    standing = standing_of(conversation, source)
    question = conversation.open_question
    after = replace(
        conversation.with_facts(standing.facts, standing.declined),
        open_question=question if question and question.kind is QuestionKind.NAME_LEA else None,
        failures=0,
    )
    name, count = after.lea or say("leas.this_lea"), len(standing.facts.to_dict())
    return Turn(after, (say("leas.copied", source=source, name=name, count=count), say("leas.copied_next")))


def _ask_to_forget(conversation: Conversation, name: str | None, said: str | None) -> Turn:
    if said and name is None:
        return Turn(replace(conversation, failures=0), (_unknown(conversation, said),))
    name = name or conversation.lea
    if name is None or (name == conversation.lea and not conversation.others and not _has_answers(conversation)):
        return Turn(replace(conversation, failures=0), (say("leas.nothing_to_forget"),))
    options = (Option(say("leas.forget_yes"), {}), Option(say("leas.forget_no"), {}))
    question = OpenQuestion(QuestionKind.FORGET_LEA, say("leas.forget", name=name), options, lea=name)
    return Turn(conversation.asking(question))


def forget(closed: Conversation, name: str) -> Turn:
    """The turn in which the LEA `name` is forgotten; another one takes its place where it is the current one."""
    lines = (say("leas.forgotten", name=name),)
    if name != closed.lea:
        return Turn(replace(closed, others=tuple(one for one in closed.others if one.name != name)), lines)
    if not closed.others:
        return Turn(replace(closed.emptied(), lea=None), lines)
    following = closed.others[-1].name
    left = standing_of(replace(closed.emptied(), lea=None), following)
    return Turn(left, (*lines, say("leas.now", name=following)))


def _ask_which(conversation: Conversation, said: str | None) -> Turn:
    others = [one.name for one in conversation.others]
    line = (_unknown(conversation, said),) if said else ()
    if not others:
        return Turn(replace(conversation, failures=0), line or (say("leas.no_other"),))
    options = tuple(Option(name, {}, lea=name) for name in others)
    question = OpenQuestion(QuestionKind.CHOICE, say("leas.which"), options)
    return Turn(replace(conversation, open_question=question, failures=0), line)


def _unknown(conversation: Conversation, said: str) -> str:
    known = conversation.lea_names
    return say("leas.unknown", name=said, known=listed(known)) if known else say("leas.unknown_and_none", name=said)


def _ask_for_name(conversation: Conversation) -> Conversation:
    question = OpenQuestion(QuestionKind.NAME_LEA, say("leas.ask_name"), (Option(say("leas.no_name"), {}),))
    return replace(conversation, open_question=question)


def _ask_for_year(conversation: Conversation) -> Conversation:
    """Asks whether the new LEA's letter is of the same year as the one before; the year is never taken over unasked."""
    years = [one.facts.get(YEAR) for one in conversation.others]
    if conversation.facts.get(YEAR) is not None or not years or not isinstance(years[-1], int):
        return conversation
    options = (Option(say("leas.same_year_yes"), {YEAR: years[-1]}), Option(say("leas.same_year_no"), {}))
    text = say("leas.same_year", name=conversation.lea, year=years[-1])
    return conversation.asking(OpenQuestion(QuestionKind.CONFIRMATION, text, options))


def _set_aside(conversation: Conversation) -> Sequence[SetAside]:
    """The current LEA as it is set aside; nothing where nothing is known of it."""
    if not _has_answers(conversation) and (conversation.lea is None or _is_unnamed(conversation)):
        return ()
    name = conversation.lea or unused_name(one.name for one in conversation.others)
    facts, is_shown = conversation.facts.to_dict(), conversation.is_shown
    return (
        SetAside(name, facts, conversation.declined, conversation.done, shown=is_shown, earlier=conversation.earlier),
    )


def _has_answers(conversation: Conversation) -> bool:
    return bool(conversation.facts or conversation.declined)


def _is_unnamed(conversation: Conversation) -> bool:
    """Whether the current LEA bears a name that we have given it."""
    others = [one.name for one in conversation.others]
    return conversation.lea == unused_name(others) or (
        conversation.open_question is not None and conversation.open_question.kind is QuestionKind.NAME_LEA
    )

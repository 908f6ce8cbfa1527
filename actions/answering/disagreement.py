"""Questions about where the sources disagree, or leave something open, and what is done about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from actions.answering.asking_back import about
from actions.answering.levels import every_ruleset, named_results
from actions.answering.question import Question
from actions.answering.scope import unknown_year
from actions.content import say
from actions.conversation import Conversation, rulebook
from actions.reading.text import plain, words
from actions.saying.message import Button, Message, bullets
from actions.saying.references import References
from rules_engine import Conflict, RuleSet

__all__ = ["conflict_named", "where_sources_differ"]

_PAGE = 8
_MOST_IN_FULL = 2
_SHORTEST = 4
_STEM = 6
"""Characters by which two words are taken for one: "disproportionate", "disproportionality"."""
_SAYS_LITTLE = frozenset(
    "about agree ambig anything between californi conflict contradict copies differ disagree does else from have know"
    " level levels list more much other page pages same say says source sources tell that their them there they this"
    " unclear what when where which with your silent gaps open issue issues".split()
)
"""Words that any question on conflicts may hold."""


def where_sources_differ(conversation: Conversation, question: Question) -> list[Message]:
    """The conflicts that the question is about in full; where it names none, all by subject, a page at a time."""
    if unknown := unknown_year(question):
        return unknown
    register = rulebook().conflicts
    if question.part and question.part in register:
        return [_in_full([register[question.part]])]
    fitting = _about(question)
    if fitting and len(fitting) <= _MOST_IN_FULL:
        return [_in_full(fitting)]
    if fitting or named_results(question) or question.years:
        return [_listed(fitting, 0)] if fitting else [Message(say("conflicts.none"))]
    page = int(question.part) if question.part and question.part.isdecimal() else 0
    if question.text.strip().casefold() == say("conflicts.more").casefold():
        page = 1
    everything = _listed(list(register.values()), page)
    if question.part is None and _stems(question.text):
        return [replace(everything, text=f"{say('conflicts.none_on_that')}\n\n{everything.text}")]
    return [everything]


def conflict_named(question: Question) -> Callable[[Conversation, Question], list[Message]] | None:
    """What tells the one conflict of which the question names most words; None where it names none."""
    stems = _stems(question.text)
    near = [
        one for one in rulebook().conflicts.values() if len(stems & (of := _stems(one.about))) >= max(2, len(of) - 1)
    ]
    return (lambda _conversation, _question: [_in_full(near)]) if len(near) == 1 else None


def _about(question: Question) -> list[Conflict]:
    """The conflicts on the levels, years and words of the question; the best fitting first."""
    register = rulebook().conflicts
    named = named_results(question)
    found = list(register.values())
    if named or question.years:
        rulesets = [one for one in every_ruleset() if not question.years or one.year in question.years]
        ids = {id_ for ruleset in rulesets for id_ in _touching(ruleset, named)}
        found = [one for one in found if one.id in ids]
    if named:
        return found
    stems = _stems(question.text)
    for text_of in (_named, _said):  # what a conflict is called tells more than what is said in it
        matching = [(len(stems & _stems(text_of(one))), one) for one in found]
        if best := max((number for number, _ in matching), default=0):
            return [one for number, one in matching if number == best]
    return found if question.years else []


def _touching(ruleset: RuleSet, results: Sequence[str]) -> set[str]:
    """The conflicts that the rule set's notes and gaps name for any of `results`; for none in particular, all."""
    notes = {one.conflict for one in ruleset.notes if not results or not {*results}.isdisjoint(one.results)}
    gaps = {one.conflict for one in ruleset.gaps if not results or not {*results}.isdisjoint(one.leaves_open)}
    return {one for one in notes | gaps if one}


def _stems(text: str) -> set[str]:
    telling = (word for word in words(plain(text)) if len(word) >= _SHORTEST and word not in _SAYS_LITTLE)
    return {word[:_STEM] for word in telling}


def _named(one: Conflict) -> str:
    return f"{one.about} {one.id.replace('-', ' ')}"


def _said(one: Conflict) -> str:
    return " ".join(position.says for position in one.positions)


def _in_full(conflicts: Sequence[Conflict]) -> Message:
    """Each conflict with what the sources say and what is done about it."""
    references = References(rulebook().sources)
    parts = []
    for one in conflicts:
        lines = [references.mark(position.says, position.sources) for position in one.positions]
        parts.append(f"**{one.about}**\n{bullets([*lines, say('conflicts.we_do', we_do=one.we_do)])}")
    button = Button(say("conflicts.all"), about("ask_conflicts"))
    return Message("\n\n".join([*parts, references.listed()]), (button,))


def _listed(conflicts: Sequence[Conflict], page: int) -> Message:
    """The subjects of the conflicts from `page` on, with buttons for the first of them and for more."""
    start = page * _PAGE if page * _PAGE < len(conflicts) else 0
    shown = conflicts[start : start + _PAGE]
    subjects = bullets([one.about for one in shown])
    text = f"{say('conflicts.title', count=len(conflicts))}\n{subjects}\n\n{say('conflicts.how')}"
    buttons = [Button(one.about, about("ask_conflicts", part=one.id)) for one in shown[:2]]
    if len(conflicts) > start + _PAGE:
        buttons.append(Button(say("conflicts.more"), about("ask_conflicts", part=str(page + 1))))
    return Message(text, tuple(buttons))

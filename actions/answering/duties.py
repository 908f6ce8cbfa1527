"""Questions about what a level or designation asks for: duties, trainings, due dates, and who helps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

from actions.answering.days import another_day
from actions.answering.levels import every_ruleset
from actions.answering.question import Question
from actions.answering.scope import Scope, scope_of
from actions.answering.steps import step_in
from actions.content import say
from actions.conversation import Conversation, rulebook
from actions.saying.duties import due, duties, marked, owed_for
from actions.saying.message import Message, bullets, listed
from actions.saying.references import References
from rules_engine import Note, Obligation

__all__ = ["due_dates", "trainings", "what_must_we_do", "who_helps"]


def what_must_we_do(conversation: Conversation, question: Question) -> list[Message]:
    """Everything that the level or designation asks for."""
    return _answered(conversation, question, lambda scope: duties(scope.ruleset, scope.results))


def trainings(conversation: Conversation, question: Question) -> list[Message]:
    """The trainings and webinars that the level or designation asks for."""
    return _answered(conversation, question, _trainings)


def due_dates(conversation: Conversation, question: Question) -> list[Message]:
    """When what the level asks for is due: days first, then what has none; only what the question names, if it does."""
    return (
        another_day(conversation, question)
        or _only_elsewhere(conversation, question)
        or _answered(conversation, question, lambda scope: _due_dates(scope, question))
    )


def _only_elsewhere(conversation: Conversation, question: Question) -> list[Message]:
    """When a duty is due that the question names and that only a few levels ask for, but not the one in question."""
    scope = scope_of(conversation, question)
    if question.levels or (isinstance(scope, Scope) and _named(owed_for(scope.ruleset, scope.results), question)):
        return []
    references = References(rulebook().sources)
    lines = [
        marked(
            say(
                "due_dates.elsewhere",
                result=ruleset.title_of(one.result),
                year=ruleset.year,
                title=one.title,
                due=due(one),
            ),
            one,
            references,
        )
        for ruleset in every_ruleset()
        for one in _named(ruleset.obligations, question)
        if not question.years or ruleset.year in question.years
    ]
    return (
        [Message(f"{say('due_dates.by_level')}\n{bullets(lines)}\n\n{references.listed()}")]
        if 0 < len(lines) <= _FEW
        else []
    )


def who_helps(conversation: Conversation, question: Question) -> list[Message]:
    """Who works with the LEA, with what the sources disagree on."""
    return _answered(conversation, question, _who_helps)


def _answered(conversation: Conversation, question: Question, text_for: Callable[[Scope], str]) -> list[Message]:
    scope = scope_of(conversation, question)
    if not isinstance(scope, Scope):
        return scope
    text = text_for(scope)
    if not scope.own:
        text = f"{_meaning(scope)}\n\n{text}"
    others = [(say(title), intent) for intent, title in _NEXT.items() if intent != question.intent]
    buttons = [scope.button(title, intent) for title, intent in others]
    return [Message(text, tuple(buttons[:_MOST_BUTTONS]))]


_NEXT = {
    "ask_duties": "buttons.duties",
    "ask_due_dates": "buttons.due_dates",
    "ask_who_helps": "buttons.who_helps",
    "ask_trainings": "buttons.trainings",
}
_MOST_BUTTONS = 3
_FEW = 4
"""Levels up to which those that ask for one duty are told."""
_ON_SUPPORT = frozenset({"support", "independence"})
"""Words in the ids of the conflicts that are about who helps."""


def _meaning(scope: Scope) -> str:
    """What the levels mean in the year: whoever names a level should see when another year's is meant."""
    return "\n".join(
        say(
            "scope.meaning",
            name=scope.ruleset.title_of(id_),
            year=scope.ruleset.year,
            means=scope.ruleset.summary_of(id_),
        )
        for id_ in scope.results
    )


def _trainings(scope: Scope) -> str:
    ruleset = scope.ruleset
    references = References(ruleset.sources)
    owed = [one for one in owed_for(ruleset, scope.results) if one.training]
    if not owed:
        return "\n\n".join([say("trainings.none", results=scope.titles, year=ruleset.year), _look(scope, references)])
    lines = [marked(say("trainings.one", what=one.what, due=due(one)), one, references) for one in owed]
    title = say("trainings.title", results=scope.titles, year=ruleset.year)
    return "\n\n".join([f"{title}\n{bullets(lines)}", references.listed()])


def _due_dates(scope: Scope, question: Question) -> str:
    ruleset = scope.ruleset
    references = References(ruleset.sources)
    owed = owed_for(ruleset, scope.results)
    owed = _named(owed, question) or owed
    if not owed:
        return "\n\n".join([say("result.no_duties", results=scope.titles, year=ruleset.year), _look(scope, references)])
    dated = sorted((one for one in owed if one.due.day), key=lambda one: str(one.due.day))
    title = say("due_dates.title", results=scope.titles, year=ruleset.year)
    lines = [marked(say("due_dates.one", due=due(one), title=one.title), one, references) for one in dated]
    without = sorted((one for one in owed if not one.due.day), key=lambda one: one.due.says)
    for _, group in groupby(without, key=lambda one: one.due):
        same = list(group)
        text = say("due_dates.several", titles=listed([one.title for one in same]), due=due(same[0]))
        sources = dict.fromkeys(id_ for one in same for id_ in (*one.sources, *one.due.sources))
        lines.append(references.mark(text, sources))
    none = "" if dated else say("due_dates.none")
    return "\n\n".join(filter(None, [title, none, bullets(lines), references.listed()]))


def _named(owed: Sequence[Obligation], question: Question) -> list[Obligation]:
    """Those of `owed` that the question names: by their step, or by a term of the glossary, as "improvement plan"."""
    if (step := step_in(question)) is not None:
        return [one for one in owed if one.step == step]
    glossary = rulebook().glossary
    names = [
        name.lower() for id_ in question.terms if id_ in glossary for name in (glossary[id_].name, *glossary[id_].also)
    ]
    return [one for one in owed if any(name in f"{one.title} {one.deliverable}".lower() for name in names)]


def _who_helps(scope: Scope) -> str:
    ruleset = scope.ruleset
    references = References(ruleset.sources)
    lines = []
    for id_ in scope.results:
        found = ruleset.entry_of(id_)
        text = say("who_helps.one", result=found.title, support=found.support)
        lines.append(references.mark(text, found.sources))
        special = {one.support: one for one in owed_for(ruleset, [id_]) if one.support != found.support}
        lines += [
            marked(say("who_helps.for_duty", title=one.title, support=one.support), one, references)
            for one in special.values()
        ]
    lines += [references.mark(_note(one), one.sources) for one in ruleset.notes if _is_about_support(one, scope)]
    title = say("who_helps.title", results=scope.titles, year=ruleset.year)
    return "\n\n".join([f"{title}\n{bullets(lines)}", say("who_helps.contacts"), references.listed()])


def _is_about_support(note: Note, scope: Scope) -> bool:
    """Whether a note says who helps at one of the levels: where sources differ on it, or what a site has added."""
    about = set((note.conflict or "").split("-"))
    return not set(note.results).isdisjoint(scope.results) and (note.local or not about.isdisjoint(_ON_SUPPORT))


def _note(note: Note) -> str:
    return f"{note.says} {say('result.local')}" if note.local else note.says


def _look(scope: Scope, references: References) -> str:
    """Where else to look, with the documents that the level itself rests on."""
    sources = dict.fromkeys(id_ for one in scope.results for id_ in scope.ruleset.entry_of(one).sources)
    look = references.mark(say("scope.look"), sources)
    return f"{look}\n\n{references.listed()}"

"""What an answer is about: which year's rules, and which levels or designations in them.

The question says so, else the conversation does: its result, or what was asked about before. Where neither does, the
question is asked back.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from actions.answering.asking_back import about, ask_level, ask_whether_known, ask_year, choices
from actions.answering.levels import every_ruleset, level_years, named_results, of_tier, results_in, title_of
from actions.answering.question import Question
from actions.content import say
from actions.conversation import YEAR, Conversation, rulebook
from actions.reading.text import plain
from actions.saying.message import Button, Message, listed
from actions.saying.outcome import possible_levels
from actions.saying.references import References
from rules_engine import Determination, RuleSet, determine

__all__ = ["Scope", "own_result", "scope_of", "silent", "unknown_year"]

_MOST_OTHER_YEARS = 3
_GOES_ON = re.compile(r"(?=\s*and\b|.*\b(?:it|its|that|this|there)\b)(?!.*\b(?:i|my|we|us|our|ours)\b)", re.DOTALL)
"""Says that a question goes on from the one before, and isn't about the LEA: "and by when?", "when is it due?\""""


@dataclass(frozen=True)
class Scope:
    """A year's rules, and the levels and designations in them that an answer is for, by id.

    `own`: they are the result of the user's answers, rather than named in a question.
    """

    ruleset: RuleSet
    results: tuple[str, ...]
    own: bool = False

    @property
    def titles(self) -> str:
        """The levels and designations as a list in a sentence."""
        return listed([self.ruleset.title_of(id_) for id_ in self.results])

    def button(self, title: str, intent: str) -> Button:
        """A button that asks something else about the same."""
        return Button(title, about(intent, self.results, self.ruleset.year))


def unknown_year(question: Question) -> list[Message]:
    """That there are no rules for a year that the question names; empty where there are."""
    years = rulebook().years
    strange = [year for year in question.years if year not in years]
    if not strange:
        return []
    return [Message(say("heard.no_rules", year=strange[0], years=listed([str(year) for year in years])))]


def own_result(conversation: Conversation, ruleset: RuleSet) -> Determination | None:
    """What the user's answers lead to under `ruleset`; None while there is nothing but a year."""
    if not set(conversation.facts) - {YEAR}:
        return None
    return determine(conversation.facts.without(YEAR), ruleset)


def scope_of(conversation: Conversation, question: Question) -> Scope | list[Message]:
    """What to answer about, or the messages that ask back, or that say what isn't known."""
    if unknown := unknown_year(question):
        return unknown
    named = named_results(question)
    tier = [] if named else [id_ for id_ in question.terms if of_tier(id_, every_ruleset())]
    ruleset = _ruleset(conversation, question, named)
    if ruleset is None:
        before = conversation.topic.results if conversation.topic and not (named or tier) else ()
        is_known = bool(named or tier or before or question.part)
        return ask_year(question, named or before, tier) if is_known else ask_whether_known(conversation, question)
    for id_ in tier:
        inside = of_tier(id_, [ruleset])
        if not inside:
            return silent(
                ruleset, of_tier(id_, every_ruleset())[:1], question.intent, title=rulebook().glossary[id_].name
            )
        if len(inside) > 1:
            return ask_level(question, ruleset, inside)
        named = tuple(inside)
    if named:
        missing = [id_ for id_ in named if id_ not in results_in(ruleset)]
        return silent(ruleset, missing, question.intent) if missing else Scope(ruleset, named)
    return _from_conversation(conversation, question, ruleset)


def _from_conversation(conversation: Conversation, question: Question, ruleset: RuleSet) -> Scope | list[Message]:
    result = own_result(conversation, ruleset)
    if result is None and conversation.requested and conversation.ruleset is ruleset:
        result = conversation.determination
    if result and result.results():
        return Scope(ruleset, result.results(), own=True)
    before = [id_ for id_ in (conversation.topic.results if conversation.topic else ()) if id_ in results_in(ruleset)]
    if before and not question.part and (result is None or _GOES_ON.match(plain(question.text))):
        return Scope(ruleset, tuple(before))
    if result is None or question.part:
        return ask_level(question, ruleset)
    if result.status == "undetermined":
        text = say("scope.still_open", possible=possible_levels(result), year=ruleset.year)
        return [Message(text, choices(question, ruleset, result.possible_levels))]
    return _not_covered(result)


def _not_covered(result: Determination) -> list[Message]:
    references = References(result.ruleset.sources)
    reasons = [references.mark(note.says, note.sources) for note in result.gap_notes()]
    text = " ".join([say("scope.not_covered", year=result.ruleset.year), *reasons])
    return [Message("\n\n".join([text, say("scope.look"), references.listed()]))]


def silent(ruleset: RuleSet, missing: Sequence[str], intent: str, title: str = "") -> list[Message]:
    """That the sources for the rule set's year don't have the levels `missing`, with what they do have, and where else
    the levels are.
    """
    references = References(ruleset.sources)
    titles = title or listed([title_of(id_) for id_ in missing])
    if ruleset.levels:
        have = listed([level.title for level in ruleset.levels.values()])
        reasons = [references.mark(say("scope.levels", levels=have, year=ruleset.year), ruleset.letter_sources)]
    else:
        notes = [one for one in ruleset.notes if one.results == ("not_covered",) and one.when is None]
        reasons = [references.mark(gap.says, gap.sources) for gap in ruleset.gaps]
        reasons += [references.mark(note.says, note.sources) for note in notes]
    text = " ".join([say("scope.silent", results=titles, year=ruleset.year), *reasons])
    buttons = [
        Button(say("scope.in_year", result=titles, year=year), about(intent, missing, year))
        for year in level_years(missing)
        if not title
    ]
    return [Message("\n\n".join([text, say("scope.look"), references.listed()]), tuple(buttons[-_MOST_OTHER_YEARS:]))]


def _ruleset(conversation: Conversation, question: Question, named: Sequence[str]) -> RuleSet | None:
    """The rules of the year that the question is about, as far as anything tells."""
    book = rulebook()
    if question.years:
        return book.for_year(question.years[-1])
    if conversation.ruleset:
        return conversation.ruleset
    if named and len(years := level_years(named)) == 1:
        return book.for_year(years[0])
    known = [year for year in (conversation.topic.years if conversation.topic else ()) if year in book.years]
    return book.for_year(known[-1]) if known else None

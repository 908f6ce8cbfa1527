"""Questions that set two things side by side: two levels of one year, or two years."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from actions.answering.asking_back import about, ask_year
from actions.answering.glossary import explain_term
from actions.answering.levels import (
    every_ruleset,
    level_years,
    named_results,
    newest_complete,
    of_tier,
    results_in,
    title_of,
)
from actions.answering.question import Question
from actions.answering.scope import own_result, silent, unknown_year
from actions.content import say
from actions.conversation import Conversation, rulebook
from actions.reading.text import plain
from actions.saying.duties import owed_for
from actions.saying.message import Button, Message, bullets, listed
from actions.saying.references import References
from rules_engine import LEVELS, RuleSet, compare_years
from rules_engine.explanation import headline

__all__ = ["between_levels", "between_years"]

_MOST_PAIRS = 5
_MEANS = re.compile(
    r"(?!.*\b(?:differ\w*|chang\w*|compare\w*|versus|vs|now|then|than|today|still)\b)"
    r".*\b(?:means?|meant|meaning|what (?:is|was))\b"
)
"""Asks what something means, and not how it differs from what it meant."""


# -- levels -----------------------------------------------------------------------------------------------------------


def between_levels(conversation: Conversation, question: Question) -> list[Message]:
    """Two levels side by side: criterion, support, duties. One that is named alone stands beside the user's own, or its
    neighbour.
    """
    named = named_results(question)
    if instead := _answered_otherwise(conversation, question, named):
        return instead
    ruleset = _ruleset(conversation, question, named)
    if ruleset is None:
        return ask_year(question, named)
    missing = [id_ for id_ in named if id_ not in results_in(ruleset)]
    if missing or not ruleset.levels:
        return silent(ruleset, missing or list(ruleset.levels), question.intent)
    pair = _pair(conversation, named, ruleset)
    if len(pair) < 2:
        return [Message(say("differences.which"), _pairs(question, ruleset))]
    return [Message(_levels(pair, ruleset), _in_other_years(question, pair, ruleset))]


def _answered_otherwise(conversation: Conversation, question: Question, named: Sequence[str]) -> list[Message]:
    """The answer to what isn't about two levels of one year: a strange year, a level in two years, or two terms."""
    if unknown := unknown_year(question):
        return unknown
    if len(named) == 1 and len(set(question.years)) > 1:
        return between_years(conversation, question)
    return explain_term(conversation, question) if question.terms and not named else []


def _ruleset(conversation: Conversation, question: Question, named: Sequence[str]) -> RuleSet | None:
    """The one year in which the levels are compared."""
    if question.years:
        return rulebook().for_year(question.years[-1])
    if conversation.ruleset:
        return conversation.ruleset
    years = level_years(named) if named else [newest_complete().year]
    known = [year for year in (conversation.topic.years if conversation.topic else ()) if year in years]
    years = known[-1:] or years
    return rulebook().for_year(years[0]) if len(years) == 1 else None


def _pair(conversation: Conversation, named: Sequence[str], ruleset: RuleSet) -> list[str]:
    """The two to compare, the less intensive level first; fewer where the question doesn't tell."""
    result = own_result(conversation, ruleset)
    own = result.results() if result else ()
    pair = list(dict.fromkeys([*named, *own]))[:2]
    if len(pair) == 1:
        levels = list(ruleset.levels)
        at = levels.index(pair[0]) if pair[0] in levels else -1
        pair += levels[at + 1 : at + 2] if at + 1 < len(levels) else levels[at - 1 : at]
    return sorted(pair, key=lambda id_: LEVELS.index(id_) if id_ in LEVELS else len(LEVELS))


def _levels(pair: Sequence[str], ruleset: RuleSet) -> str:
    references = References(ruleset.sources)
    parts = [say("differences.levels", results=listed([ruleset.title_of(id_) for id_ in pair]), year=ruleset.year)]
    for id_ in pair:
        found = ruleset.entry_of(id_)
        lines = [
            references.mark(say("differences.for_whom", means=found.summary), found.sources),
            say("differences.support", support=found.support),
        ]
        parts.append(f"**{found.title}**\n{bullets(lines)}")
    parts.append(
        bullets(
            list(_duties([(ruleset, pair[0]), (ruleset, pair[1])], references, [ruleset.title_of(id_) for id_ in pair]))
        )
    )
    return "\n\n".join([*parts, references.listed()])


def _duties(sides: Sequence[tuple[RuleSet, str]], references: References, names: Sequence[str]) -> Iterable[str]:
    """The titles of the duties on both sides, and on either side alone."""
    one, other = (owed_for(ruleset, [id_]) for ruleset, id_ in sides)
    for name, mine, theirs in ((None, one, other), (names[0], one, other), (names[1], other, one)):
        titles = {duty.title for duty in theirs}
        duties = [duty for duty in mine if (duty.title in titles) == (name is None)]
        if duties:
            owed = listed([duty.title for duty in duties])
            text = say("differences.only", result=name, duties=owed) if name else say("differences.both", duties=owed)
            yield references.mark(text, dict.fromkeys(id_ for duty in duties for id_ in duty.sources))


def _pairs(question: Question, ruleset: RuleSet) -> tuple[Button, ...]:
    """Neighbouring levels, as buttons."""
    levels = list(ruleset.levels)
    return tuple(
        Button(
            say("differences.pair", one=ruleset.title_of(one), other=ruleset.title_of(other)),
            about(question.intent, [one, other], ruleset.year),
        )
        for one, other in pairwise(levels)
    )[-_MOST_PAIRS:]


def _in_other_years(question: Question, pair: Sequence[str], ruleset: RuleSet) -> tuple[Button, ...]:
    years = [year for year in level_years(pair) if year != ruleset.year]
    return tuple(
        Button(say("differences.in_year", year=year), about(question.intent, pair, year)) for year in years[-2:]
    )


# -- years ------------------------------------------------------------------------------------------------------------


def between_years(conversation: Conversation, question: Question) -> list[Message]:
    """A level in two years; without one, the user's own answers under both years' rules, or all their levels."""
    if unknown := unknown_year(question):
        return unknown
    if len(named_results(question)) == 1 and len(set(question.years)) == 1 and _MEANS.search(plain(question.text)):
        return explain_term(conversation, question)
    before, after = (rulebook().for_year(year) for year in _two_years(conversation, question))
    tiers = [id_ for term in question.terms for id_ in of_tier(term, (before, after))]
    named = named_results(question) or sorted(tiers, key=LEVELS.index)
    facts = own_result(conversation, after) is not None
    if named or not facts:
        text = _meanings(named or _levels_in(before, after), before, after)
    else:
        text = _own(conversation, before, after)
    conflicts = Button(say("buttons.conflicts"), about("ask_conflicts", named))
    return [Message(text, (conflicts,))]


def _two_years(conversation: Conversation, question: Question) -> tuple[int, int]:
    """The two years in question, the earlier first; what isn't said is filled in by the conversation's year, then by
    those of which the criteria are known.
    """
    known = [one.year for one in every_ruleset() if one.coverage == "complete"]
    own = [conversation.ruleset.year] if conversation.ruleset else []
    years = list(dict.fromkeys([*question.years, *own, *reversed(known)]))
    earlier, later = sorted(years[:2])
    return earlier, later


def _levels_in(*rulesets: RuleSet) -> list[str]:
    """Every level of any of the years; none where one of them has no levels to set beside the others'."""
    if not all(one.levels for one in rulesets):
        return []
    return [id_ for id_ in LEVELS if any(id_ in one.levels for one in rulesets)]


def _meanings(results: Sequence[str], before: RuleSet, after: RuleSet) -> str:
    references = References(rulebook().sources)
    parts = [say("differences.years", before=before.year, after=after.year)]
    for id_ in results:
        lines = [_meaning(id_, ruleset, references, in_full=len(results) == 1) for ruleset in (before, after)]
        sides = [(before, id_), (after, id_)]
        if len(results) == 1 and all(id_ in results_in(ruleset) for ruleset in (before, after)):
            lines += _duties(sides, references, [str(before.year), str(after.year)])
        parts.append(f"**{title_of(id_)}**\n{bullets(lines)}")
    return "\n\n".join([*parts, *_without_levels(before, after, references), references.listed()])


def _meaning(id_: str, ruleset: RuleSet, references: References, in_full: bool) -> str:
    if id_ not in results_in(ruleset):
        text = say("differences.not_in_year", year=ruleset.year)
        return references.mark(text, ruleset.letter_sources)
    found = ruleset.entry_of(id_)
    text = say("differences.in_that_year", year=ruleset.year, means=found.summary)
    if in_full:
        text += " " + say("differences.support", support=found.support)
    return references.mark(text, found.sources)


def _own(conversation: Conversation, before: RuleSet, after: RuleSet) -> str:
    """What the same answers lead to in both years."""
    comparison = compare_years(conversation.facts, before, after)
    references = References(rulebook().sources)
    lines = []
    for result in (comparison.before, comparison.after):
        text = f"**{headline(result)}.**"
        entries = [result.ruleset.entry_of(id_) for id_ in result.results()]
        text = " ".join([text, *(one.summary for one in entries)])
        lines.append(references.mark(text, dict.fromkeys(id_ for one in entries for id_ in one.sources)))
    lines += comparison.say()[2:]  # behind the two headlines
    title = say("differences.own", before=before.year, after=after.year)
    return "\n\n".join([f"{title}\n{bullets(lines)}", *_without_levels(before, after, references), references.listed()])


def _without_levels(before: RuleSet, after: RuleSet, references: References) -> list[str]:
    """That the sources have no criteria of one of the years; without such a year, that they have none of later ones."""
    without = [one for one in (before, after) if not one.levels]
    if without:
        return [references.mark(gap.says, gap.sources) for one in without for gap in one.gaps]
    later = [one for one in every_ruleset() if one.year > after.year and not one.levels]
    if not later:
        return []
    text = say("differences.later", years=listed([str(one.year) for one in later]))
    return [references.mark(text, dict.fromkeys(id_ for one in later for gap in one.gaps for id_ in gap.sources))]

"""Questions about a word of the field, or about a level."""

from __future__ import annotations

from actions.answering.question import Question
from actions.content import say
from actions.conversation import Conversation, rulebook
from actions.saying.message import Message, listed
from actions.saying.references import References
from rules_engine import RuleSet

__all__ = ["explain_term"]

_EXAMPLES = ("element", "lre", "root-cause-analysis", "selpa")
_MOST_TERMS = 2


def explain_term(conversation: Conversation, question: Question) -> list[Message]:
    """The meaning of the terms and levels that were asked for, with their sources."""
    book = rulebook()
    references = References(book.sources)
    ruleset = conversation.ruleset or _newest_complete()
    levels = [ruleset.levels[id_] for id_ in dict.fromkeys(question.levels) if id_ in ruleset.levels]
    meanings = [
        references.mark(say("glossary.level", name=one.title, year=ruleset.year, means=one.summary), one.sources)
        for one in levels
    ]
    terms = [book.glossary[id_] for id_ in dict.fromkeys(question.terms) if id_ in book.glossary]
    meanings += [
        references.mark(say("glossary.term", name=term.name, means=term.means), term.sources)
        for term in terms[:_MOST_TERMS]
    ]
    if not meanings:
        names = [book.glossary[id_].name for id_ in _EXAMPLES if id_ in book.glossary]
        return [Message(say("glossary.unknown", examples=listed(names)))]
    return [Message("\n\n".join([*meanings, "\n".join([say("result.sources"), *references.lines()])]))]


def _newest_complete() -> RuleSet:
    """The rules that levels are explained by while the letter's year isn't known; the answer names their year."""
    book = rulebook()
    rulesets = [book.for_year(year) for year in book.years]
    return [one for one in rulesets if one.coverage == "complete"][-1]

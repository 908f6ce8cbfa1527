"""Questions about days that are nobody's duty: when the letter is sent, and when census day is."""

from __future__ import annotations

import re

from actions.answering.glossary import explain_term
from actions.answering.levels import every_ruleset
from actions.answering.question import Question
from actions.content import say
from actions.conversation import Conversation, rulebook
from actions.reading.text import plain
from actions.saying.message import Message, bullets, listed
from actions.saying.references import References

__all__ = ["another_day"]

_CENSUS_DAY, _PERIOD = "census-day", "monitoring-period"
_LETTER = r"(?:letters?|adls?|annual determination letters?)"
_SENT = r"(?:come|coming|comes|came|sent|send|out|arriv\w+|get|got|receiv\w+|issued?|mailed?|dated?|releas\w+)"
_WHEN_SENT = re.compile(
    rf"\b(?:when|what (?:day|date|month)|which (?:day|date|month)|how soon)\b"
    rf"(?:.*\b{_LETTER}\b.*\b{_SENT}\b|.*\b{_SENT}\b.*\b{_LETTER}\b)"
    rf"|\bdates?\b.*\b(?:of|on|for)\b.*\b{_LETTER}\b"
)
_OF_DUTIES = re.compile(r"\b(?:due|deadlines?|must|have to|submit\w*|respon\w+|after|once)\b")


def another_day(conversation: Conversation, question: Question) -> list[Message]:
    """The answer to a question about such a day; empty where it asks for none."""
    if {_CENSUS_DAY, _PERIOD} & {*question.terms}:
        return explain_term(conversation, question)
    text = plain(question.text)
    return [_letter_dates(question)] if _WHEN_SENT.search(text) and not _OF_DUTIES.search(text) else []


def _letter_dates(question: Question) -> Message:
    """The date of each year's letter, as far as the sources give it; of the years in question, where it names any."""
    references = References(rulebook().sources)
    asked = [one for one in every_ruleset() if not question.years or one.year in question.years]
    lines = []
    for ruleset in asked:
        if date := ruleset.letter_date:
            text = say("days.letter_date", year=ruleset.year, day=f"{date.day} {date:%B %Y}")
            lines.append(references.mark(text, ruleset.letter_sources))
    if without := [one for one in asked if one.letter_date is None]:
        text = say("days.no_letter_date", years=listed([str(one.year) for one in without]))
        lines.append(references.mark(text, dict.fromkeys(id_ for one in without for id_ in one.letter_sources)))
    return Message("\n\n".join([f"{say('days.letters')}\n{bullets(lines)}", references.listed()]))

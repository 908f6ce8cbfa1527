"""Corrections of the letter's year alone: "actually 2022", "back to 2023", "that was last year's letter".

A bare year is an answer only where the year is asked for. As a correction it can be nothing but the letter's.
"""

from __future__ import annotations

import re

from actions.conversation import YEAR, Conversation
from actions.reading import Reading, Said
from actions.reading.dates import find_years
from actions.reading.text import plain, words

__all__ = ["year_corrected"]

_CORRECTS = frozenset(
    "actually back change changed correct correction instead make mean meant mistake no nope not oops rather should"
    " sorry switch use wait wrong".split()
)
_ADDS_NOTHING = frozenset(
    "a adl an and be but from i i'm is it it's its let's letter of oh ok our please say said so that that's the then"
    " this to was we well year yes".split()
)
_ANOTHER_LETTER = re.compile(
    r"\b(?:last|previous|prior|wrong|another) (?:year'?s?|years'?) (?:letter|adl)\b"
    r"|\b(?:letter|adl) (?:is|was) (?:from|of) (?:last|the previous|the wrong|another) year\b"
)


def year_corrected(conversation: Conversation, text: str) -> Reading | None:
    """The year that the message puts right, or that it says to be wrong; None where it does neither."""
    if conversation.ruleset is None or text.startswith("/"):
        return None
    shown = plain(text)
    if _ANOTHER_LETTER.search(shown) and "?" not in shown and not any(char.isdigit() for char in shown):
        return Reading(reopened=(YEAR,))
    mentions = find_years(shown)
    rest = set(words(shown, [mention[:2] for mention in mentions]))
    if not rest & _CORRECTS or not rest <= _CORRECTS | _ADDS_NOTHING or _may_be_a_count(conversation):
        return None
    named = {year for mention in mentions for year in mention.years}
    new = named - {conversation.ruleset.year} or named
    return Reading(said=(Said(YEAR, new.pop()),)) if len(new) == 1 else None


def _may_be_a_count(conversation: Conversation) -> bool:
    """Whether a number as large as a year answers what is asked."""
    asked = conversation.facts.vocabulary.get(conversation.requested or "")
    return (
        asked is not None
        and asked.is_number
        and conversation.ruleset is not None
        and (conversation.ruleset.year in asked.domain)
    )

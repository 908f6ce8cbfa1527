"""Years and choices that stand nearly alone: "actually 2022", "that was last year's letter", "no, a charter".

A bare year is an answer only where the year is asked for. As a correction it can be nothing but the letter's.
"""

from __future__ import annotations

import re

from actions.answering.follow_up import follows_up
from actions.conversation import YEAR, Conversation
from actions.interview.heard import Heard
from actions.reading import Reading, Said, Unclear, mentions_in
from actions.reading.dates import find_years
from actions.reading.text import plain, words

__all__ = ["nearly_alone", "own_year"]

_CORRECTS = frozenset(
    "actually back change changed correct correction instead make mean meant mistake no nope not oops rather should"
    " sorry switch use wait wrong".split()
)
_ADDS_NOTHING = frozenset(
    "a adl an and be but from i i'm is it it's its let's letter of oh ok our please say said so that that's the then"
    " this to was we well year yes".split()
)
_OWN = re.compile(r"\b(?:my|mine|our|ours|we|we're|us)\b")
_ANOTHER_LETTER = re.compile(
    r"\b(?:last|previous|prior|wrong|another) (?:year'?s?|years'?) (?:letter|adl)\b"
    r"|\b(?:letter|adl) (?:is|was) (?:from|of) (?:last|the previous|the wrong|another) year\b"
)


def nearly_alone(conversation: Conversation, heard: Heard) -> Reading | None:
    """What a message tells by a year or a choice and little else; None where it is anything but that."""
    if heard.is_payload:
        return None
    return (
        _year_corrected(conversation, heard.text)
        or _choice_corrected(conversation, heard)
        or _year_in_doubt(conversation, heard)
    )


def _year_corrected(conversation: Conversation, text: str) -> Reading | None:
    """The year that the message puts right, or that it says to be wrong; None where it does neither."""
    if conversation.ruleset is None:
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


def _choice_corrected(conversation: Conversation, heard: Heard) -> Reading | None:
    """The one known choice that the message puts right by its name alone: "actually district"; None for any other."""
    mentions = [one for one in mentions_in(heard.entities, conversation.facts.vocabulary) if one.choice is not None]
    if len(mentions) != 1:
        return None
    (mention,) = mentions
    rest = set(words(plain(heard.text), [mention[:2]]))
    known = conversation.facts.get(mention.fact)
    if known in (None, mention.choice) or isinstance(known, frozenset) or not rest & _CORRECTS:
        return None
    return Reading(said=(Said(mention.fact, mention.choice),)) if rest <= _CORRECTS | _ADDS_NOTHING else None


def own_year(conversation: Conversation, text: str) -> Reading | None:
    """The year that a message gives to the LEA's own letter, while none is known; None where it gives none."""
    years = {year for mention in find_years(plain(text)) for year in mention.years}
    if conversation.ruleset is not None or len(years) != 1 or not _OWN.search(plain(text)):
        return None
    return Reading(said=(Said(YEAR, years.pop()),))


def _year_in_doubt(conversation: Conversation, heard: Heard) -> Reading | None:
    """A year alone where nothing is asked: it may be meant as the letter's, and is to be asked about."""
    shown = plain(heard.text)
    if follows_up(conversation, heard.text, heard.places("level")):
        return None
    mentions = find_years(shown)
    if (
        conversation.ruleset is None
        or conversation.next_question is not None
        or words(shown, [one[:2] for one in mentions])
    ):
        return None
    options = tuple(Said(YEAR, year) for one in mentions for year in one.years if year != conversation.ruleset.year)
    return Reading(unclear=(Unclear(options),)) if options else None


def _may_be_a_count(conversation: Conversation) -> bool:
    """Whether a number as large as a year answers what is asked."""
    asked = conversation.facts.vocabulary.get(conversation.requested or "")
    return (
        asked is not None
        and asked.is_number
        and conversation.ruleset is not None
        and (conversation.ruleset.year in asked.domain)
    )

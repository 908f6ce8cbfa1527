"""Whether a number may be something other than it seems: a word that we don't know stands beside it.

Such a word may be a misspelt "about", or what is really counted: "3 teachers".
"""

from __future__ import annotations

import re

from actions.reading.dates import YearMention
from actions.reading.said import Mention
from actions.reading.spotted import Amount, Spotted
from actions.reading.text import Span, overlaps

__all__ = ["counts_something_else", "denies_strangely", "is_doubtful", "unknown_between"]

_BEFORE = re.compile(r"([a-z][\w'-]*)[^\S\n]*[=~]*[^\S\n]*$")
_NEXT_WORD = re.compile(r"[^\S\n]*[a-z][\w'-]*")
_LEADS_ON = frozenset("a an the of to as at by in on than then".split())
"""Words between a number and the one that qualifies it: the "to" of "close to 60"."""
_VERB = re.compile(r"(?!compared)[a-z]+ed|comes?|came|amounts?|adds")
"""What is the verb of a number behind a "to" or "as": "corrected to 60"."""


def is_doubtful(spotted: Spotted, amount: Amount, name: Mention | None = None) -> bool:
    """Whether the amount is denied, or a word that we don't know stands directly before it, or between it and the
    `name` that it belongs to.
    """
    if isinstance(amount, YearMention):
        return False
    if amount.denied or (name and _counts_strangely(spotted, amount, name)):
        return True
    if not amount.interval.is_exact:
        return False
    end, leads_to = amount.start, False
    while before := _BEFORE.search(spotted.text, 0, end):
        if unknown_between(spotted, before.start(1), before.end(1)):
            return not (leads_to and _VERB.fullmatch(before[1]) and spotted.knows(before[1]))
        leads_to = before[1] in ("as", "to")
        if before[1] not in _LEADS_ON:
            return False
        end = before.start()
    return False


def _counts_strangely(spotted: Spotted, amount: Amount, name: Mention) -> bool:
    """Whether what is counted seems to be none of the name: "3 strange elements", "preschool has 3 classrooms"."""
    if name.start > amount.end:
        return unknown_between(spotted, amount.end, name.start)
    return name.end <= amount.start and counts_something_else(spotted, amount)


def counts_something_else(spotted: Spotted, amount: Amount) -> bool:
    """Whether a word that we don't know follows right behind the amount: "3 teachers"."""
    following = _NEXT_WORD.match(spotted.text, amount.end)
    return following is not None and unknown_between(spotted, amount.end, following.end())


def denies_strangely(spotted: Spotted) -> bool:
    """Whether a word that we don't know follows directly on a "no" or "not"."""
    following = [(no.end, _NEXT_WORD.match(spotted.text, no.end)) for no in spotted.find("no")]
    return any(word is not None and unknown_between(spotted, end, word.end()) for end, word in following)


def unknown_between(spotted: Spotted, start: int, end: int) -> bool:
    """Whether a word stands between the two places that doesn't go with numbers, and that isn't mere filling."""
    if start >= end:
        return False
    known = spotted.find("counting")
    return any(not overlaps(word, known) for word in spotted.strange_words(Span(start, end)))

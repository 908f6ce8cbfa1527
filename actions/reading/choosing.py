"""The choices that a message gives: the type of LEA, the categories."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from actions.reading.said import Mention, Said, Unclear
from actions.reading.spotted import Spotted
from actions.reading.text import Span, overlaps
from rules_engine import Facts, FactSpec

__all__ = ["chosen_in", "values_chosen"]

_WORDY = 2
"""With more other words than this beside it, a choice may be about something else."""
_MORE_OF_THEM = re.compile(r"\b(?:also|too|as well)\b")
_DENIED = re.compile(
    r"(?:\b(?:no|not|nor|never|without|isn't|aren't|wasn't|weren't|rather than|instead of)\b)[^,;.]{0,25}$"
)
_SAYS_IT_IS = re.compile(
    r"(?:.*\b(?:we are|we're|i am|i'm|is|it's|are|was|were|as|type|lea)\b[:=]?\s*(?:the\b)?)?"
    r"\s*(?:(?:and|just|only|ok|yes|an?|small|large|big|rural|tiny|little)\b\s*)*",
    re.DOTALL,
)
"""What stands before "district" or "county" where the LEA is said to be one, rather than something in or of one."""
_SUBJECT = "significantly_disproportionate"


def chosen_in(clause: Span, spotted: Spotted, facts: Facts, asked: FactSpec | None) -> Iterator[Mention]:
    """The choices that the clause gives as true."""
    for choice in spotted.choices:
        if not overlaps(choice[:2], [clause]) or _is_denied(choice, clause, spotted):
            continue
        spec = facts.vocabulary[choice.fact]
        if spec.kind == "choices":
            affirmed = asked is not None and asked.id == _SUBJECT and spotted.yes_no() is True
            if asked == spec or affirmed or any(name.fact in (choice.fact, _SUBJECT) for name in spotted.names):
                yield choice
        elif _is_stated(choice, clause, spotted, facts, is_asked=asked == spec):
            yield choice


def _is_denied(choice: Mention, clause: Span, spotted: Spotted) -> bool:
    """Whether a "no" or "not" stands before it, and neither a name nor an amount between."""
    start = max([clause.start, *(part.end for part in (*spotted.names, *spotted.amounts) if part.end <= choice.start)])
    return _DENIED.search(spotted.text, start, choice.start) is not None


def _is_stated(choice: Mention, clause: Span, spotted: Spotted, facts: Facts, *, is_asked: bool) -> bool:
    """Whether the LEA is said to be one. In passing ("in our district"), that counts only while nothing is known."""
    if is_asked:
        return True
    place = Span(choice.start, choice.end)
    if spotted.find("said_of_others", place) == [place] and not _SAYS_IT_IS.fullmatch(
        spotted.text, clause.start, choice.start
    ):
        return False
    other_words = len(spotted.words_beside(clause))
    said_so = spotted.has("stated", Span(clause.start, choice.start)) or spotted.corrects
    return (said_so and other_words <= _WORDY) or other_words <= (0 if choice.fact in facts else _WORDY)


def values_chosen(chosen: Sequence[Mention], spotted: Spotted, facts: Facts) -> Iterable[Said | Unclear]:
    """The values that the `chosen` places give, one for each fact."""
    for fact in dict.fromkeys(choice.fact for choice in chosen):
        values = list(dict.fromkeys(str(choice.choice) for choice in chosen if choice.fact == fact))
        if facts.vocabulary[fact].kind == "choices":
            known = facts.get(fact)
            if isinstance(known, frozenset) and _MORE_OF_THEM.search(spotted.text):
                values = [*known, *values]
            yield Said(fact, sorted(set(values)))
        elif len(values) == 1:
            yield Said(fact, values[0])
        else:
            yield Unclear(tuple(Said(fact, value) for value in values))

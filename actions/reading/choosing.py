"""The choices that a message gives: the type of LEA, the categories."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from actions.reading.said import Mention, Said, Unclear
from actions.reading.spotted import Spotted
from actions.reading.text import Span, overlaps, words
from actions.reading.yes_or_no import yes_or_no
from rules_engine import Facts, FactSpec

__all__ = ["chosen_in", "left_of_them", "values_chosen"]

_WORDY = 2
"""With more other words than this beside it, a choice may be about something else."""
_MORE_OF_THEM = re.compile(r"\b(?:also|too|as well|add|plus|in addition)\b")
_DENIED = re.compile(
    r"\bno\s+(?:(?!wait|sorry|it\b|its|it's|we\b|we're|that|this|actually)[\w'-]+\s+){0,2}$"
    r"|\b(?:not|nor|never|without|isn't|aren't|wasn't|weren't|rather than|instead of|remove|drop|forget"
    r"|delete|ignore)\b[^,;.]{0,25}$"
)
_ALL_BUT = re.compile(
    r"\b(?:everything|all(?: of (?:them|these|those))?|all four|each|every (?:one|category))\s+"
    r"(?:but|except(?: for)?|besides|apart from|other than)\s+(?:the\s+)?$"
)
_TAKEN_AWAY = re.compile(r"\b(?:remove|drop|delete|forget|ignore|take (?:off|out|away)|scratch)\s+(?:the\s+)?$")
_OF_OTHERS = re.compile(
    r"\b(?:by|of|in|under|thru|through|near|inside|within|at|authori[sz]e|oversee|sponsor|host|have|has|run)\s+"
    r"(?:an?|the|our|my|two|some)?\s*(?:\w+\s+){0,2}$"
    r"|\b(?:another|other|different|neighbou?ring|nearby|my old|my former|my last)\s+$"
)
_BY_THEM = re.compile(r"\b(?:by|through|from)\s+(?:an?|the|our|their)?\s*(?:\w+\s+)?$")
"""Whose doing it is: "preschool is run by the county office"."""
_ONE_OF = re.compile(r"\bone of (?:my|our|the)\s+(?:\w+\s+)?$")
_THEY_SPEAK = re.compile(
    r"\s+(?:\w+\s+)?(?:told|tells?|said|says|asked|asks|sent|wants?|called|emailed|helps?|person|people|contact|staff)\b"
)
_OURSELVES = re.compile(
    r"\b(?:we are|we're|i am|i'm|our lea is|the lea is|letter is for)\s+"
    r"(?:an?|the|just|only|actually|really|one of(?: the| our)?)?\s*"
    r"(?:(?!in\b|at\b|of\b|by\b|near\b|from\b|with\b|not\b)[\w-]+\s+){0,2}$"
)
_SAYS_IT_IS = re.compile(
    r"(?:.*\b(?:we are|we're|i am|i'm|is|it's|are|was|were|as|type|lea)\b[:=]?\s*(?:the\b)?)?"
    r"\s*(?:(?:and|just|only|ok|yes|an?|small|large|big|rural|tiny|little)\b\s*)*",
    re.DOTALL,
)
"""What stands before "district" or "county" where the LEA is said to be one, rather than something in or of one."""
_SUBJECT = "significantly_disproportionate"
_LISTS = ("significant_disproportionality_categories",)


def chosen_in(clause: Span, spotted: Spotted, facts: Facts, asked: FactSpec | None) -> Iterator[Mention]:
    """The choices that the clause gives as true."""
    for choice in spotted.choices:
        if not overlaps(choice[:2], [clause]) or _is_denied(choice, clause, spotted):
            continue
        spec = facts.vocabulary[choice.fact]
        if spec.kind == "choices":
            affirmed = asked is not None and asked.id == _SUBJECT and yes_or_no(spotted) is True
            corrected = choice.fact in facts and (spotted.takes_back or _changes(choice.fact, spotted, facts))
            named = any(name.fact in (choice.fact, _SUBJECT) for name in spotted.names)
            if asked == spec or affirmed or corrected or named:
                yield choice
        elif _is_stated(choice, clause, spotted, facts, is_asked=asked == spec):
            yield choice


def _changes(fact: str, spotted: Spotted, facts: Facts) -> bool:
    """Whether the message adds to the choices of the fact, or denies one of them: "ind 9, not 10"."""
    known = facts.get(fact)
    denied = {
        one.choice for one in spotted.choices if one.fact == fact and _is_denied(one, spotted.everything, spotted)
    }
    return bool(_MORE_OF_THEM.search(spotted.text) or (isinstance(known, frozenset) and known & denied))


def _is_denied(choice: Mention, clause: Span, spotted: Spotted) -> bool:
    """Whether a "no" or "not" stands before it, and neither a name nor an amount between."""
    start = max([clause.start, *(part.end for part in (*spotted.names, *spotted.amounts) if part.end <= choice.start)])
    return _DENIED.search(spotted.text, start, choice.start) is not None


def _is_stated(choice: Mention, clause: Span, spotted: Spotted, facts: Facts, *, is_asked: bool) -> bool:
    """Whether the LEA is said to be one. In passing ("in our district"), that counts only while nothing is known."""
    if not is_asked and _BY_THEM.search(spotted.text, clause.start, choice.start):
        return False
    if is_asked or _OURSELVES.search(spotted.text, clause.start, choice.start):
        return True
    place = Span(choice.start, choice.end)
    of_several = spotted.text[choice.end - 1] == "s" and not _ONE_OF.search(spotted.text, 0, choice.start)
    if of_several or _THEY_SPEAK.match(spotted.text, choice.end):
        return False  # "charters", "the county office told us"
    other_words = len(spotted.words_beside(clause))
    is_vague = spotted.find("said_of_others", place) == [place]
    if is_vague and (
        not _SAYS_IT_IS.fullmatch(_plain_words(spotted, clause.start, choice.start))
        or spotted.words_beside(Span(choice.end, clause.end))
    ):
        return False
    said_so = spotted.has("stated", Span(clause.start, choice.start)) or spotted.corrects
    return (said_so and other_words <= _WORDY) or other_words <= (0 if choice.fact in facts else _WORDY)


def _plain_words(spotted: Spotted, start: int, end: int) -> str:
    """What stands there without amounts and names: "2023 district, 1200 swd"."""
    parts = [*(part[:2] for part in (*spotted.amounts, *spotted.mentions)), *spotted.labels]
    return " ".join(words(spotted.text[:end], [*parts, (0, start)]))


def values_chosen(chosen: Sequence[Mention], spotted: Spotted, facts: Facts) -> Iterable[Said | Unclear]:
    """The values that the `chosen` places give, one for each fact."""
    for fact in dict.fromkeys(choice.fact for choice in chosen):
        values = list(dict.fromkeys(str(choice.choice) for choice in _meant(chosen, spotted) if choice.fact == fact))
        if facts.vocabulary[fact].kind == "choices":
            yield Said(fact, sorted(_added_to(facts, fact, set(values), chosen, spotted)))
        elif len(values) == 1:
            yield Said(fact, values[0])
        else:
            yield Unclear(tuple(Said(fact, value) for value in values))


def left_of_them(spotted: Spotted, facts: Facts) -> Iterable[Said]:
    """The value of a fact of which nothing was chosen, but one of the choices so far was taken away."""
    for fact in dict.fromkeys(choice.fact for choice in spotted.choices):
        known = facts.get(fact)
        gone = {str(choice.choice) for choice in spotted.choices if _TAKEN_AWAY.search(spotted.text, 0, choice.start)}
        if isinstance(known, frozenset) and known & gone:
            yield Said(fact, sorted(known - gone))


def _added_to(facts: Facts, fact: str, values: set[str], chosen: Sequence[Mention], spotted: Spotted) -> Iterable[str]:
    """The choices with those known before, where these stay; or all but them: "everything but placement"."""
    if any(_ALL_BUT.search(spotted.text, 0, choice.start) for choice in chosen):
        return facts.vocabulary[fact].choices.keys() - values
    known = facts.get(fact)
    return values | known if isinstance(known, frozenset) and _MORE_OF_THEM.search(spotted.text) else values


def _meant(chosen: Sequence[Mention], spotted: Spotted) -> Sequence[Mention]:
    """Of several types the ones that the LEA is said to be, or else those that aren't said of others: "a charter school
    authorized by a district".
    """
    if any(choice.fact in _LISTS for choice in chosen):
        return chosen
    own = [choice for choice in chosen if _OURSELVES.search(spotted.text, 0, choice.start)]
    return own or [choice for choice in chosen if not _OF_OTHERS.search(spotted.text, 0, choice.start)] or chosen

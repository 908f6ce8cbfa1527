"""The clauses of a message: cut at punctuation, at the marks of lists, and at "and" and "but"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from actions.reading.spotted import Spotted
from actions.reading.text import Span, clauses, overlaps

__all__ = ["clauses_of", "concludes"]

_AND = re.compile(
    r"\s(?:and|but|plus|while|also|(?<!hit\s)(?<!found\s)(?<!identified\s)with(?!\s+the\s+exception)|because|although|though|so(?!\s(?:far|that|many|much|identified))|therefore)\s"
    r"|\s[&+]\s|(?<=[a-z\d])\s/\s(?=[a-z])"
)
_LIST_MARK = re.compile(r"\s+[|/-]+\s+")
_EVERYTHING = re.compile(r"\b(?:everything|anything|nothing|all|all (?:the )?\w+|every \w+|each \w+)$")
"""What a "but" behind it takes something from."""
_THEREFORE = re.compile(r"\b(?:so|therefore|thus|hence)\s*,?\s*$")


def clauses_of(spotted: Spotted) -> Iterator[Span]:
    """The clauses, cut at punctuation, and at "and" and "but" where these don't tie a range or a name together."""
    whole = [part[:2] for part in (*spotted.amounts, *spotted.mentions)]
    for clause in (item for sentence in clauses(spotted.text) for item in _items(spotted, sentence, whole)):
        start = clause.start
        for match in _AND.finditer(spotted.text, *clause):
            excepts = _EVERYTHING.search(spotted.text, start, match.start()) and match[0].strip() == "but"
            if not excepts and not overlaps(match.span(), whole) and spotted.text[start : match.start()].strip():
                yield Span(start, match.start())
                start = match.end()
        yield Span(start, clause.end)


def _items(spotted: Spotted, sentence: Span, whole: Sequence[tuple[int, int]]) -> Iterator[Span]:
    """What stands between the strokes and dashes of a list, but for those between a name and its value."""
    start = sentence.start
    for match in _LIST_MARK.finditer(spotted.text, *sentence):
        is_pair = not _tells(spotted, Span(start, match.start())) and _begins_with_value(spotted, match.end())
        if not is_pair and not overlaps(match.span(), whole):
            yield Span(start, match.start())
            start = match.end()
    yield Span(start, sentence.end)


def _tells(spotted: Spotted, span: Span) -> bool:
    """Whether there is a value in `span`, or a word for one."""
    if any(overlaps(part[:2], [span]) for part in (*spotted.amounts, *spotted.choices)):
        return True
    unmet = spotted.find("unmet", span)
    answers = [one for cue in ("yes", "no", "not_ranked", "negation", "met") for one in spotted.find(cue, span)]
    return any(not overlaps(one, unmet) for one in answers)


def _begins_with_value(spotted: Spotted, start: int) -> bool:
    values = [part.start for part in (*spotted.amounts, *spotted.choices)]
    return start in values or any(spotted.opens(cue, start) for cue in ("yes", "no", "not_ranked"))


def concludes(spotted: Spotted, clause: Span) -> bool:
    """Whether the clause says what follows from those before it: "3 and 2, so 5"."""
    return _THEREFORE.search(spotted.text, 0, clause.start) is not None

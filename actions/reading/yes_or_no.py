"""A message as a plain yes or no."""

from __future__ import annotations

import re

from actions.reading.clauses import clauses_of
from actions.reading.spotted import Spotted
from actions.reading.text import Span, clauses, overlaps, words

__all__ = ["first_word", "opens_with_no", "yes_or_no"]

_NOT_SO_MEANT = ("unknown", "not_ranked", "unmet", "hedged")
_LETTER = re.compile(r"(?<![\w'])[yn](?![\w'])")
_SOUND = re.compile(r"\s*[a-z']+[\s,.!]*")
_PLAIN_NO = re.compile(r"(?:no|nope|nah)\b(?!\s+(?:idea|clue|way|one|letter|info|information|data|access|record))")
_PAUSE = re.compile(r"[,;.!?\n]")


def yes_or_no(spotted: Spotted, span: Span | None = None) -> bool | None:
    """The message, or what stands in `span`, as a yes or a no: by how it opens, else by the only one it holds."""
    other = [one for cue in _NOT_SO_MEANT for one in spotted.find(cue, span)]
    other += [Span(*match.span()) for match in _LETTER.finditer(spotted.text) if not _is_clause(spotted, match.span())]
    no = [one for one in spotted.find("no", span) if not overlaps(one, other)]
    yes = [one for one in spotted.find("yes", span) if not overlaps(one, [*no, *other])]
    yes = [one for one in yes if not _goes_on(spotted, one)]
    both = sorted([(one, False) for one in no] + [(one, True) for one in yes])
    if not both:
        return None
    if yes and no and both[0][1] and not _PAUSE.search(spotted.text, both[0][0].end):
        return None  # "yeah not really"
    opens = not words(spotted.text[span.start if span else 0 : both[0][0].start])
    return both[0][1] if opens or not (yes and no) else None


def first_word(spotted: Spotted, start: int = 0) -> int:
    """Where the first word from `start` on stands that is more than a sound: the "no" of "ha, no, ..."."""
    while (sound := _SOUND.match(spotted.text, start)) and spotted.find("sound", Span(start, sound.end())):
        start = sound.end()
    return start


def opens_with_no(spotted: Spotted, start: int) -> bool:
    """Whether the first word there is a plain "no", and not that of "no idea"."""
    return _PLAIN_NO.match(spotted.text[first_word(spotted, start) :].lstrip()) is not None


def _is_clause(spotted: Spotted, span: tuple[int, int]) -> bool:
    return any(spotted.text[slice(*clause)].strip() == spotted.text[slice(*span)] for clause in clauses(spotted.text))


def _goes_on(spotted: Spotted, yes: Span) -> bool:
    """Whether it is no yes but the beginning of something: "we are" in "we are in the clear"."""
    if spotted.find("elliptic", yes) != [yes]:
        return False
    end = next((clause.end for clause in clauses_of(spotted) if overlaps(clause, [yes])), len(spotted.text))
    return bool(spotted.words_beside(Span(yes.end, end)))

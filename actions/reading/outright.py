"""What a message says outright, whatever was asked: "we met everything", "but not significantly"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from actions.reading.lexicon import Lexicon
from actions.reading.said import Said
from actions.reading.short_answers import EXCEPT, TURNED_ROUND
from actions.reading.spotted import Spotted
from actions.reading.text import Span, overlaps
from rules_engine import Vocabulary

__all__ = ["said_outright"]

_WORDY = 2
"""With more other words than this in its clause, such a phrase may be about something else."""
_GOES_ON = re.compile(r"\s+(?:of\b|for\b|[a-z]+(?:ed|er|ing)\b)")
"""What makes something else of it: "not significantly changed"."""


def said_outright(clause: Span, spotted: Spotted, vocabulary: Vocabulary, lexicon: Lexicon) -> Iterator[Said]:
    """The values that phrases in the clause give to facts that it doesn't name."""
    if spotted.corrects:
        return
    for place, fact, value in lexicon.values_outright(spotted.text, clause):
        others = [name for name in spotted.names if name.fact == fact and not overlaps(name[:2], [place])]
        named = any(overlaps(name[:2], [clause]) for name in others)
        turned = TURNED_ROUND.search(spotted.text, clause.start, place.start)
        if named or turned or EXCEPT.search(spotted.text, place.end, clause.end):
            continue
        if _GOES_ON.match(spotted.text, place.end) or len(spotted.words_beside(clause, [place])) > _WORDY:
            continue
        spec = vocabulary[fact]
        yield Said(fact, value == "yes" if spec.kind == "yes_no" else spec.to_json(spec.parse(value)), spec.is_number)

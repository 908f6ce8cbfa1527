"""Where a message names choices: by their names, by words that name them only when asked for, and by their numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.reading.lexicon import Lexicon
from actions.reading.said import Mention
from actions.reading.text import Span, overlaps

__all__ = ["choice_places"]

_CATEGORIES = "significant_disproportionality_categories"
_ABOUT_CATEGORIES = (_CATEGORIES, "significantly_disproportionate")
_BOUND = re.compile(r"[<>]=?\s*$")
_NUMBER = r"(?:9|10)(?![\w%]|\.\d)"
_LIST = rf"{_NUMBER}(?:\s*(?:,|and|&|\+|/|or)\s*(?:ind\w*\.?\s*)?{_NUMBER})*"
_INDICATORS = re.compile(rf"\b(?:indicators?|inds?\.?)\s*{_LIST}")
_BEHIND_NAME = re.compile(rf"\s*(?:(?:for|in|on|under|is|are)\b|[:=-])?\s*{_LIST}")


def choice_places(
    text: str,
    mentions: Sequence[Mention],
    names: Sequence[Mention],
    labels: Sequence[Span],
    lexicon: Lexicon,
    asked: str | None,
) -> list[Mention]:
    """The places in plain `text` that name choices, in order.

    Besides those among the `mentions`: phrases that name one while its fact is `asked` for, and the numbers by which
    categories are called. Whatever else the `names` and `labels` cover is no choice.
    """
    places = _Places(text, lexicon, [mention for mention in mentions if mention.choice is not None])
    places.add(_CATEGORIES, [span for span, _ in places.phrases(_CATEGORIES) if overlaps(span, _lists(text, names))])
    taken = [*(name[:2] for name in names), *labels]
    if asked and asked in lexicon.choices:
        places.add(asked, [span for span, _ in places.phrases(asked) if not overlaps(span, taken)])
    facts = {choice.fact for choice in places.found}
    if len(facts) == 1 and all(name.fact in (*facts, *_ABOUT_CATEGORIES) for name in names):
        (fact,) = facts
        numbers = [span for span, _ in places.phrases(fact) if text[slice(*span)].isdigit()]
        places.add(fact, [span for span in numbers if not overlaps(span, taken)])
    return sorted(places.most_specific())


class _Places:
    """Gathers the places of choices that don't overlap."""

    def __init__(self, text: str, lexicon: Lexicon, found: list[Mention]) -> None:
        self._text = text
        self._lexicon = lexicon
        self.found = found

    def phrases(self, fact: str) -> list[tuple[Span, str]]:
        """The phrases that may name a choice of the fact, without numbers that count something: "10 years"."""
        every = self._lexicon.values_when_asked(fact, self._text, Span(0, len(self._text)))
        return [(span, value) for span, value in every if not self._counts(span)]

    def add(self, fact: str, spans: Sequence[Span]) -> None:
        values = dict(self.phrases(fact))
        for span in spans:
            if not overlaps(span, [choice[:2] for choice in self.found]):
                self.found.append(Mention(*span, fact, values[span]))

    def most_specific(self) -> list[Mention]:
        """What was found, without words in general where there are any in particular."""
        general = set(self._lexicon.cue("in_general").find(self._text))
        particular = [choice for choice in self.found if Span(*choice[:2]) not in general]
        return [
            one for one in self.found if one in particular or not any(one.fact == other.fact for other in particular)
        ]

    def _counts(self, span: Span) -> bool:
        is_number = self._text[slice(*span)].isdigit()
        return is_number and bool(
            _BOUND.search(self._text, 0, span.start) or self._lexicon.unit_at(self._text, span.end)
        )


def _lists(text: str, names: Sequence[Mention]) -> list[Span]:
    """Lists of numbers that can only be those of indicators: "indicators 9 & 10", "sig dis for 9"."""
    found = [Span(*match.span()) for match in _INDICATORS.finditer(text)]
    behind = (_BEHIND_NAME.match(text, name.end) for name in names if name.fact in _ABOUT_CATEGORIES)
    return found + [Span(*match.span()) for match in behind if match]

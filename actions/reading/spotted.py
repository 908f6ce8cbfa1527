"""A typed message with everything that was spotted in it: clauses, names, amounts and telling words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import TypeAlias

from actions.reading.choice_places import choice_places
from actions.reading.dates import YearMention, find_years
from actions.reading.labels import labels
from actions.reading.lexicon import Lexicon
from actions.reading.quantities import find_quantities
from actions.reading.quantity import Quantity
from actions.reading.said import Mention
from actions.reading.text import Places, Span, overlaps, plain, word_spans

__all__ = ["LONGEST", "Amount", "Spotted"]

LONGEST = 1_000
"""Characters that are read; nobody answers a question in more."""

Amount: TypeAlias = "Quantity | YearMention"

_YEAR = "monitoring_year"
_LETTER = ("letter", "adl", "my1", "my2", "my'")
_COUNTED = ("students_with_disabilities", "elements_not_met", "disproportionate_years")
_GAP = re.compile(r"\s*(?:n\s*=\s*|[:=-]\s*)?(?:(?:is|are|was|were)\s+)?")
_TAKEN_BACK = re.compile(
    r"(?:\b(?:not|instead of|rather than|forget|ignore|remove|drop"
    r"|i (?:said|gave|put|wrote|typed|entered|told you|gave you)(?: it was)?"
    r"|last year(?: it| we)?(?: was| were| had| missed)?)|n't)\s+(?:the\s+)?$"
)
_OF_THEM = re.compile(r"\s*(?:of\s+(?:the|our|my|their)\s+)?")
_OUT_OF_DATE = re.compile(
    r"\s+(?:elements?\s+)?last year\b"
    r"|\s+(?:was|were|is)\s+(?:for\s+)?(?:last year|the old|old\b|wrong|before|a typo|the previous|incorrect)"
)
_NOT_IN_WORDS = (
    "filler", "unknown", "yes", "no", "not_ranked", "correcting", "maybe_correcting", "change_request", "stated",
    "believed",
)  # fmt: skip
_NEXT_WORD = re.compile(r"[^\S\n]*[a-z][\w'-]*")


def _holds(phrase: Span, name: Mention) -> bool:
    return phrase.start <= name.start and name.end <= phrase.end


class Spotted:
    """One message, in plain text. Answers "what stands in this part of it"; takes no decision."""

    def __init__(
        self,
        text: str,
        mentions: Sequence[Mention],
        lexicon: Lexicon,
        asked: str | None = None,
        year_told: bool = False,
    ) -> None:
        """`asked` is the fact that was asked for; `year_told` says that a year was told just before."""
        typed = plain(text)[:LONGEST]
        repaired = lexicon.speller.repair(typed)
        self.text = repaired.text
        self._strange: dict[Span, list[Span]] = {}
        self._lexicon = lexicon
        self.labels = labels(self.text)
        places = [(repaired.place(mention[:2]), mention) for mention in mentions if mention.end <= len(typed)]
        mentions = [mention._replace(start=place.start, end=place.end) for place, mention in places]
        self.names = tuple(name for name in mentions if name.choice is None and not self._is_of_staff(name))
        self.everything = Span(0, len(self.text))
        self.asked = asked
        if asked:
            phrases = lexicon.values_when_asked(asked, self.text, self.everything)
            self.names = tuple(name for name in self.names if not any(_holds(phrase, name) for phrase, _ in phrases))
        self.choices = tuple(choice_places(self.text, mentions, self.names, self.labels, lexicon, asked))
        self.takes_back = self.has("correcting") or self.text.lstrip().startswith("*")
        """Whether it surely corrects something said before."""
        self.corrects = self.takes_back or self.has("maybe_correcting")
        self.amounts = self._spot_amounts(about_years=year_told and self.takes_back)
        self.counted = tuple(self._counting_words())
        """The words that say what a number counts: the "years" in "2 years", the "missed" in "missed 3"."""
        covered = [name for name in self.names if overlaps(name[:2], [word[:2] for word in self.counted])]
        self.names = tuple(name for name in (*self.names, *self.counted) if name not in covered)

    def _is_of_staff(self, name: Mention) -> bool:
        """Whether it only says whose staff: "sped teachers"."""
        following = _NEXT_WORD.match(self.text, name.end)
        return following is not None and self.find("staff", Span(name.end, following.end())) != []

    def _spot_amounts(self, about_years: bool) -> tuple[Amount, ...]:
        """Quantities and years. What looks like a year is one where years are spoken of; else a date is no amount."""
        asked = self.asked == _YEAR and all(name.fact == _YEAR for name in self.names)
        found = find_years(self.text, asked)
        of_letter = any(self.text.startswith(_LETTER, year.start) for year in found)
        about_years = about_years or of_letter or self.asked == _YEAR or any(name.fact == _YEAR for name in self.names)
        counted = [(name.start, name.start) for name in self.names if name.fact in _COUNTED]
        counted += [(end, end) for name in self.names if name.fact in _COUNTED and (end := self.value_at(name))]
        years = [
            year
            for year in found
            if not overlaps(year[:2], self.labels)
            and (
                year.dated
                or self._is_named_year(year)
                or (about_years and not any(self.adjoin(year[:2], place) for place in counted))
            )
        ]
        taken = [*(choice[:2] for choice in self.choices), *(year[:2] for year in years)]
        amounts: list[Amount] = [*find_quantities(self.text, taken, self.corrects), *(years if about_years else ())]
        amounts = sorted(amount for amount in amounts if not self._counts_choices(amount))
        # The 4 in "5, not 4" and in "not 4 but 5" is taken back; where nothing else is said, it is just an odd answer.
        kept = [amount for amount in amounts if not self._is_taken_back(amount)]
        self.taken_back = tuple(amount for amount in amounts if amount not in kept) if kept else ()
        return tuple(kept or amounts)

    def _is_named_year(self, year: YearMention) -> bool:
        return any(name.fact == _YEAR and self.adjoin((name.end, self.value_at(name)), year[:2]) for name in self.names)

    def value_at(self, name: Mention) -> int:
        """Where a value would stand behind the name: "SWD: 2018"."""
        gap = _GAP.match(self.text, name.end)
        return gap.end() if gap else name.end

    def _counts_choices(self, amount: Amount) -> bool:
        """Whether it is the number of others, or only points: "two charters", "a unified one"."""
        several = [choice for choice in self.choices if self.text[choice.end - 1] == "s"]
        if any(_OF_THEM.fullmatch(self.text, amount.end, choice.start) for choice in several):
            return True
        points = self.text[amount.start : amount.end] == "one"
        return points and any(
            choice.end <= amount.start and self.adjoin(amount[:2], choice[:2]) for choice in self.choices
        )

    def _is_taken_back(self, amount: Amount) -> bool:
        before, after = _TAKEN_BACK.search(self.text, 0, amount.start), _OUT_OF_DATE.match(self.text, amount.end)
        return before is not None or after is not None

    def _counting_words(self) -> Iterator[Mention]:
        for amount in self.amounts:
            if isinstance(amount, YearMention):
                continue
            found = self._lexicon.unit_at(self.text, amount.end)
            if not found and not any(self._may_be_of(amount, name) for name in self.names):
                found = self._lexicon.verb_before(self.text, amount.start)
            if found and not any(
                overlaps(name[:2], [found[1]]) and (name.fact == found[0] or name.end <= amount.start)
                for name in self.names
            ):
                yield Mention(*found[1], found[0])

    def _may_be_of(self, amount: Amount, name: Mention) -> bool:
        """Whether the amount stands directly beside a name that has no other directly behind it."""
        others = [other.start for other in self.amounts if other != amount]
        return self.adjoin(amount[:2], name[:2]) and self.value_at(name) not in others

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """Every name and choice."""
        return self.names + self.choices

    def parted(self, amount: Amount, name: Mention) -> bool:
        """Whether a "no" stands between the amount and the name behind it: "missed 3 no dispro"."""
        between = Span(amount.end, max(amount.end, name.start))
        return any(not self.has("met", Span(no.end, name.end)) for no in self.find("negation", between))

    def knows(self, word: str) -> bool:
        """Whether it is a word of the language, whatever it means."""
        return self._lexicon.speller.knows(word)

    def opens(self, cue: str, position: int) -> bool:
        """Whether one of the lexicon's phrases for `cue` stands at `position`, or behind the space there."""
        return self._lexicon.cue(cue).opens(self.text[position:])

    def has(self, cue: str, span: Span | None = None) -> bool:
        """Whether one of the lexicon's phrases for `cue` stands in `span`."""
        return self._lexicon.cue(cue).is_in(self.text, *(span or self.everything))

    def find(self, cue: str, span: Span | None = None) -> list[Span]:
        """Where the lexicon's phrases for `cue` stand in `span`."""
        return self._lexicon.cue(cue).find(self.text, *(span or self.everything))

    def words_beside(self, clause: Span, known: Iterable[tuple[int, int]] = ()) -> list[str]:
        """The clause's words that are neither amounts, names, answers nor mere filling, nor stand at `known` places."""
        return [self.text[slice(*span)] for span in self.strange_words(clause) if not overlaps(span, known)]

    def strange_words(self, clause: Span) -> list[Span]:
        """Where the words stand that `words_beside` tells."""
        if clause not in self._strange:
            inside = (Span(word.start, min(word.end, clause.end)) for word in self.words_in(clause))
            strange = (word for word in inside if word.end - word.start > 1 and not self._familiar.overlap(word))
            self._strange[clause] = list(strange)
        return self._strange[clause]

    def words_in(self, clause: Span) -> list[Span]:
        """Where the words stand that begin in the clause."""
        first, behind = (bisect_left(self._words, (place,)) for place in clause)
        return self._words[first:behind]

    @cached_property
    def _words(self) -> list[Span]:
        return word_spans(self.text)

    @cached_property
    def _familiar(self) -> Places:
        """Where amounts, names, answers, labels and mere filling stand."""
        parts = (*self.amounts, *self.taken_back, *self.mentions)
        filling = (place for cue in _NOT_IN_WORDS for place in self.find(cue))
        return Places([*(part[:2] for part in parts), *self.labels, *filling])

    def adjoin(self, one: tuple[int, int], other: tuple[int, int]) -> bool:
        """Whether nothing but spaces stands between the two, in one line."""
        first, second = sorted((one, other))
        return first[1] <= second[0] and not self.text[first[1] : second[0]].strip(" ")

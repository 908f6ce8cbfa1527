"""A typed message with everything that was spotted in it: clauses, names, amounts and telling words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from actions.reading.dates import YearMention, find_years
from actions.reading.lexicon import Lexicon
from actions.reading.quantities import Quantity, find_quantities
from actions.reading.said import Mention
from actions.reading.text import Span, clauses, overlaps, plain, words

__all__ = ["LONGEST", "Amount", "Spotted"]

LONGEST = 1_000
"""Characters that are read; nobody answers a question in more."""

Amount: TypeAlias = "Quantity | YearMention"

_AND = re.compile(r"\s(?:and|but|plus|while|also|with)\s|\s&\s")
_TAKEN_BACK = re.compile(r"(?:\bnot|n't)\s+$")
_NOT_IN_WORDS = ("filler", "unknown", "yes", "no", "not_ranked", "correcting", "change_request", "stated")
_PAUSE, _STOP = re.compile(r"[,;.!?\n]"), re.compile(r"[;.!?\n]")
_NEXT_WORD = re.compile(r"\s*[a-z][\w'-]*")
_FIRST_WORD = re.compile(r"\s*[^\s\w]*\s*[\w']+")


class Spotted:
    """One message, in plain text. Answers "what stands in this part of it"; takes no decision."""

    def __init__(self, text: str, mentions: Sequence[Mention], lexicon: Lexicon, asked_for_year: bool = False) -> None:
        self.text = plain(text)[:LONGEST]
        self._lexicon = lexicon
        mentions = [mention for mention in mentions if mention.end <= len(self.text)]
        self.names = tuple(mention for mention in mentions if mention.choice is None)
        self.choices = tuple(mention for mention in mentions if mention.choice is not None)
        self.everything = Span(0, len(self.text))
        self.corrects = self.has("correcting")
        self.amounts = self._spot_amounts(asked_for_year)
        self.names = tuple(self._names_and_units())

    def _spot_amounts(self, asked_for_year: bool) -> tuple[Amount, ...]:
        """Quantities and years. What looks like a year is one where years are spoken of; else a date is no amount."""
        about_years = asked_for_year or any(name.fact == "monitoring_year" for name in self.names)
        years = [year for year in find_years(self.text) if year.dated or about_years]
        taken = [*(choice[:2] for choice in self.choices), *(year[:2] for year in years)]
        amounts: list[Amount] = [*find_quantities(self.text, taken, self.corrects), *(years if about_years else ())]
        amounts.sort(key=lambda amount: amount.start)
        # The 4 in "5, not 4" and in "not 4 but 5" is taken back; where nothing else is said, it is just an odd answer.
        kept = [amount for amount in amounts if not _TAKEN_BACK.search(self.text, 0, amount.start)]
        return tuple(kept or amounts)

    def _names_and_units(self) -> Iterator[Mention]:
        """The names of facts, with the words that say what a number counts: the "years" in "2 years"."""
        units: list[Mention] = []
        for amount in self.amounts:
            found = self._lexicon.unit_at(self.text, amount.end) if isinstance(amount, Quantity) else None
            if found and not any(name.fact == found[0] and overlaps(name[:2], [found[1]]) for name in self.names):
                units.append(Mention(*found[1], found[0]))
        yield from (name for name in self.names if not overlaps(name[:2], [unit[:2] for unit in units]))
        yield from units

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """Every name and choice."""
        return self.names + self.choices

    def counts_something_else(self, amount: Amount) -> bool:
        """Whether a word that we don't know follows right behind the amount: "3 teachers"."""
        following = _NEXT_WORD.match(self.text, amount.end)
        return following is not None and bool(self.words_beside(Span(amount.end, following.end())))

    def has(self, cue: str, span: Span | None = None) -> bool:
        """Whether one of the lexicon's phrases for `cue` stands in `span`."""
        return self._lexicon.cue(cue).is_in(self.text, *(span or self.everything))

    def find(self, cue: str, span: Span | None = None) -> list[Span]:
        """Where the lexicon's phrases for `cue` stand in `span`."""
        return self._lexicon.cue(cue).find(self.text, *(span or self.everything))

    def clauses(self) -> Iterator[Span]:
        """The clauses, cut at punctuation, and at "and" and "but" where these don't tie a range or a name together."""
        whole = [part[:2] for part in (*self.amounts, *self.mentions)]
        for clause in clauses(self.text):
            start = clause.start
            for match in _AND.finditer(self.text, *clause):
                if not overlaps(match.span(), whole) and self.text[start : match.start()].strip():
                    yield Span(start, match.start())
                    start = match.end()
            yield Span(start, clause.end)

    def statements(self) -> Iterator[Span]:
        """The clauses that say how things are. What belongs to a question or a supposition doesn't:
        "what if it was 4 elements and 98 students" says nothing.
        """
        asking = supposing = False
        end = 0
        for clause in self.clauses():
            gap = self.text[end : clause.start]
            asking = self.asks(clause) or (asking and not _PAUSE.search(gap))
            supposing = self.supposes(clause) or (supposing and not _STOP.search(gap))
            if not (asking or supposing):
                yield clause
            end = clause.end

    def words_beside(self, clause: Span) -> list[str]:
        """The clause's words that are neither amounts, names, answers nor mere filling."""
        known: list[tuple[int, int]] = [part[:2] for part in (*self.amounts, *self.mentions)]
        for cue in _NOT_IN_WORDS:
            known += self.find(cue, clause)
        left = words(self.text[: clause.end], [*known, (0, clause.start)])
        return [word for word in left if len(word) > 1]

    def asks(self, clause: Span) -> bool:
        """Whether the clause asks something, rather than for an answer to be changed."""
        if self.has("change_request", clause) and overlaps(
            clause, [part[:2] for part in (*self.amounts, *self.mentions)]
        ):
            return False
        if self._opens_asking(clause) or any(self._opens_asking(rest) for rest in self._after_not_knowing(clause)):
            return True
        return self.text[clause.end : clause.end + 1] == "?" and bool(self.words_beside(clause))

    def _opens_asking(self, span: Span) -> bool:
        """Whether a question word comes first, or after words that only fill ("ok, but why...")."""
        start = span.start
        while start < span.end:
            if self._lexicon.cue("asking").opens(self.text[start : span.end]):
                return True
            word = _FIRST_WORD.match(self.text, start, span.end)
            if word is None or not self.has("filler", Span(start, word.end())):
                return False
            start = word.end()
        return False

    def _after_not_knowing(self, clause: Span) -> Iterator[Span]:
        for cue in self.find("unknown", clause):
            preposition = re.match(r"\s+(?:about|of)\b", self.text[cue.end : clause.end])
            yield Span(cue.end + (preposition.end() if preposition else 0), clause.end)

    def doesnt_know(self, clause: Span) -> bool:
        """Whether it says "not sure" — but not "not sure what an element is", which asks."""
        return any(not self._opens_asking(rest) for rest in self._after_not_knowing(clause))

    def supposes(self, clause: Span) -> bool:
        """Whether it only supposes: nothing said after "what if" is so. But "not sure if 3 or 4" is an answer."""
        doubts = self.find("unknown", clause)
        return any(
            not any(self.text[doubt.end : cue.start].strip() == "" for doubt in doubts if doubt.end <= cue.start)
            for cue in self.find("hypothetical", clause)
        )

    def yes_no(self) -> bool | None:
        """The message as a yes or a no: by how it opens, else by the only one that it holds."""
        other = self.find("unknown") + self.find("not_ranked")
        no = [span for span in self.find("no") if not overlaps(span, other)]
        yes = [span for span in self.find("yes") if not overlaps(span, [*no, *other])]
        both = sorted([(span, False) for span in no] + [(span, True) for span in yes])
        if not both:
            return None
        opens = not words(self.text[: both[0][0].start])
        return both[0][1] if opens or not (yes and no) else None

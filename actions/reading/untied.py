"""Which fact an amount is for that stands beside no name: the one asked for, or the one that is corrected."""

from __future__ import annotations

from collections.abc import Sequence

from actions.reading.doubts import counts_something_else
from actions.reading.linking import takes
from actions.reading.quantity import Quantity
from actions.reading.said import Refusal, Said, Unclear
from actions.reading.short_answers import ordinal_in
from actions.reading.spotted import Amount, Spotted
from actions.reading.text import Span
from actions.reading.values import value_of
from rules_engine import Facts, FactSpec, Interval

__all__ = ["Untied"]

_WORDY, _TOO_WORDY = 2, 7
"""With more other words than this in its clause, an amount is said back, or asked back."""


_MANY, _FAR = 100, 20
"""A count from the first on that is corrected by more than the second as a factor was perhaps not the one meant."""


class Untied:
    """Finds the facts that amounts without a name may be for."""

    def __init__(self, spotted: Spotted, facts: Facts, asked: FactSpec | None, just_told: Sequence[str]) -> None:
        self._spotted = spotted
        self._facts = facts
        self._specs = facts.vocabulary
        self._asked = asked
        self._just_told = just_told

    def meant(
        self, amount: Quantity, clause: Span, topic: str | None, last: str | None
    ) -> FactSpec | Refusal | Unclear | None:
        """The fact that the amount is for, what has to be asked back about it, or nothing.

        `topic` is the fact that the clause before named, `last` the one that the message gave a value before.
        """
        if self._is_unreadable(amount):
            return None
        asked = self._asked
        in_question = [topic] if topic else [last] if last else self._in_question(clause)
        candidates = [id_ for id_ in in_question if takes(self._specs[id_], amount)]
        if len(candidates) > 1 and self._spotted.corrects:
            candidates = [value.fact for value in self._values(candidates, amount)] or candidates
        if not candidates:
            if asked and asked.kind == "count":
                return Refusal(asked.id, Refusal.PERCENTAGE)
            if asked and not asked.is_number and (amount.none or ordinal_in(self._spotted.text)):
                return None
            if len(self._spotted.words_beside(clause)) > _WORDY and not self._spotted.corrects:
                return None
            candidates = self._of_kind("percent" if amount.percent else "count")
            if not self._values(candidates, amount):
                candidates = self._of_kind("percent")
        if in_question == list(self._just_told) == candidates and self._is_far_off(candidates, amount):
            candidates = [id_ for id_ in self._told_or_asked() if takes(self._specs[id_], amount)]
        elif len(candidates) == 1 and not self._is_too_wordy(amount, clause):
            return self._specs[candidates[0]]
        options = self._values(candidates, amount)
        return Unclear(options) if options else None

    def _is_far_off(self, just_told: Sequence[str], amount: Quantity) -> bool:
        """Whether the amount can hardly be what the one number just told should have been: 2 instead of 1,200."""
        if len(just_told) != 1:
            return False
        spec, told = self._specs[just_told[0]], self._facts.get(just_told[0])
        if isinstance(value_of(spec, amount), Refusal):
            return True
        if spec.kind != "count" or not isinstance(told, Interval) or told.low < _MANY:
            return False
        return amount.interval.high * _FAR < told.low or amount.interval.low > told.high * _FAR

    def _told_or_asked(self) -> list[str]:
        """The numbers that are told already, and the one that is asked for."""
        asked = self._asked.id if self._asked else None
        return [id_ for id_, spec in self._specs.items() if spec.is_number and (id_ in self._facts or id_ == asked)]

    def is_wordy(self, amount: Quantity, clause: Span) -> bool:
        """Whether there is so much else that the amount should be said back."""
        return len(self._spotted.words_beside(clause)) > _WORDY

    def _is_too_wordy(self, amount: Quantity, clause: Span) -> bool:
        others = len(self._spotted.words_beside(clause))
        alone = len(self._spotted.amounts) == 1 and not self._spotted.names
        plain_words = len(self._spotted.words_in(clause)) - others >= others
        return others > (_TOO_WORDY if alone and plain_words else _WORDY) or counts_something_else(
            self._spotted, amount
        )

    def _is_unreadable(self, amount: Quantity) -> bool:
        """Long digit strings number people or telephones, and slashed ones are dates: never answers. Nor is "12 out of
        950" a rank in percent.
        """
        text = self._spotted.text
        if amount.counted and self._asked and self._asked.kind == "percent":
            return True
        return sum(map(str.isdigit, text[amount.start : amount.end])) > 9 or text[amount.end : amount.end + 1] == "/"

    def _of_kind(self, kind: str) -> list[str]:
        return [id_ for id_, spec in self._specs.items() if spec.kind == kind]

    def _values(self, candidates: Sequence[str], amount: Amount) -> tuple[Said, ...]:
        """The values that the amount is for those of the candidates that can have it."""
        parsed = [value_of(self._specs[id_], amount) for id_ in candidates]
        return tuple(one for one in parsed if isinstance(one, Said))

    def _in_question(self, clause: Span) -> list[str]:
        """The facts that an amount without a name may be for. What takes something back is about what was told before,
        and about the question only where no number was told yet.
        """
        asked = [self._asked.id] if self._asked else []
        if replaced := self._replaced():
            return replaced
        if not self._spotted.corrects:
            return asked
        names = [name for name in self._spotted.names if self._spotted.takes_back or name.start < clause.end]
        named = list(dict.fromkeys(name.fact for name in names if self._specs[name.fact].is_number))
        if len(named) == 1:
            return named
        if not self._spotted.takes_back:
            return list(dict.fromkeys([*self._just_told, *asked]))
        if self._just_told:
            return list(self._just_told)
        return [*(id_ for id_, spec in self._specs.items() if spec.is_number and id_ in self._facts), *asked]

    def _replaced(self) -> list[str]:
        """The one fact whose value is taken back: "240, not 420"."""
        gone = {amount.interval for amount in self._spotted.taken_back if isinstance(amount, Quantity)}
        found = [id_ for id_, value in self._facts.items() if isinstance(value, Interval) and value in gone]
        return found if len(found) == 1 else []

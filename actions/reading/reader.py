"""What a typed message says about the facts, read by rules from its text alone.

In each clause, amounts are tied to the facts that it names; what stays untied belongs to the question asked, if it
can. Nothing is guessed: what could mean several things comes back as unclear.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.reading.answered import is_answered
from actions.reading.choosing import chosen_in, left_of_them, values_chosen
from actions.reading.clauses import clauses_of
from actions.reading.dates import YearMention
from actions.reading.doubts import is_doubtful
from actions.reading.lexicon import Lexicon
from actions.reading.linking import link
from actions.reading.named import value_of_name
from actions.reading.outright import said_outright
from actions.reading.quantity import Quantity
from actions.reading.said import Mention, Reading, Refusal, Said, Unclear
from actions.reading.short_answers import answer_before_others, ordinal_in, phrase_in, short_answer
from actions.reading.spotted import Amount, Spotted
from actions.reading.stance import asks_something, doesnt_know, says_it_lacks, statements, supposes_something
from actions.reading.text import Span, overlaps
from actions.reading.totals import (
    counts_others,
    is_of_everybody,
    may_count_instead,
    names_any_students,
    speaks_of_missing,
    without_totals,
)
from actions.reading.untied import Untied
from actions.reading.values import as_share, lowest_of, one_value_each, value_of
from actions.reading.yes_or_no import opens_with_no, yes_or_no
from rules_engine import Facts, FactSpec

__all__ = ["read"]

_YEAR, _COUNT, _ELEMENTS = "monitoring_year", "students_with_disabilities", "elements_not_met"
_LOWEST, _CATEGORIES = "lowest_lre_percent", "significant_disproportionality_categories"
_LOOKS_LIKE_A_YEAR = re.compile(r"(?<!\d)20[12]\d(?!\d)")
_IN_PASSING = re.compile(r"\s*(?:and\s+)?(?:on|for|in|regarding|concerning|about|as for|as to|with)\b")
_PUPILS = re.compile(r"(?:students|preschoolers|programs)$")
_PEOPLE = re.compile(r"students?|pupils|kids|children")
"""Who is lacking: "we don't have small children" doesn't say that their number isn't known."""
_WORDY = 2
"""With more other words than this in its clause, an amount that only a word like "years" gives to a fact may be about
something else."""


def read(
    text: str,
    mentions: Sequence[Mention],
    *,
    facts: Facts,
    lexicon: Lexicon,
    requested: str | None = None,
    just_told: Sequence[str] = (),
) -> Reading:
    """What `text` says, given the `facts` so far, the fact just `requested` and those that were `just_told`.

    `mentions` are the places in `text` that name facts and choices.
    """
    told = [id_ for id_ in just_told if facts.vocabulary[id_].is_number]
    spotted = Spotted(text, mentions, lexicon, requested, year_told=told == [_YEAR])
    return _Reader(spotted, facts, lexicon, requested, told).read()


class _Reader:
    """Gathers, clause by clause, what a message says."""

    def __init__(
        self, spotted: Spotted, facts: Facts, lexicon: Lexicon, requested: str | None, just_told: Sequence[str]
    ) -> None:
        self._spotted = spotted
        self._facts = facts
        self._lexicon = lexicon
        self._specs = facts.vocabulary
        self._requested = self._specs.get(requested or "")
        self._untied = Untied(spotted, facts, self._requested, just_told)
        self._topic: str | None = None
        """The fact that the clause before was about, where it only said so: "on the preschool rank, ..."."""
        self._said: list[Said] = []
        self._bare: list[Said] = []
        """What is so if a clause that only names it stands in a list of facts: "3 years, sig dis"."""
        self._of_any_students: list[Said] = []
        self._untied_said: list[Said] = []
        self._missed: list[Said] = []
        """Numbers of elements of which it is said that they were missed, and not only that they are elements."""
        self._loose_years: list[Amount] = []
        self._refused: list[Refusal] = []
        self._unclear: list[Unclear] = []
        self._denied: list[Unclear] = []
        """Amounts of which only is said that they are wrong; what is said instead comes before them."""
        self._declined: list[str] = []
        self._reopened: list[str] = []

    def read(self) -> Reading:
        """Read every clause, then what only the whole message can say."""
        chosen: list[Mention] = []
        for clause in statements(self._spotted):
            self._read_clause(clause)
            self._said += said_outright(clause, self._spotted, self._specs, self._lexicon)
            chosen += chosen_in(clause, self._spotted, self._facts, self._requested)
        for choice in values_chosen(chosen, self._spotted, self._facts):
            self._said.append(choice) if isinstance(choice, Said) else self._unclear.append(choice)
        if self._spotted.takes_back and not chosen:
            self._said += left_of_them(self._spotted, self._facts)
        if any(one.fact != _CATEGORIES for one in self._said):
            self._said += [one for one in self._bare if not self._has_heard(one.fact)]
        self._read_loose_years()
        asks = asks_something(self._spotted)
        yes_no = yes_or_no(self._spotted)
        heard = self._said or self._refused or self._unclear or self._denied or self._reopened
        if self._requested and not asks and not supposes_something(self._spotted):
            answer = (
                answer_before_others(self._spotted, self._requested, self._lexicon)
                if heard
                else short_answer(self._spotted, self._requested, self._lexicon, is_open=bool(self._declined))
            )
            self._said += [answer] if answer and not self._has_heard(answer.fact) else []
        said, in_doubt = one_value_each(
            self._specs, self._of_several(), corrects=self._spotted.takes_back or self._spotted.has("slip")
        )
        told = {one.fact for one in said}
        self._unclear += [one for one in self._denied if one.options[0].fact not in told]
        return Reading(
            said=said,
            refused=tuple(self._refused),
            unclear=(*self._unclear, *in_doubt),
            declined=tuple(fact for fact in dict.fromkeys(self._declined) if fact not in told),
            reopened=tuple(fact for fact in dict.fromkeys(self._reopened) if fact not in told),
            named=tuple(dict.fromkeys(name.fact for name in self._spotted.names)),
            yes_no=yes_no,
            ordinal=ordinal_in(self._spotted.text),
            asks=asks,
        )

    def _has_heard(self, fact: str) -> bool:
        """Whether the message says something of that fact already."""
        facts = [one.fact for one in self._said] + [one.fact for one in self._refused]
        facts += [option.fact for unclear in (*self._unclear, *self._denied) for option in unclear.options]
        return fact in facts

    def _read_clause(self, clause: Span) -> None:
        amounts = [amount for amount in self._spotted.amounts if overlaps(amount[:2], [clause])]
        names = [name for name in self._spotted.names if overlaps(name[:2], [clause])]
        answered = [name for name in names if is_answered(self._spotted, name)]
        linked = link(amounts, [name for name in names if name not in answered], self._specs, self._spotted.parted)
        for at, amount in enumerate(amounts):
            name = linked.get(at)
            if is_of_everybody(self._spotted, name, clause):
                continue
            if name:
                self._take_named(name, amount, clause)
            elif isinstance(amount, YearMention):
                self._take(self._specs[_YEAR], amount)
            else:
                self._read_untied(amount, clause, alone=len(amounts) == 1 and not self._spotted.words_beside(clause))
        for name in names:
            if name not in linked.values():
                self._read_bare_name(name, clause, alone=not amounts or name in answered)
        if self._requested and not amounts and not names and self._is_lacking(clause):
            self._declined.append(self._requested.id)
        self._topic = self._topic_after(clause, amounts, names, linked)

    def _is_lacking(self, clause: Span) -> bool:
        """Whether the clause says that the answer isn't known; "no, I don't see it" may be an answer."""
        asked, spotted = self._requested, self._spotted
        unknown = spotted.find("unknown", clause)
        if asked and asked.kind == "yes_no" and not unknown and opens_with_no(spotted, clause.start):
            return False
        if asked and phrase_in(clause, spotted, asked, self._lexicon):
            phrases = [place for place, _ in self._lexicon.values_when_asked(asked.id, spotted.text, clause)]
            lacks = unknown or says_it_lacks(spotted, clause)
            if all(any(place.start <= one.start and one.end <= place.end for place in phrases) for one in lacks):
                return False  # "not given" is what was asked for
        return doesnt_know(spotted, clause)

    def _topic_after(
        self, clause: Span, amounts: Sequence[Amount], names: Sequence[Mention], linked: dict[int, Mention]
    ) -> str | None:
        """The fact that an amount without a name in the next clause is for; None leaves it to the question asked."""
        if any(name.fact == _LOWEST for name in linked.values()) or (self._topic == _LOWEST and not names):
            return _LOWEST  # several ranks follow on one another
        numbers = {name.fact for name in names if self._specs[name.fact].is_number} - {_YEAR}
        if amounts or len(numbers) != 1 or any(one.fact in numbers for one in self._said):
            return None
        passing = _IN_PASSING.match(self._spotted.text, *clause) or not self._spotted.words_beside(clause)
        return next(iter(numbers)) if passing else None

    # -- amounts ------------------------------------------------------------------------------------------------------

    def _of_several(self) -> list[Said]:
        """What was said without counts of all students, and of several LRE ranks the lowest."""
        kept = without_totals(self._said, self._of_any_students, self._missed, self._unclear)
        if not self._spotted.corrects:
            # Of several numbers that nothing names, none is surely the answer: "2 in red, 1 in yellow".
            in_doubt = {option.fact for one in self._unclear for option in one.options}
            loose = [one for one in kept if one in self._untied_said and one.fact in in_doubt]
            self._unclear += [Unclear((one,)) for one in loose]
            kept = [one for one in kept if one not in loose]
        if self._spotted.corrects:
            return kept
        lowest = lowest_of(self._specs[_LOWEST], [one for one in kept if one.fact == _LOWEST])
        return [one for one in kept if lowest is None or one.fact != _LOWEST or one == lowest]

    def _take_named(self, name: Mention, amount: Amount, clause: Span) -> None:
        spec = self._specs[name.fact]
        doubtful = is_doubtful(self._spotted, amount, name)
        if name in self._spotted.counted and spec != self._requested:
            doubtful = doubtful or len(self._spotted.words_beside(clause)) > _WORDY
        if spec.kind == "percent" and _PUPILS.search(self._spotted.text, name.start, name.end):
            return  # "12 preschoolers" are no rank
        if self._requested and may_count_instead(self._spotted, name, amount, self._requested, self._said):
            values = (value_of(one, amount) for one in (self._requested, spec))
            self._unclear.append(Unclear(tuple(value for value in values if isinstance(value, Said))))
            return
        if spec.id == _ELEMENTS and counts_others(self._spotted, name, amount, clause):
            doubtful = True
        before = len(self._said)
        self._take(spec, amount, doubtful)
        if names_any_students(self._spotted, name):
            self._of_any_students += self._said[before:]
        elif spec.id == _ELEMENTS and speaks_of_missing(self._spotted, clause):
            self._missed += self._said[before:]

    def _read_untied(self, amount: Quantity, clause: Span, alone: bool) -> None:
        """An amount without the name of a fact: it answers the question asked, if it can. Where it isn't `alone` in its
        clause, it may count something else.
        """
        is_year = _LOOKS_LIKE_A_YEAR.fullmatch(self._spotted.text, amount.start, amount.end)
        if is_year and not (self._requested and self._requested.id == _COUNT):
            self._loose_years.append(amount)
            return
        last = self._said[-1].fact if self._said and self._spotted.corrects else None
        meant = self._untied.meant(amount, clause, self._topic, last)
        if isinstance(meant, FactSpec):
            before = len(self._said)
            self._take(meant, amount, is_doubtful(self._spotted, amount), wordy=self._untied.is_wordy(amount, clause))
            if not alone:
                self._untied_said += self._said[before:]
        elif isinstance(meant, Refusal):
            self._refused.append(meant)
        elif meant:
            self._unclear.append(meant)

    def _read_loose_years(self) -> None:
        """A year that nothing names is the letter's, where the message tells other things and no other year."""
        if len(self._loose_years) == 1 and self._said and _YEAR not in self._facts:
            (amount,) = self._loose_years
            if not any(self._spotted.words_beside(clause) for clause in clauses_of(self._spotted)):
                self._said.append(Said(_YEAR, int(self._spotted.text[amount.start : amount.end])))

    def _take(self, spec: FactSpec, amount: Amount, doubtful: bool = False, wordy: bool = False) -> None:
        if isinstance(amount, YearMention) and len(amount.years) > 1:
            self._unclear.append(Unclear(tuple(Said(spec.id, year) for year in amount.years)))
            return
        parsed = value_of(spec, amount)
        if isinstance(parsed, Refusal):
            self._refused.append(parsed)
        elif shares := as_share(spec, amount):
            self._unclear.append(Unclear(shares))
        elif doubtful:
            is_denied = isinstance(amount, Quantity) and amount.denied
            (self._denied if is_denied else self._unclear).append(Unclear((parsed,)))
        else:
            self._said.append(Said(parsed.fact, parsed.value, parsed.inexact or wordy))

    # -- names without an amount --------------------------------------------------------------------------------------

    def _read_bare_name(self, name: Mention, clause: Span, alone: bool) -> None:
        """A fact that is named without an amount: denied, not known, to be changed, or simply so."""
        spec = self._specs[name.fact]
        lacking = doesnt_know(self._spotted, clause)
        if lacking and spec.id == _YEAR and self._requested:
            spec = self._requested  # "I don't have the letter here" is said of whatever was asked
        same = self._said[-1] if alone and self._said and self._spotted.has("same", clause) else None
        if same and self._specs[same.fact].kind == spec.kind:
            self._said.append(Said(spec.id, same.value, same.inexact))
            return
        heard = (
            None
            if lacking
            else value_of_name(name, clause, alone, self._spotted, self._requested, self._facts, self._lexicon)
        )
        if isinstance(heard, Said):
            self._said.append(heard)
        elif heard:
            self._unclear.append(heard)
        elif alone and lacking:
            if not _PEOPLE.fullmatch(self._spotted.text, name.start, name.end):
                self._declined.append(spec.id)
        elif alone and self._spotted.has("change_request", clause):
            self._reopened.append(spec.id)
        elif alone and spec.kind == "yes_no" and not self._spotted.words_beside(clause):
            self._bare.append(Said(spec.id, True))

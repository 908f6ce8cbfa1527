"""What a typed message says about the facts, read by rules from its text alone.

In each clause, amounts are tied to the facts that it names; what stays untied belongs to the question asked, if it
can. Nothing is guessed: what could mean several things comes back as unclear.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from actions.reading.dates import YearMention
from actions.reading.lexicon import Lexicon
from actions.reading.linking import link, takes
from actions.reading.quantities import Quantity
from actions.reading.said import Mention, Reading, Refusal, Said, Unclear
from actions.reading.spotted import Amount, Spotted
from actions.reading.text import Span, overlaps, plain
from actions.reading.values import one_value_each, value_of
from rules_engine import NOT_RANKED, Facts, FactSpec

__all__ = ["read"]

_YEAR = "monitoring_year"
_WORDY = 2
"""With more other words than this beside it, a bare number or a choice may be about something else."""
_NEAR = 25
"""Characters before a name in which "no" or "not" denies it."""
_ORDINALS = ("first", "second", "third", "fourth", "fifth")
_ORDINAL = re.compile(rf"(?:(?:option|number|choice|no\.?|the)\s+)?(?:([1-9])|({'|'.join(_ORDINALS)}))(?: one)?[.)!]?")
_MORE_OF_THEM = re.compile(r"\b(?:also|too|as well)\b")


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
    year_told = told == [_YEAR] and lexicon.cue("correcting").is_in(plain(text))
    spotted = Spotted(text, mentions, lexicon, about_years=requested == _YEAR or year_told)
    return _Reader(spotted, facts, lexicon, requested, told).read()


class _Reader:
    """Gathers, clause by clause, what a message says."""

    def __init__(
        self, spotted: Spotted, facts: Facts, lexicon: Lexicon, requested: str | None, just_told: Sequence[str]
    ) -> None:
        self._spotted = spotted
        self._facts = facts
        self._specs = facts.vocabulary
        self._bare_answers = lexicon.bare_answers.get(requested or "", {})
        self._requested = self._specs.get(requested or "")
        self._just_told = just_told
        self._said: list[Said] = []
        self._refused: list[Refusal] = []
        self._unclear: list[Unclear] = []
        self._declined: list[str] = []
        self._reopened: list[str] = []

    def read(self) -> Reading:
        """Read every clause, then what only the whole message can say."""
        chosen: list[Mention] = []
        for clause in self._spotted.statements():
            self._read_clause(clause)
            chosen += self._chosen(clause)
        asks = any(self._spotted.asks(clause) for clause in self._spotted.clauses())
        self._read_choices(chosen)
        yes_no = self._spotted.yes_no()
        if not (asks or self._said or self._refused or self._unclear or self._declined or self._reopened):
            self._read_short_answer(yes_no)
        said, in_doubt = one_value_each(self._specs, self._said, corrects=self._spotted.corrects)
        told = {one.fact for one in said}
        return Reading(
            said=said,
            refused=tuple(self._refused),
            unclear=(*self._unclear, *in_doubt),
            declined=tuple(fact for fact in dict.fromkeys(self._declined) if fact not in told),
            reopened=tuple(fact for fact in dict.fromkeys(self._reopened) if fact not in told),
            named=tuple(dict.fromkeys(name.fact for name in self._spotted.names)),
            yes_no=yes_no,
            ordinal=self._ordinal(),
            asks=asks,
        )

    def _read_clause(self, clause: Span) -> None:
        amounts = [amount for amount in self._spotted.amounts if overlaps(amount[:2], [clause])]
        names = [name for name in self._spotted.names if overlaps(name[:2], [clause])]
        linked = link(amounts, names, self._specs, self._spotted.parted)
        for at, amount in enumerate(amounts):
            if at in linked:
                self._take(self._specs[linked[at].fact], amount, self._spotted.doubts(amount, linked[at]))
            elif isinstance(amount, YearMention):
                self._take(self._specs["monitoring_year"], amount)
            elif not self._is_unreadable(amount):
                self._read_bare_amount(amount, clause)
        for name in names:
            if name not in linked.values():
                self._read_bare_name(name, clause, alone=not amounts)
        if self._requested and not amounts and not names and self._spotted.doesnt_know(clause):
            self._declined.append(self._requested.id)

    # -- amounts ------------------------------------------------------------------------------------------------------

    def _is_unreadable(self, amount: Quantity) -> bool:
        """Long digit strings number people or telephones, and slashed ones are dates: never answers."""
        text = self._spotted.text
        return sum(map(str.isdigit, text[amount.start : amount.end])) > 9 or text[amount.end : amount.end + 1] == "/"

    def _read_bare_amount(self, amount: Quantity, clause: Span) -> None:
        """An amount without the name of a fact: it answers the question asked, if it can."""
        asked = self._requested
        candidates = [id_ for id_ in self._facts_in_question() if takes(self._specs[id_], amount)]
        if not candidates:
            if asked and asked.kind == "count":
                self._refused.append(Refusal(asked.id, Refusal.PERCENTAGE))
                return
            if asked and not asked.is_number and (amount.none or self._ordinal()):
                return
            candidates = self._facts_of_kind("percent" if amount.percent else "count")
            if not self._values(candidates, amount):
                candidates = self._facts_of_kind("percent")
        wordy = len(self._spotted.words_beside(clause)) > _WORDY or self._spotted.counts_something_else(amount)
        if len(candidates) == 1 and not wordy:
            self._take(self._specs[candidates[0]], amount, self._spotted.doubts(amount))
        elif options := self._values(candidates, amount):
            self._unclear.append(Unclear(options))

    def _facts_of_kind(self, kind: str) -> list[str]:
        return [id_ for id_, spec in self._specs.items() if spec.kind == kind]

    def _values(self, candidates: list[str], amount: Amount) -> tuple[Said, ...]:
        """The values that the amount is for those of the candidates that can have it."""
        parsed = [value_of(self._specs[id_], amount) for id_ in candidates]
        return tuple(one for one in parsed if isinstance(one, Said))

    def _facts_in_question(self) -> list[str]:
        """The facts that an amount without a name may be for. What takes something back is about what was told before,
        and about the question only where no number was told yet.
        """
        asked = [self._requested.id] if self._requested else []
        if not self._spotted.corrects:
            return asked
        if self._said:
            return [self._said[-1].fact]
        named = list(dict.fromkeys(name.fact for name in self._spotted.names if self._specs[name.fact].is_number))
        if len(named) == 1:
            return named
        if not self._spotted.takes_back:
            return list(dict.fromkeys([*self._just_told, *asked]))
        if self._just_told:
            return list(self._just_told)
        return [*(id_ for id_, spec in self._specs.items() if spec.is_number and id_ in self._facts), *asked]

    def _take(self, spec: FactSpec, amount: Amount, doubtful: bool = False) -> None:
        if isinstance(amount, YearMention) and len(amount.years) > 1:
            self._unclear.append(Unclear(tuple(Said(spec.id, year) for year in amount.years)))
            return
        parsed = value_of(spec, amount)
        if isinstance(parsed, Said) and doubtful:
            self._unclear.append(Unclear((parsed,)))
        elif isinstance(parsed, Said):
            self._said.append(parsed)
        else:
            self._refused.append(parsed)

    # -- names without an amount --------------------------------------------------------------------------------------

    def _read_bare_name(self, name: Mention, clause: Span, alone: bool) -> None:
        """A fact that is named without an amount: denied, not known, to be changed, or simply so."""
        spec = self._specs[name.fact]
        doesnt_know = self._spotted.doesnt_know(clause)
        if doesnt_know and spec.id == _YEAR and self._requested:
            spec = self._requested  # "I don't have the letter here" is said of whatever was asked
        asked = self._requested
        if asked and asked.id == "significantly_disproportionate" and spec.id == "disproportionate_years" and alone:
            # The adverb may be misspelt, so that only the shorter name was found.
            spec, name = asked, name._replace(fact=asked.id)
        value = None if doesnt_know else self._value_without_amount(spec, name, clause, alone)
        if value is not None and self._denied_strangely(name, clause):
            self._unclear.append(Unclear((Said(spec.id, value),)))
        elif value is not None:
            self._said.append(Said(spec.id, value))
        elif alone and doesnt_know:
            self._declined.append(spec.id)
        elif alone and self._spotted.has("change_request", clause):
            self._reopened.append(spec.id)

    def _value_without_amount(self, spec: FactSpec, name: Mention, clause: Span, alone: bool) -> object:
        if spec.kind == "yes_no":
            return self._yes_no_about(name, clause)
        if not alone:
            return None
        denied = self._denied(name, clause)
        if spec.kind == "percent":
            not_ranked = self._spotted.has("not_ranked", clause) or self._spotted.has("no", Span(name.end, clause.end))
            return NOT_RANKED if denied or not_ranked else None
        all_met = self._spotted.has("all", clause) and self._spotted.has("met", clause)
        return 0 if spec.kind == "count" and (denied or all_met) else None

    def _denied(self, name: Mention, clause: Span) -> bool:
        return self._spotted.has("negation", Span(max(clause.start, name.start - _NEAR), name.start))

    def _denied_strangely(self, name: Mention, clause: Span) -> bool:
        """Whether a word that we don't know stands between a "no" or "not" and the name: "no idaea about ..."."""
        denials = self._spotted.find("negation", Span(clause.start, name.start))
        return bool(denials) and self._spotted.unknown_between(denials[-1].end, name.start)

    def _yes_no_about(self, name: Mention, clause: Span) -> bool | None:
        before, after = Span(clause.start, name.start), Span(name.end, clause.end)
        if self._spotted.has("negation", before) or self._spotted.has("no", after):
            return False
        stated = self._spotted.has("stated", before) or self._spotted.has("yes", after)
        answers = self._requested == self._specs[name.fact] and not self._spotted.words_beside(clause)
        return True if stated or answers else None

    # -- choices ------------------------------------------------------------------------------------------------------

    def _chosen(self, clause: Span) -> Iterator[Mention]:
        """The choices that the clause gives as true."""
        for choice in self._spotted.choices:
            if not overlaps(choice[:2], [clause]) or self._denied(choice, clause):
                continue
            asked = self._requested == self._specs[choice.fact]
            if self._specs[choice.fact].kind == "choices":
                subject = {choice.fact, "significantly_disproportionate"}
                if asked or any(name.fact in subject for name in self._spotted.names):
                    yield choice
                continue
            other_words = len(self._spotted.words_beside(clause))
            stated = self._spotted.has("stated", Span(clause.start, choice.start)) or self._spotted.corrects
            # In passing ("in our district"), a choice counts only while nothing else is known.
            if (
                asked
                or (stated and other_words <= _WORDY)
                or other_words <= (0 if choice.fact in self._facts else _WORDY)
            ):
                yield choice

    def _read_choices(self, chosen: list[Mention]) -> None:
        for fact in dict.fromkeys(choice.fact for choice in chosen):
            values = list(dict.fromkeys(str(choice.choice) for choice in chosen if choice.fact == fact))
            if self._specs[fact].kind == "choices":
                known = self._facts.get(fact)
                if isinstance(known, frozenset) and _MORE_OF_THEM.search(self._spotted.text):
                    values = [*known, *values]
                self._said.append(Said(fact, sorted(set(values))))
            elif len(values) == 1:
                self._said.append(Said(fact, values[0]))
            else:
                self._unclear.append(Unclear(tuple(Said(fact, value) for value in values)))

    # -- short answers ------------------------------------------------------------------------------------------------

    def _read_short_answer(self, yes_no: bool | None) -> None:
        """An answer that only the question gives a meaning: "yes", "none of them", "not ranked"."""
        spec = self._requested
        if spec is None or any(name.fact != spec.id for name in self._spotted.names):
            return
        value: object = None
        inexact = False
        if spec.kind == "percent" and self._spotted.has("not_ranked"):
            value = NOT_RANKED
        elif spec.kind == "yes_no":
            value = yes_no
        elif spec.kind == "choices" and self._spotted.has("all"):
            value = sorted(spec.choices)
        elif spec.kind == "choices" and (yes_no is False or "none" in self._spotted.text):
            value = []
        elif yes_no is not None and (raw := self._bare_answers.get("yes" if yes_no else "no")):
            value, inexact = spec.to_json(spec.parse(raw)), True
        # A no directly before a word that we don't know may be a misspelt "no idea".
        most = 0 if yes_no is False and self._spotted.denies_strangely() else _WORDY
        if value is not None and len(self._spotted.words_beside(self._spotted.everything)) <= most:
            self._said.append(Said(spec.id, value, inexact))

    def _ordinal(self) -> int | None:
        """The message as the number of a choice."""
        match = _ORDINAL.fullmatch(self._spotted.text.strip())
        if match is None:
            return None
        return int(match[1]) if match[1] else _ORDINALS.index(match[2]) + 1

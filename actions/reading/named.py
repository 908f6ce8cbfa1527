"""What a clause says about a fact that it names without an amount: "no preschool", "all elements were met"."""

from __future__ import annotations

import re

from actions.reading.answered import is_answered
from actions.reading.doubts import unknown_between
from actions.reading.lexicon import Lexicon
from actions.reading.said import Mention, Said, Unclear
from actions.reading.short_answers import EXCEPT, phrase_in
from actions.reading.spotted import Spotted
from actions.reading.text import Span, overlaps
from rules_engine import NOT_RANKED, Facts, FactSpec

__all__ = ["value_of_name"]

_SIG_DIS, _DISPROPORTIONATE, _COUNT = (
    "significantly_disproportionate",
    "disproportionate_years",
    "students_with_disabilities",
)
_NONE = re.compile(r"\s*[:=-]?\s*none\b")
_NEAR = 25
"""Characters before a name in which "no" or "not" denies it."""
_JOINED = re.compile(r"\s*(?:,|/|\bor\b|\bnor\b)*\s*")
_YEARS_OF = re.compile(r"\byears?\s+(?:of\s+)?(?:being\s+)?(?:[\w\s]{0,12})$")
_MERELY = re.compile(r"\b(?:just|only|merely|simply|regular)\s+(?:[a-z]+\s+)?$")
_NOT_ALL = re.compile(r"\b(?:meet|met|meeting|all|every|each|only|just)\b")


def value_of_name(
    name: Mention, clause: Span, alone: bool, spotted: Spotted, asked: FactSpec | None, facts: Facts, lexicon: Lexicon
) -> Said | Unclear | None:
    """The value that `clause` gives to the fact at `name`. `alone`: there is no amount in the clause."""
    spec = facts.vocabulary[name.fact]
    about = _About(name, clause, spotted)
    is_answer = asked is not None and asked.id == _SIG_DIS and alone and not about.stands_in_list
    if is_answer and spec.id == _DISPROPORTIONATE and not about.years:
        # "Not disproportionate" answers the question whether significantly so; "disproportionate" doesn't.
        is_less = (about.denied and not about.denied_strangely) or about.merely
        return Said(_SIG_DIS, False) if is_less else None
    if spec.kind == "yes_no":
        value: object = about.yes_no(is_answer=asked == spec)
    elif not alone and not about.denied_directly:
        value = None
    elif phrase := phrase_in(clause, spotted, spec, lexicon):
        return phrase
    elif spec.kind == "percent":
        value = NOT_RANKED if about.not_ranked else None
    elif spec.kind == "count":
        value = 0 if about.denied or about.said_to_be_none or about.all_met else None
    else:
        value = None
    if value is None:
        return None
    said = Said(spec.id, value)
    vague = spec.id == _COUNT and bool(spotted.words_beside(clause))
    return Unclear((said,)) if about.denied_strangely or vague else said


class _About:
    """What stands around a name in its clause."""

    def __init__(self, name: Mention, clause: Span, spotted: Spotted) -> None:
        parts = [part[:2] for part in (*spotted.mentions, *spotted.amounts) if part[:2] != name[:2]]
        start, end = name.start, clause.end
        # A "no" reaches over the names that it is joined to: "no dispro or sig dis".
        while True:
            before = max((part for part in parts if part[1] <= start), default=(0, clause.start))
            if before[1] <= clause.start or not _JOINED.fullmatch(spotted.text, before[1], start):
                break
            start = before[0]
        self.before = Span(max(clause.start, before[1]), name.start)
        self.after = Span(name.end, min((part[0] for part in parts if part[0] >= name.end), default=end))
        if self.after.end > end:
            self.after = Span(name.end, end)
        self.name, self.clause, self.spotted = name, clause, spotted

    @property
    def denied(self) -> bool:
        """Whether a "no" or "not" before the name denies it, and not something else: "did not meet the target"."""
        near = Span(max(self.before.start, self.name.start - _NEAR), self.name.start)
        denials = self.spotted.find("negation", near)
        return bool(denials) and not _NOT_ALL.search(self.spotted.text, denials[-1].end, self.name.start)

    @property
    def stands_in_list(self) -> bool:
        """Whether the clause says other things with amounts."""
        return any(overlaps(amount[:2], [self.clause]) for amount in self.spotted.amounts)

    @property
    def merely(self) -> bool:
        """Whether it is said to be that and no more: "just regular dispro"."""
        return _MERELY.search(self.spotted.text, self.before.start, self.name.start) is not None

    @property
    def said_to_be_none(self) -> bool:
        """Whether a "no" behind it is the answer: "disproportionality: no"."""
        is_years = self.name.fact == _DISPROPORTIONATE
        return is_years and is_answered(self.spotted, self.name) and self.spotted.has("no", self.after)

    @property
    def years(self) -> bool:
        """Whether years of it are spoken of."""
        return _YEARS_OF.search(self.spotted.text, self.before.start, self.name.start) is not None

    @property
    def denied_directly(self) -> bool:
        """Whether nothing stands between the "no" and the name."""
        denials = self.spotted.find("negation", self.before)
        return any(not self.spotted.text[no.end : self.name.start].strip() for no in denials)

    @property
    def denied_strangely(self) -> bool:
        """Whether a word that we don't know stands between a "no" or "not" and the name: "no idaea about ..."."""
        denials = self.spotted.find("negation", self.before)
        return bool(denials) and unknown_between(self.spotted, denials[-1].end, self.name.start)

    @property
    def not_ranked(self) -> bool:
        """Whether the clause says that there is no rank."""
        no = self.spotted.has("no", self.after) and not self.spotted.has("unmet", self.after)
        spans = (self.before, self.after) if self.stands_in_list else (self.clause,)
        return self.denied or any(self.spotted.has("not_ranked", span) for span in spans) or no

    @property
    def all_met(self) -> bool:
        """Whether the clause says that everything was met."""
        cues = [self.spotted.has(cue, self.clause) for cue in ("all", "met")]
        excepts = EXCEPT.search(self.spotted.text, *self.clause)
        return all(cues) and not excepts and not self.spotted.has("negation", self.clause)

    def yes_no(self, *, is_answer: bool) -> bool | None:
        """Whether the fact is so, where the clause says it."""
        spotted = self.spotted
        if is_answered(spotted, self.name) and (spotted.has("yes", self.after) != spotted.has("no", self.after)):
            return spotted.has("yes", self.after)
        if (
            spotted.has("negation", self.before)
            or spotted.has("no", self.after)
            or _NONE.match(spotted.text, self.after.start)
        ):
            return False
        if spotted.has("stated", self.before) or spotted.has("yes", self.after):
            return True
        return True if is_answer and not spotted.words_beside(self.clause) else None

"""Answers that only the question gives a meaning: "yes", "none of them", "not ranked", "the first time"."""

from __future__ import annotations

import re
from dataclasses import replace

from actions.reading.clauses import clauses_of, concludes
from actions.reading.doubts import denies_strangely
from actions.reading.labels import names_upper_grades
from actions.reading.lexicon import Lexicon
from actions.reading.said import Said
from actions.reading.spotted import Spotted
from actions.reading.text import Span, overlaps
from actions.reading.yes_or_no import first_word, yes_or_no
from rules_engine import NOT_RANKED, FactSpec

__all__ = ["EXCEPT", "TURNED_ROUND", "answer_before_others", "ordinal_in", "phrase_in", "short_answer"]

_WORDY = 2
"""With more other words than this, a message is more than a short answer."""
_WORDY_AFTER_YES = 6
"""The same behind "yes," or "no," as an answer to a question for one of them."""
_YEAR, _PRESCHOOL, _ELEMENTS = "monitoring_year", "preschool_intensive_evaluation_percent", "elements_not_met"
_NO_RANK = re.compile(
    r"(?:\b(?:no|not|never)|n't)\s+(?:state|give|get|receive|see|list|show|mention|include|contain|print|assign|provide|name|report)\s+"
    r"(?:us\s+|our lea\s+)?(?:a|any|our|the)?\s*(?:rank|ranking|percentage)\b"
)
_ORDINALS = ("first", "second", "third", "fourth", "fifth")
_ORDINAL = re.compile(rf"(?:(?:option|number|choice|no\.?|the)\s+)?(?:([1-9])|({'|'.join(_ORDINALS)}))(?: one)?[.)!]?")
TURNED_ROUND = re.compile(r"(?:\b(?:not|never|nor|isn't|wasn't|aren't|weren't|don't|didn't|doesn't)\s+(?:[a-z]+\s+)?)$")
EXCEPT = re.compile(
    r"\b(?:except|exceptions?|excluding|minus|but|besides|apart from|other than|not all|almost|nearly|most)\b"
)
_LEADS_ON = re.compile(r"\s*(?:first|again|now|never mind|no (?:wait|problem|worries)|nothing else)\b")
"""What a first clause may open with that is no answer, though it looks like one: "first, thank you"."""
_YES_OR_NO = re.compile(r"\s*[a-z']+(?:\s*[,.;!-]|\s+(?:but|just|only|because)\b)")
"""A yes or no that is set apart from what follows, so that it is the answer whatever that says."""


def short_answer(spotted: Spotted, spec: FactSpec, lexicon: Lexicon, *, is_open: bool) -> Said | None:
    """The value that the message gives to the fact asked for: as a whole, by its first clause, or by its conclusion.

    A story behind a plain "no" takes nothing from it, nor does one before "so no". Where the message says that the fact
    `is_open`, as it isn't known, only a conclusion counts.
    """
    if not is_open and (answer := _answer_in(spotted.everything, spotted, spec, lexicon)):
        return answer
    clauses = list(clauses_of(spotted))
    if spotted.corrects or len(clauses) < 2:
        return None
    conclusions = [clause for clause in clauses if concludes(spotted, clause)]
    if conclusions:
        answer = _answer_in(conclusions[-1], spotted, spec, lexicon)
        return replace(answer, inexact=True) if answer else None
    first, *others = clauses
    if is_open or _LEADS_ON.match(spotted.text, *first) or any(_is_contrary(clause, spotted) for clause in others):
        return None
    answer = _answer_in(first, spotted, spec, lexicon)
    if answer is None or any(_answer_in(clause, spotted, spec, lexicon) for clause in others):
        return None  # "once, maybe twice"
    return replace(answer, inexact=True)


def answer_before_others(spotted: Spotted, spec: FactSpec, lexicon: Lexicon) -> Said | None:
    """The value that the first clause gives to the fact asked for, where other facts are told behind it."""
    first = next(clauses_of(spotted), None)
    if first is None or spotted.corrects:
        return None
    if spec.kind == "yes_no" and (opening := _set_apart(spotted, first.start)) is not None:
        return Said(spec.id, opening)
    if any(overlaps(part[:2], [first]) for part in (*spotted.amounts, *spotted.mentions)):
        return None
    if spec.kind != "yes_no" and yes_or_no(spotted, first) is not None:
        return None  # "no, 2 elements" may be no answer to the question for years
    return _answer_in(first, spotted, spec, lexicon)


def _set_apart(spotted: Spotted, start: int) -> bool | None:
    """The yes or no that is set apart at `start`."""
    start = first_word(spotted, start)
    if not _YES_OR_NO.match(spotted.text, start):
        return None
    if spotted.opens("no", start):
        return False
    return True if spotted.opens("yes", start) else None


def _is_contrary(clause: Span, spotted: Spotted) -> bool:
    """Whether the clause may take back what was said before it."""
    return any(spotted.has(cue, clause) for cue in ("negation", "no", "yes", "unknown", "hypothetical"))


def _answer_in(span: Span, spotted: Spotted, spec: FactSpec, lexicon: Lexicon) -> Said | None:
    """The value that what stands in `span` gives to the fact asked for, which is all that it may name."""
    # "The letter" is rather where it stands than what it is about.
    others = [name for name in spotted.names if name.fact not in (spec.id, _YEAR) and overlaps(name[:2], [span])]
    strange = len(spotted.words_beside(span))
    yes_no = yes_or_no(spotted, span)
    if spec.kind == "yes_no" and (opening := _set_apart(spotted, span.start)) is not None:
        return Said(spec.id, opening) if strange <= _WORDY_AFTER_YES else None
    if others:
        return None
    if spec.kind == "percent" and (spotted.has("not_ranked", span) or _NO_RANK.search(spotted.text, *span)):
        return Said(spec.id, NOT_RANKED) if strange <= _WORDY else None
    if spec.id == _PRESCHOOL and names_upper_grades(spotted.text[slice(*span)]):
        return Said(spec.id, NOT_RANKED, inexact=True)
    if phrase := phrase_in(span, spotted, spec, lexicon):
        return phrase
    value: object = None
    inexact = False
    if spec.kind == "yes_no":
        value = yes_no
    elif spec.kind == "choices":
        value = _choices_in(span, spotted, spec, yes_no)
    elif spec.id == _ELEMENTS and _all_were_met(span, spotted) and yes_no is not False:
        value, inexact = 0, True
    elif yes_no is not None and (raw := lexicon.bare_answers.get(spec.id, {}).get("yes" if yes_no else "no")):
        value, inexact = spec.to_json(spec.parse(raw)), True
    # A no directly before a word that we don't know may be a misspelt "no idea".
    is_plain = spotted.opens("no", first_word(spotted, span.start)) and not denies_strangely(spotted)
    most = 0 if yes_no is False and not is_plain else _WORDY
    return Said(spec.id, value, inexact) if value is not None and strange <= most else None


def _all_were_met(span: Span, spotted: Spotted) -> bool:
    return spotted.has("all", span) and spotted.has("met", span) and not EXCEPT.search(spotted.text, *span)


def _choices_in(span: Span, spotted: Spotted, spec: FactSpec, yes_no: bool | None) -> list[str] | None:
    """All of the choices or none of them, where `span` says so of those that it doesn't name."""
    if spotted.choices:
        return None
    if spotted.has("all", span):
        return sorted(spec.choices)
    return [] if yes_no is False or "none" in spotted.text[slice(*span)] else None


def phrase_in(span: Span, spotted: Spotted, spec: FactSpec, lexicon: Lexicon) -> Said | None:
    """The value of a phrase in `span` that gives one to the fact in question: "first time", "all met"."""
    if spec.choices:
        return None
    found = lexicon.values_when_asked(spec.id, spotted.text, span)
    values = {value for _, value in found}
    if len(values) != 1 or any(TURNED_ROUND.search(spotted.text, span.start, place.start) for place, _ in found):
        return None
    if EXCEPT.search(spotted.text, *span):
        return None
    words = sum(len(spotted.text[slice(*place)].split()) for place, _ in found)
    known = [place for place, _ in found]
    if len(spotted.words_beside(span, known)) > _WORDY + (words > _WORDY):
        return None
    (raw,) = values
    value: object = raw == "yes" if spec.kind == "yes_no" else spec.to_json(spec.parse(raw))
    return Said(spec.id, value, inexact=spec.is_number)


def ordinal_in(text: str) -> int | None:
    """The message as the number of a choice."""
    match = _ORDINAL.fullmatch(text.strip())
    if match is None:
        return None
    return int(match[1]) if match[1] else _ORDINALS.index(match[2]) + 1

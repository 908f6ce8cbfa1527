"""Answers that only the question gives a meaning: "yes", "none of them", "not ranked", "the first time"."""

from __future__ import annotations

import re

from actions.reading.labels import names_upper_grades
from actions.reading.lexicon import Lexicon
from actions.reading.said import Said
from actions.reading.spotted import Spotted
from actions.reading.text import Span
from rules_engine import NOT_RANKED, FactSpec

__all__ = ["ordinal_in", "phrase_in", "short_answer"]

_WORDY = 2
"""With more other words than this, a message is more than a short answer."""
_WORDY_AFTER_YES = 6
"""The same behind "yes," or "no," as an answer to a question for one of them."""
_YEAR, _PRESCHOOL = "monitoring_year", "preschool_intensive_evaluation_percent"
_NO_RANK = re.compile(
    r"(?:\b(?:no|not|never)|n't)\s+(?:state|give|list|show|mention|include|contain|print|assign|provide|name|report)\s+"
    r"(?:us\s+|our lea\s+)?(?:a|any|our|the)?\s*(?:rank|ranking|percentage)\b"
)
_ORDINALS = ("first", "second", "third", "fourth", "fifth")
_ORDINAL = re.compile(rf"(?:(?:option|number|choice|no\.?|the)\s+)?(?:([1-9])|({'|'.join(_ORDINALS)}))(?: one)?[.)!]?")
_TURNED_ROUND = re.compile(
    r"(?:\b(?:not|never|nor|isn't|wasn't|aren't|weren't|don't|didn't|doesn't)\s+(?:[a-z]+\s+)?)$"
)
_EXCEPT = re.compile(r"\b(?:except|but|besides|apart from|other than|not all|almost|nearly|most)\b")
_YES_OR_NO = re.compile(r"\s*[a-z']+\s*[,.;!-]")


def short_answer(spotted: Spotted, spec: FactSpec, lexicon: Lexicon, yes_no: bool | None) -> Said | None:
    """The value that the whole message gives to the fact asked for, which is all that it may name."""
    # "The letter" is rather where it stands than what it is about.
    others = [name for name in spotted.names if name.fact not in (spec.id, _YEAR)]
    strange = len(spotted.words_beside(spotted.everything))
    if spec.kind == "yes_no" and yes_no is not None and _YES_OR_NO.match(spotted.text):
        return Said(spec.id, yes_no) if strange <= _WORDY_AFTER_YES else None
    if others:
        return None
    if spec.kind == "percent" and (spotted.has("not_ranked") or _NO_RANK.search(spotted.text)):
        return Said(spec.id, NOT_RANKED) if strange <= _WORDY else None
    if spec.id == _PRESCHOOL and names_upper_grades(spotted.text):
        return Said(spec.id, NOT_RANKED, inexact=True)
    if phrase := phrase_in(spotted.everything, spotted, spec, lexicon):
        return phrase
    value: object = None
    inexact = False
    if spec.kind == "yes_no":
        value = yes_no
    elif spec.kind == "choices" and spotted.has("all"):
        value = sorted(spec.choices)
    elif spec.kind == "choices" and (yes_no is False or "none" in spotted.text):
        value = []
    elif yes_no is not None and (raw := lexicon.bare_answers.get(spec.id, {}).get("yes" if yes_no else "no")):
        value, inexact = spec.to_json(spec.parse(raw)), True
    # A no directly before a word that we don't know may be a misspelt "no idea".
    most = 0 if yes_no is False and spotted.denies_strangely() else _WORDY
    return Said(spec.id, value, inexact) if value is not None and strange <= most else None


def phrase_in(span: Span, spotted: Spotted, spec: FactSpec, lexicon: Lexicon) -> Said | None:
    """The value of a phrase in `span` that gives one to the fact in question: "first time", "all met"."""
    if spec.choices:
        return None
    found = lexicon.values_when_asked(spec.id, spotted.text, span)
    values = {value for _, value in found}
    if len(values) != 1 or any(_TURNED_ROUND.search(spotted.text, span.start, place.start) for place, _ in found):
        return None
    if _EXCEPT.search(spotted.text, *span):
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

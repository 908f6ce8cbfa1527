"""Recognising that a message is about a single student: a name, a birth date, an ID number, a diagnosis.

Such a message is refused before it is stored (SECURITY.md). Counts of students, and questions about students in
general, are what this assistant is for and must pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

__all__ = ["PupilWords", "pupil_data_in"]

_LONG_NUMBER = re.compile(r"(?<![\d.,$-])\d{10}(?![\d.,]\d|\d)|(?<!\d)\d{3}-\d{2}-\d{4}(?!\d)")
_LABELLED_NUMBER = re.compile(
    r"\b(?:ssid|ssn|(?:student|pupil|state)(?:'s)?\s+(?:id|identifier|number|no\.?|#))\b[\s:#=is]*"
    r"(?=[a-z]*\d)(?:[a-z\d-]{4,}|\d[\d -]{4,}\d)",
    re.IGNORECASE,
)
_BIRTH = re.compile(
    r"\b(?:d\.?o\.?b\.?|date of birth|birth ?date|birth ?day|born(?: on| in)?)(?!\w)[\s:=,is]{0,6}"
    r"(?:\w{3,9}\.?\s+)?\d{1,4}(?:st|nd|rd|th)?\b",
    re.IGNORECASE,
)
_AGE_OR_GRADE = (
    r",?\s+\(?(?:an?\s+|age\s+|aged\s+|in\s+)?(?:the\s+)?"
    r"(?:\d{1,2}[\s-]*(?:years?[\s-]*old|y/?o\b|yrs?\b)"
    r"|(?:\d{1,2}(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth)"
    r"[\s-]+grader?\b)"
)
_LETTERS = r"[^\W\d_][\w'-]*"
_INITIALS = r"[A-Z]\.\s?[A-Z]\b\.?"


@dataclass(frozen=True)
class PupilWords:
    """The words by which such messages are known; see content/en/pupil_data.yml."""

    person: tuple[str, ...]
    belongs_to_person: tuple[str, ...]
    diagnosis: tuple[str, ...]
    not_names: frozenset[str]
    first_names: frozenset[str]

    def is_name(self, word: str) -> bool:
        """Whether `word`, as it was typed, can be a person's name."""
        plain = word.casefold().removesuffix("'s")
        if plain in self.first_names:
            return True
        return word[:1].isupper() and not word.isupper() and plain not in self.not_names

    @cached_property
    def named(self) -> tuple[re.Pattern[str], ...]:
        """Where a name would stand if there is one; its first word is the group "name"."""
        person = _any(self.person)
        name = rf"(?<![\w'])(?P<name>{_LETTERS})"
        return (
            re.compile(rf"(?i:\b{person}),?\s+(?i:called\s+|named\s+)?{name}"),
            re.compile(
                rf"{name}(?:\s+{_LETTERS})?,?\s+(?i:(?:is|was)\s+)?"
                rf"(?i:(?:an?|one\s+of\s+our|our|my)\s+(?:\w+\s+){{0,3}}?{person}\b)"
            ),
            re.compile(rf"{name}(?:\s+{_LETTERS})?(?i:'s\s+{_any(self.belongs_to_person)}\b)"),
            re.compile(rf"(?i:\b(?:iep|diagnosis|triennial|parents?|mother|father)\s+(?:of|for)\s+){name}"),
            re.compile(rf"{name}(?:\s+{_LETTERS})?(?i:{_AGE_OR_GRADE})"),
            re.compile(rf"{name}(?:\s+{_LETTERS})?(?i:{self._has_diagnosis})"),
        )

    @cached_property
    def one_of_them(self) -> re.Pattern[str]:
        """Where a first name would stand behind students in the plural: "one of our students, kevin"."""
        return re.compile(rf"(?i:\b(?:students|pupils|kids|children),?\s+)(?P<name>{_LETTERS})")

    @cached_property
    def called(self) -> re.Pattern[str]:
        """A person with a name that is introduced as one, or with initials."""
        person = _any(self.person)
        introduced = (
            rf"(?i:\b{person}(?:'s)?\s+(?:(?:is\s+|was\s+)?(?:named|called)|(?:whose\s+)?name\s+is)\s+{_LETTERS})"
        )
        return re.compile(rf"{introduced}|(?i:\b{person}),?\s+{_INITIALS}")

    @cached_property
    def diagnosed(self) -> re.Pattern[str]:
        """A diagnosis of one person who isn't named."""
        one = rf"(?:s?he|(?:my|this|that|the)\s+(?:\w+\s+){{0,2}}?{_any(self.person)}(?:\s+\w+){{0,3}}?)"
        return re.compile(rf"(?i:\b{one}{self._has_diagnosis})")

    @property
    def _has_diagnosis(self) -> str:
        return (
            r"\s+(?:has|is|was|got|may\s+have|might\s+have|suffers\s+from)(?:\s+been)?"
            r"(?:\s+(?:diagnosed|identified)\s+(?:with|as|for)|\s+eligible\s+(?:under|for|with))?"
            rf"(?:\s+(?:severe|mild|moderate|profound|also|an?|very))*\s+{_any(self.diagnosis)}\b"
        )


def pupil_data_in(text: str, words: PupilWords) -> str | None:
    """What `text` tells about a single student: "name", "birth_date", "number" or "diagnosis"; None for nothing."""
    if _LONG_NUMBER.search(text) or _LABELLED_NUMBER.search(text):
        return "number"
    if _BIRTH.search(text):
        return "birth_date"
    first_names = (name.casefold() for name in _names(text, (words.one_of_them,)))
    if words.called.search(text) or not words.first_names.isdisjoint(first_names):
        return "name"
    if any(words.is_name(name) for name in _names(text, words.named)):
        return "name"
    return "diagnosis" if words.diagnosed.search(text) else None


def _names(text: str, patterns: Iterable[re.Pattern[str]]) -> Iterator[str]:
    """The words that stand where a name would; each place is tried, also inside a match."""
    for pattern in patterns:
        at = 0
        while match := pattern.search(text, at):
            yield match["name"]
            at = match.start("name") + 1 if match.start() == match.start("name") else match.start() + 1


def _any(phrases: Iterable[str]) -> str:
    ordered = sorted(phrases, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(phrase).replace(r"\ ", r"\s+") for phrase in ordered) + ")"

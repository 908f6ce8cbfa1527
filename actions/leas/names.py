"""The names of LEAs: made fit to be repeated, and recognised however they are written."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache

from actions.content import say
from actions.reading.text import Span, plain

__all__ = ["LONGEST_NAME", "clean_name", "known_name", "looks_like_lea", "names_in", "says_which", "unused_name"]

LONGEST_NAME = 80
"""Characters. The longest names of districts have about 60."""
_MOST_WORDS = 10
# What could act as markup in a page, in Slack or in a file's name has no place in a name.
_NOT_IN_NAMES = re.compile(r"[^\w\s.,'&()/#-]|_")
_KIND = (
    r"(?:joint |union |unified |elementary |high |city |county |public )*"
    r"(?:school districts?|unified|usd|uhsd|jusd|juhsd|hsd|esd|elementary|high school|union high|high"
    r"|charters?(?: school)?|academy|district|coe|county office(?: of education)?"
    r"|county superintendent(?: of schools)?|selpa)"
)
_ENDS_IN_KIND = re.compile(rf"\s+{_KIND}\s*$")
# In one place there may be an elementary and a high school district of the same name: two LEAs with two letters.
_SORTS = {
    "unified": re.compile(r"\bunified\b|\bj?usd\b"),
    "elementary": re.compile(r"\belementary\b|\besd\b"),
    "high": re.compile(r"\bhigh\b|\bj?uhsd\b|\bhsd\b"),
    "charter": re.compile(r"\bcharters?\b"),
    "academy": re.compile(r"\bacademy\b"),
    "county": re.compile(r"\bcoe\b|\bcounty (?:office|superintendent)\b"),
    "selpa": re.compile(r"\bselpa\b"),
}
_ANY_LEA = frozenset(
    "school schools elementary high unified union joint city county public charter district local small large big new"
    " rural urban single one independent mostly just only k-8 k-12 basic aid".split()
)
"""Words that say what an LEA is like, and not which one it is."""
_CLOSE_ENOUGH = 0.84


def clean_name(text: str) -> str:
    """`text` as a name: one line, no markup; empty where no name is left, or one too long to be one."""
    name = _NOT_IN_NAMES.sub(" ", unicodedata.normalize("NFC", text))
    name = " ".join(name.split()).strip(" .,'-/#&")
    if len(name) > LONGEST_NAME or len(name.split()) > _MOST_WORDS or not any(map(str.isalpha, name)):
        return ""
    return name


def unused_name(taken: Iterable[str]) -> str:
    """A name for an LEA that has none yet: "LEA 2"."""
    keys = {_key(name) for name in taken}
    number = 1
    while _key(say("leas.unnamed", number=number)) in keys:
        number += 1
    return say("leas.unnamed", number=number)


def known_name(name: str, known: Sequence[str]) -> str | None:
    """The one of the `known` names that `name` stands for; None where none or several might.

    "oak valley" and "Oak Vally Unified" stand for "Oak Valley Unified School District"; "Oak Valley High" does not.
    """
    for by in (_key, _short):
        found = [one for one in known if by(one) == by(name)]
        if len(found) == 1 and not _differ_in_sort(name, found[0]):
            return found[0]
    begins = [one for one in known if _key(one).startswith(_key(name) + " ")]
    if len(begins) == 1 and _key(name):
        return begins[0]
    alike = [one for one in known if not _differ_in_sort(name, one)]
    close = difflib.get_close_matches(_short(name), [_short(one) for one in alike], n=2, cutoff=_CLOSE_ENOUGH)
    found = [one for one in alike if _short(one) in close]
    return found[0] if len(found) == 1 and not _differ_in_number(name, found[0]) else None


def names_in(text: str, known: Sequence[str]) -> list[tuple[Span, str]]:
    """Where the `known` names stand in `text`, whole or without the kind of LEA at their end; the longest win."""
    found: list[tuple[Span, str]] = []
    simple = plain(text)
    for pattern, one in _patterns(tuple(known)):
        for match in pattern.finditer(simple):
            if _differ_in_sort(match[0], one):
                continue
            if not any(match.start() < span.end and span.start < match.end() for span, _ in found):
                found.append((Span(*match.span()), one))
    return sorted(found)


@lru_cache(maxsize=256)
def _patterns(known: tuple[str, ...]) -> tuple[tuple[re.Pattern[str], str], ...]:
    """How each of the `known` names may stand in a text, the longest forms first."""
    short = [_short(one) for one in known]
    # A short form that two LEAs share names neither.
    forms = [(form, one) for one in known for form in {_key(one), _short(one)} if form and short.count(form) < 2]
    return tuple(
        (re.compile(rf"(?<![\w'-]){_spaced(form)}(?:\s+{_KIND})?(?:'s)?(?![\w])"), one)
        for form, one in sorted(forms, key=lambda pair: len(pair[0]), reverse=True)
    )


def _spaced(form: str) -> str:
    return re.escape(form).replace(r"\ ", r"\s+")


def looks_like_lea(name: str) -> bool:
    """Whether the name says what kind of LEA it is: "Oak Valley Unified"."""
    return _ENDS_IN_KIND.search(plain(name)) is not None


def says_which(name: str) -> bool:
    """Whether the name says more than what kind of LEA it is: not "small unified district"."""
    return not set(_short(name).split()) <= _ANY_LEA


def _key(name: str) -> str:
    return " ".join(plain(name).split())


def _short(name: str) -> str:
    """The name without the kind of LEA at its end."""
    short = _ENDS_IN_KIND.sub("", _key(name))
    return short or _key(name)


def _differ_in_sort(one: str, other: str) -> bool:
    """Whether each name says what kind of LEA it is, and not the same: "Oak Valley Elementary", "Oak Valley High"."""
    sorts, others = _sorts(one), _sorts(other)
    return bool(sorts and others) and not sorts & others


def _sorts(name: str) -> set[str]:
    kind = _ENDS_IN_KIND.search(plain(name).removesuffix("'s"))
    return {sort for sort, words in _SORTS.items() if kind and words.search(kind[0])}


def _differ_in_number(one: str, other: str) -> bool:
    """Whether the names hold other numbers: "LEA 1" is no misspelt "LEA 2"."""
    return re.findall(r"\d+", one) != re.findall(r"\d+", other)

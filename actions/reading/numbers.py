"""Single numbers in a text, written in digits or in words: "1,200", "12.5", "2k", "a hundred and five"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from actions.reading.text import overlaps

__all__ = ["Number", "find_numbers"]

_SMALL = {
    word: value
    for value, words in enumerate(
        (
            "zero nought, one, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve,"
            "thirteen, fourteen, fifteen, sixteen, seventeen, eighteen, nineteen"
        ).split(",")
    )
    for word in words.split()
}
_TENS = {
    word: 10 * value
    for value, words in enumerate("twenty, thirty, forty, fifty, sixty, seventy, eighty, ninety".split(","), start=2)
    for word in words.split()
}
_ORDINALS = {
    word: n
    for n, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
        " fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        start=1,
    )
}
_COUNTED_ON = re.compile(r"\s+(?:(?:straight |consecutive )?year|percent|consecutive|in a row)")
"""What follows on an ordinal that is a number: "in our second year", "the fifteenth percentile"."""
_SCALES = {"dozen": 12, "hundred": 100, "thousand": 1_000, "k": 1_000, "million": 1_000_000, "billion": 10**9}

_TOKEN = re.compile(
    r"""(?P<digits> (?: (?<![\w.,]) | (?<=\d\.\.) | (?<=\byear) | (?<=\by) | (?<=\bx) )
                    (?:\d{1,3}(?:,\d{3})+(?!\d) | \d+) (?:[.]\d+ | ,\d{1,2}(?![\d,]))?
                  | (?<![\w.])\.\d+ )
      | (?P<word> [a-z]+ ) | (?P<other> [^\sa-z] )""",
    re.VERBOSE,
)
# "which one", "the preschool one": a pronoun, not a number.
_POINTING = re.compile(
    r"\b(?:which|(?:no|any|every|each)(?:\s+single)?|another|some|either|neither"
    r"|an?\s+(?:small|large|big|little|new|good|bad|rural|tiny|real)"
    r"|other|worst|best|lowest|highest|smallest|biggest|largest|last|next|right|wrong|same"
    r"|(?<!just )(?<!only )(?:the|that|this)"
    r"(?:\s+(?!exception\b|is\b|was\b|are\b|were\b|has\b|had\b|have\b)[\w-]+){0,2})\s+$"
)
_OF_THEM = re.compile(
    r"\s+(?:elements?|elems?|els?|targets?|indicators?|years?|yrs?|students?|pupils?|percent|not met|dnm|tnm)\b"
)
"""What one counts, wherever it stands: "the letter lists one element"."""
_SINGLE = re.compile(r"\ba\s+$")
_POINT = re.compile(r"\s+(?:point|pt\.?|dot|comma)\s+")
_DECIMAL_COMMA = re.compile(r",(?=\d{1,2}$)")
_HALF = re.compile(r"\bhalf\s+$")
_AND_A_HALF = re.compile(r"\s+and\s+(?:a\s+|one\s+)?half\b")
_HALF_A = re.compile(r"\bhalf(?:\s+(?:a|of a|of one))?(?=\s+percent\b)")
_MINUS = re.compile(r"(?:(?:^|(?<=[\s(:=]))-|\b(?:minus|negative)\s+)$")


class Number(NamedTuple):
    """A number and where it stands."""

    start: int
    end: int
    value: float


class _Token(NamedTuple):
    start: int
    end: int
    word: str
    value: float | None
    """The number that the token is by itself; None for any other word."""


def find_numbers(text: str) -> list[Number]:
    """The numbers in plain `text`, in order. Ordinals count where something counted follows ("in our second year")."""
    tokens = list(_tokens(text))
    numbers: list[Number] = []
    at = 0
    while at < len(tokens):
        length, value = _longest_number(tokens, at)
        if length:
            start, end = tokens[at].start, tokens[at + length - 1].end
            if minus := _MINUS.search(text, 0, start):
                start, value = minus.start(), -value
            elif tokens[at].word == "a" and (half := _HALF.search(text, 0, start)):
                start, value = half.start(), value / 2
            if half := _AND_A_HALF.match(text, end):
                end, value = half.end(), value + 0.5
            numbers.append(Number(start, end, value))
        at += max(length, 1)
    numbers = _with_decimals(text, numbers)
    begun = [number[:2] for number in numbers if not text[slice(*number[:2])].startswith(("a", "one"))]
    halves = [match.span() for match in _HALF_A.finditer(text) if not overlaps(match.span(), begun)]
    return sorted([Number(*half, 0.5) for half in halves] + [one for one in numbers if not overlaps(one[:2], halves)])


def _with_decimals(text: str, numbers: list[Number]) -> list[Number]:
    """The numbers, with those made one whose decimals are spoken: "seven point two five"."""
    spoken: list[Number] = []
    decimals = ""
    for number in numbers:
        between = text[spoken[-1].end : number.start] if spoken else ""
        follows = _POINT.fullmatch(between) if not decimals else between.isspace()
        if follows and number.value < 100 and float(number.value).is_integer():
            whole = spoken[-1]
            decimals += f"{number.value:.0f}"
            spoken[-1] = Number(whole.start, number.end, float(f"{int(whole.value)}.{decimals}"))
        else:
            decimals = ""
            spoken.append(number)
    return spoken


def _tokens(text: str) -> Iterator[_Token]:
    for match in _TOKEN.finditer(text):
        word = match[0]
        value: float | None = None
        if match["digits"]:
            value = float(_DECIMAL_COMMA.sub(".", word).replace(",", ""))
        elif word in _TENS:
            value = _TENS[word]
        elif word == "single" and _SINGLE.search(text, 0, match.start()):
            value = 1
        elif word in _SMALL and not (word == "one" and _points(text, match)):
            value = _SMALL[word]
        elif word in _ORDINALS and _COUNTED_ON.match(text, match.end()):
            value = _ORDINALS[word]
        yield _Token(match.start(), match.end(), word, value)


def _points(text: str, one: re.Match[str]) -> bool:
    """Whether a "one" is a pronoun."""
    return _POINTING.search(text, 0, one.start()) is not None and not _OF_THEM.match(text, one.end())


def _longest_number(tokens: list[_Token], at: int) -> tuple[int, float]:
    """How many tokens from `at` on make up one number, and that number; (0, 0) where none starts there."""
    total, group, used = 0.0, None, 0
    position = at
    while position < len(tokens):
        token = tokens[position]
        if token.value is not None and _continues(group, tokens, position):
            group = (group or 0) + token.value
        elif token.word in _SCALES and (group is not None or _counts_alone(tokens, position)):
            group = (1 if group is None else group) * _SCALES[token.word]
            if _SCALES[token.word] >= 1_000:
                total, group = total + group, 0.0
        elif not (_is_article(tokens, position) and position == at) and not _joins(tokens, position, used):
            break
        else:
            position += 1
            continue
        position += 1
        used = position - at
    return used, total + (group or 0)


def _continues(group: float | None, tokens: list[_Token], position: int) -> bool:
    """Whether a number word may follow the group so far: "twenty" + "three", "hundred" + "five", not "three four"."""
    token = tokens[position]
    if group is None:
        return True
    if token.word[0] in ".0123456789" or tokens[position - 1].word[0] in ".0123456789":
        return False
    value = token.value or 0
    return value > 0 and ((group % 100 == 0 and value < 100) or (group % 100 >= 20 and group % 10 == 0 and value < 10))


def _counts_alone(tokens: list[_Token], position: int) -> bool:
    """Whether it is a number by itself: "hundred" and "dozen" after "a"; a bare "k" or "million" isn't a number."""
    following = tokens[position + 1].word if position + 1 < len(tokens) else ""
    return following == "and" or following in _TENS or (position > 0 and tokens[position - 1].word in ("a", "an"))


def _is_article(tokens: list[_Token], position: int) -> bool:
    following = tokens[position + 1].word if position + 1 < len(tokens) else ""
    return tokens[position].word in ("a", "an") and following in _SCALES


def _joins(tokens: list[_Token], position: int, used: int) -> bool:
    """Whether the token only ties number words: the dash of "twenty-three", the "and" of "hundred and five"."""
    if not used or position + 1 >= len(tokens):
        return False
    token, before, after = tokens[position], tokens[position - 1], tokens[position + 1]
    if token.word == "-":
        return before.word in _TENS and after.word in _SMALL and before.end == token.start and token.end == after.start
    return token.word == "and" and before.word in ("hundred", "thousand") and after.word in {**_SMALL, **_TENS}

"""Which words are repaired, and which are left as they were typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

import pytest

from actions.content import lexicon, read_content
from actions.conversation import rulebook
from actions.reading.text import plain

SPELLER = lexicon().speller
WORD = re.compile(r"[a-z]+(?:'[a-z]+)*")
LINK = re.compile(r"https?://\S+|\]\([^)]*\)")
SPOKEN = ("facts.yml", "replies.yml", "tour.yml")
SHORTEST = 6
"""Letters of the shortest word of which a letter may be wrong without its looking like many others."""


def texts(content: object) -> Iterator[str]:
    if isinstance(content, str):
        yield content
    elif isinstance(content, dict | list):
        for part in content.values() if isinstance(content, dict) else content:
            yield from texts(part)


def slips(word: str) -> Iterator[str]:
    """The word with two letters swapped, with one missing, and with one doubled."""
    for at in range(1, len(word)):
        yield word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :] if at > 1 else word
        yield word[:at] + word[at + 1 :]
        yield word[:at] + word[at - 1] + word[at:]


def test_the_words_that_the_assistant_itself_uses_are_left_alone() -> None:
    """What people type back to it can't be wrong."""
    glossary = [text for term in rulebook().glossary.values() for text in (term.name, term.means, *term.also)]
    own = chain(glossary, *(texts(read_content(name)) for name in SPOKEN))
    words = {word for text in own for word in WORD.findall(LINK.sub("", plain(text)))}
    short_ways_to_write = set(lexicon().short_forms)

    assert {
        word: SPELLER.meant_by(word) for word in words - short_ways_to_write if SPELLER.meant_by(word) != word
    } == {}


@pytest.mark.parametrize(
    "word",
    "leas lea sil iep ieps band bands ids info intro forget forgets provider providers site sites set sets others level"
    " levels page pages note notes covered numbered needed anything everyone someone become reviewed outcomes".split(),
)
def test_a_common_word_and_its_forms_are_left_alone(word: str) -> None:
    assert SPELLER.meant_by(word) == word


def test_a_slip_in_a_word_that_matters_never_makes_it_another() -> None:
    """It is repaired, or left as it is: an unknown word, of which nothing is made."""
    words = lexicon()
    phrases = [
        *words.more_words,
        *chain(*words.facts.values()),
        *chain(*(chain(*c.values()) for c in words.choices.values())),
    ]
    meant = {word for phrase in phrases for word in WORD.findall(phrase) if len(word) >= SHORTEST}

    assert {
        (typed, made)
        for word in meant
        for typed in slips(word)
        if (made := SPELLER.meant_by(typed)) not in (word, typed)
    } == set()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("elemnts", "elements"),
        ("studnets", "students"),
        ("disproportinate", "disproportionate"),
        ("preshcool", "preschool"),
        ("hunderd", "hundred"),
        ("threeelements", "three elements"),
        ("bttm", "bottom"),
        ("dont", "don't"),
    ],
)
def test_a_misspelt_word_is_repaired(typed: str, meant: str) -> None:
    assert SPELLER.meant_by(typed) == meant


def test_places_are_found_again_in_what_was_typed() -> None:
    repaired = SPELLER.repair("abuot 3 elemnts")
    at = repaired.text.index("elements")

    assert repaired.text == "about 3 elements"
    assert repaired.typed((at, at + len("elements"))) == (8, 15)
    assert repaired.place((8, 15)) == (at, at + len("elements"))


@pytest.mark.parametrize(("typed", "meant"), [("chtr", "charter"), ("plcmt", "placement"), ("stdts", "students")])
def test_a_name_without_its_vowels_and_one_more_letter_is_known(typed: str, meant: str) -> None:
    assert lexicon().speller.meant_by(typed) == meant


def test_a_shortening_that_is_a_word_of_its_own_is_left_alone() -> None:
    assert lexicon().speller.meant_by("acts") == "acts"

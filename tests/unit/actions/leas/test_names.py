"""Names of LEAs: cleared of markup, and recognised however they are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actions.leas.names import LONGEST_NAME, clean_name, known_name, names_in, unused_name


@given(st.text(max_size=200))
def test_a_clean_name_is_short_one_line_and_without_markup(text: str) -> None:
    name = clean_name(text)

    assert len(name) <= LONGEST_NAME
    assert not set(name) & set('<>[]{}*_`|~\\"\n\r\t')
    assert clean_name(name) == name


@pytest.mark.parametrize(
    ("typed", "clean"),
    [
        ("  Oak   Valley ", "Oak Valley"),
        ("<b>Oak</b>", "b Oak /b"),
        ("[Oak](http://evil.example)", "Oak (http //evil.example)"),
        ("St. Mary's & O'Brien (K-8) No. 4", "St. Mary's & O'Brien (K-8) No. 4"),
        ("La Cañada", "La Cañada"),
        ("...", ""),
        ("42", ""),
        ("word " * 12, ""),
    ],
)
def test_names_keep_their_letters_and_lose_the_rest(typed: str, clean: str) -> None:
    assert clean_name(typed) == clean


KNOWN = ("Oak Valley Unified School District", "Oak Valley Charter School", "Cedar Ridge", "LEA 1", "LEA 2")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("cedar ridge", "Cedar Ridge"),
        ("Cedar Ridge Elementary", "Cedar Ridge"),
        ("Ceder Rige", "Cedar Ridge"),
        ("cedar", "Cedar Ridge"),
        ("oak valley unified school district", "Oak Valley Unified School District"),
        ("Oak Valley", None),
        ("LEA 1", "LEA 1"),
        ("LEA 3", None),
        ("Pinewood", None),
        ("", None),
    ],
)
def test_a_name_stands_for_one_lea_or_for_none(typed: str, meant: str | None) -> None:
    assert known_name(typed, KNOWN) == meant


@pytest.mark.parametrize(
    ("typed", "known", "meant"),
    [
        ("Mesa Elementary", "Mesa Union High School District", False),
        ("Mesa Elementary", "Mesa Unified", False),
        ("Mesa Charter School", "Mesa Unified School District", False),
        ("Mesa COE", "Mesa Charter School", False),
        ("Mesa County Office of Education", "Mesa County School District", True),
        ("Mesa USD", "Mesa Unified School District", True),
        ("Messa Elementary", "Mesa Elementary School District", True),
        ("Messa Elementary", "Mesa High School District", False),
        ("mesa school district", "Mesa High School", True),
    ],
)
def test_an_lea_of_another_kind_is_another_lea(typed: str, known: str, meant: bool) -> None:
    assert known_name(typed, [known, "Pinewood"]) == (known if meant else None)
    if "Messa" not in typed:
        assert [name for _, name in names_in(f"switch to {typed}'s letter", [known])] == [known] * meant


def test_names_are_found_where_they_stand() -> None:
    text = "Is CEDAR RIDGE's letter like that of Oak Valley Charter School?"
    found = names_in(text, KNOWN)

    assert [(text[span.start : span.end], name) for span, name in found] == [
        ("CEDAR RIDGE's", "Cedar Ridge"),
        ("Oak Valley Charter School", "Oak Valley Charter School"),
    ]


def test_a_short_form_that_two_leas_share_names_neither() -> None:
    assert names_in("what about Oak Valley", KNOWN) == []


def test_a_new_name_is_one_that_nobody_has() -> None:
    assert unused_name(["lea 1", "Cedar Ridge", "LEA 3"]) == "LEA 2"

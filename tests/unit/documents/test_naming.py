"""Names of LEAs, which may be anything, and names of files, which may not."""

from __future__ import annotations

import re
import unicodedata
from io import BytesIO

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from assistant.documents.composing import compose
from assistant.documents.docx_writing import to_docx
from assistant.documents.html_writing import to_html
from assistant.documents.ics_writing import to_ics
from assistant.documents.naming import clean_name, file_name
from tests.unit.documents.cases import CASES, WRITTEN_AT, WRITTEN_ON

SIG_DIS = CASES["significantly disproportionate in 2024"]


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("  Placeholder\n Valley\tUnified ", "Placeholder Valley Unified"),
        ("Cañón Unified", "Cañón Unified"),
        ("منطقة تعليمية", "منطقة تعليمية"),
        ("School 🏫👩‍🏫", "School 🏫👩‍🏫"),
        ("<b>Unified</b> & Co.", "<b>Unified</b> & Co."),
        ("Uni\x00fied\x0b\x1b[31m", "Unified [31m"),
        ("A\u202edeifinU", "AdeifinU"),
        ("A\ud800B", "AB"),
        ("\u200f\u2067 ", ""),
    ],
)
def test_a_name_keeps_what_people_write_and_loses_what_would_disturb(name: str, clean: str) -> None:
    assert clean_name(name) == clean
    assert clean_name(clean_name(name)) == clean_name(name)


@settings(max_examples=12)
@given(st.text(max_size=600))
def test_every_form_can_hold_any_name(name: str) -> None:
    """Whatever is given as a name, each form is written, can be opened, and has the name as it was cleaned."""
    clean = clean_name(name)
    document = compose(SIG_DIS, WRITTEN_ON, name)
    assert "<html" in to_html(document)
    word = docx.Document(BytesIO(to_docx(document)))
    if clean:
        assert word.paragraphs[1].text == clean
    events = Calendar.from_ical(to_ics(SIG_DIS, WRITTEN_AT, name)).walk("VEVENT")
    assert len(events) == 2


@pytest.mark.parametrize("name", ["x" * 500, "Ünï" * 200, "🏫" * 500], ids=["letters", "accents", "pictures"])
def test_long_names_are_kept_whole_in_the_text(name: str) -> None:
    document = compose(SIG_DIS, WRITTEN_ON, name)
    word = docx.Document(BytesIO(to_docx(document)))
    assert word.paragraphs[1].text == name
    assert name in to_html(document)


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        ("Targeted 2", "cim-2023-targeted-2.docx"),
        ("small LEA", "cim-2023-small-lea-cyclical.docx"),
        ("significantly disproportionate in 2024", "cim-2024-significantly-disproportionate-no-level.docx"),
        ("between two bands", "cim-2023-no-level.docx"),
        ("still open", "cim-2023-open.docx"),
    ],
)
def test_a_file_is_named_after_the_year_and_the_result(case: str, expected: str) -> None:
    assert file_name(CASES[case], "docx") == expected


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("Cañón Unified", "-canon-unified"),
        ("../../etc/passwd", "-etc-passwd"),
        ('A"B\r\nSet-Cookie: x', "-a-b-set-cookie-x"),
        ("مدرسة", ""),
        ("x" * 500, "-" + "x" * 60),
    ],
)
def test_a_name_in_a_file_name_is_letters_digits_and_hyphens(name: str, part: str) -> None:
    assert file_name(CASES["Targeted 2"], "ics", name) == f"cim-2023-targeted-2{part}.ics"


@given(st.text(max_size=300))
def test_no_name_leads_out_of_the_folder_or_out_of_a_header(name: str) -> None:
    assert re.fullmatch(r"cim-2023-targeted-2[a-z0-9-]*\.html", file_name(CASES["Targeted 2"], "html", name))


@given(st.text(max_size=300))
def test_a_clean_name_is_one_line_of_visible_characters(name: str) -> None:
    clean = clean_name(name)
    assert clean == " ".join(clean.split())
    assert not [one for one in clean if unicodedata.category(one) in ("Cc", "Cs")]

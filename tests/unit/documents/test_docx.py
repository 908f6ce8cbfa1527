"""The Word file, opened again with python-docx."""

from __future__ import annotations

from io import BytesIO
from itertools import pairwise

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml.ns import qn

from assistant.documents.composing import compose
from assistant.documents.docx_writing import to_docx
from rules_engine import Determination, obligations
from tests.unit.documents.cases import CASES, NAME, WRITTEN_ON

W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"

every_case = pytest.mark.parametrize("result", CASES.values(), ids=CASES.keys())


def opened(result: Determination, name: str = NAME) -> WordDocument:
    return docx.Document(BytesIO(to_docx(compose(result, WRITTEN_ON, name))))


@pytest.fixture(scope="module")
def targeted_2() -> WordDocument:
    return opened(CASES["Targeted 2 with a site's additions"])


def test_headings_are_real_and_no_level_is_skipped(targeted_2: WordDocument) -> None:
    styles = [paragraph.style.name for paragraph in targeted_2.paragraphs if paragraph.style]
    assert styles[0] == "Title"
    levels = [int(style.removeprefix("Heading ")) for style in styles if style.startswith("Heading ")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    first = [paragraph.text for paragraph in targeted_2.paragraphs if paragraph.style.name == "Heading 1"]
    assert first == [
        "Result",
        "Dates",
        "What to do",
        "Why",
        "What we were told",
        "Please note",
        "About this document",
        "Sources",
    ]


@every_case
def test_headings_of_tables_are_repeated_on_every_page_and_no_row_is_torn(result: Determination) -> None:
    tables = opened(result).tables
    assert tables
    for table in tables:
        heads = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
        assert heads == [True] + [False] * (len(heads) - 1)
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


@every_case
def test_tables_have_names_and_fill_the_line(result: Determination) -> None:
    document = opened(result)
    section = document.sections[0]
    width = section.page_width - section.left_margin - section.right_margin
    for table in document.tables:
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))
        assert sum(cell.width for cell in table.rows[0].cells) == pytest.approx(width, abs=5000)


def test_language_and_title_are_set(targeted_2: WordDocument) -> None:
    (language,) = targeted_2.styles.element.find(qn("w:docDefaults")).iter(qn("w:lang"))
    assert language.get(qn("w:val")) == "en-US"
    properties = targeted_2.core_properties
    assert properties.language == "en-US"
    assert properties.title == f"{NAME} – Targeted Level 2 in monitoring year 2023 – CIM: level and checklist"
    assert properties.subject == NAME
    assert (properties.created.date(), properties.modified.date()) == (WRITTEN_ON, WRITTEN_ON)


def test_nothing_of_the_template_is_left_that_others_would_see(targeted_2: WordDocument) -> None:
    """No author, remark, picture or old version of Word of python-docx's own template."""
    assert targeted_2.core_properties.author == "CIM assistant"
    assert targeted_2.core_properties.comments == ""
    assert not any("thumbnail" in str(part.partname) for part in targeted_2.part.package.iter_parts())
    modes = [
        setting.get(qn("w:val"))
        for setting in targeted_2.settings.element.iter(qn("w:compatSetting"))
        if setting.get(qn("w:name")) == "compatibilityMode"
    ]
    assert modes == ["15"]


def test_sources_are_real_links(targeted_2: WordDocument) -> None:
    listed = [paragraph for paragraph in targeted_2.paragraphs if paragraph.style.name == "List Number"]
    assert listed[0].hyperlinks[0].address == "https://www.cde.ca.gov/sp/se/qa/targetedlevel2.asp"
    assert listed[0].hyperlinks[0].text == "CDE: Targeted Level 1 or 2"


@every_case
def test_every_number_of_a_source_leads_to_it(result: Determination) -> None:
    body = opened(result).element.body
    places = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]
    leads = {link.get(qn("w:anchor")): link.find(f".//{qn('w:t')}").text for link in body.iter(qn("w:hyperlink"))}
    leads.pop(None, None)  # those to other documents
    assert len(set(places)) == len(places)
    assert leads == {place: place.removeprefix("source_") for place in places}


@every_case
def test_boxes_can_be_ticked_and_say_what_for(result: Determination) -> None:
    """Each is a control of Word's; its name fits into the 64 characters that Word takes."""
    controls = list(opened(result).element.body.iter(qn("w:sdt")))
    names = [control.find(qn("w:sdtPr")).find(qn("w:alias")).get(qn("w:val")) for control in controls]
    assert all(control.find(qn("w:sdtPr")).find(f"{W14}checkbox") is not None for control in controls)
    assert all(0 < len(name) <= 64 for name in names)
    duties = sorted(f"Done: {owed.title}"[:64] for owed in obligations(result))
    assert sorted(name for name in names if name.startswith("Done: ")) == duties
    ids = [control.find(qn("w:sdtPr")).find(qn("w:id")).get(qn("w:val")) for control in controls]
    assert len(set(ids)) == len(ids)


def test_pages_are_numbered_and_sized_as_in_california(targeted_2: WordDocument) -> None:
    section = targeted_2.sections[0]
    assert (section.page_width.inches, section.page_height.inches) == (8.5, 11)
    fields = [field.get(qn("w:instr")) for field in section.footer._element.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]


def test_every_style_in_use_is_defined(targeted_2: WordDocument) -> None:
    """Word shows text of an undefined style as plain text, without a word."""
    known = {style.style_id for style in targeted_2.styles}
    used = {
        element.get(qn("w:val"))
        for tag in ("w:pStyle", "w:rStyle", "w:tblStyle")
        for element in targeted_2.element.body.iter(qn(tag))
    }
    assert used <= known


@every_case
def test_the_same_document_gives_the_same_bytes(result: Determination) -> None:
    document = compose(result, WRITTEN_ON, NAME)
    assert to_docx(document) == to_docx(document)


@every_case
def test_what_introduces_a_table_or_list_stays_on_its_page(result: Determination) -> None:
    body = list(opened(result).element.body)
    introductions = [before for before, after in pairwise(body) if after.tag == qn("w:tbl")]
    assert introductions
    for paragraph in introductions:
        own = paragraph.pPr is not None and paragraph.pPr.find(qn("w:keepNext")) is not None
        assert own or str(paragraph.style).startswith("Heading")

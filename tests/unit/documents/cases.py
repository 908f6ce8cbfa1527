"""Results that documents are tried on, each of another kind, and the texts of a document in its forms."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from io import BytesIO
from typing import Final

import docx
from docx.oxml.ns import qn

from assistant.documents.blocks import (
    Bullets,
    Callout,
    Cell,
    Checkbox,
    Citation,
    Document,
    Heading,
    Lead,
    Paragraph,
    References,
    Table,
)
from rules_engine import Determination, Facts, RuleBook, determine, load_rulebook
from rules_engine.rulebook import RULESETS

WRITTEN_AT: Final = dt.datetime(2025, 5, 5, 14, 30, tzinfo=dt.timezone(dt.timedelta(hours=-7)))
WRITTEN_ON: Final = WRITTEN_AT.date()
NAME: Final = "Placeholder Valley Unified"

BOOK: Final = load_rulebook()
WITH_OVERLAY: Final = load_rulebook(overlay=RULESETS / "overlay.example.yaml")

QUIET: Final = {
    "monitoring_year": 2023,
    "lea_type": "school_district",
    "students_with_disabilities": 1200,
    "elements_not_met": 0,
    "disproportionate_years": 0,
    "intensive_evaluation_percent": 45,
    "preschool_intensive_evaluation_percent": "not_ranked",
    "lowest_lre_percent": 30,
    "significantly_disproportionate": False,
}
"""An LEA of 2023 that meets no criterion of a targeted or intensive level."""


def result_of(book: RuleBook = BOOK, **facts: object) -> Determination:
    """What follows for an LEA that is quiet but for `facts`."""
    known = Facts.parse({**QUIET, **facts}, book.vocabulary)
    return determine(known, book.for_year(int(str(known.to_json("monitoring_year")))))


SIG_DIS_2024: Final = {
    **dict.fromkeys(QUIET),
    "monitoring_year": 2024,
    "lea_type": "school_district",
    "students_with_disabilities": 1200,
    "significantly_disproportionate": None,
    "significant_disproportionality_categories": ["discipline"],
}

CASES: Final = {
    "Targeted 2": result_of(elements_not_met=4),
    "Targeted 2 with a site's additions": result_of(WITH_OVERLAY, elements_not_met=4),
    "small LEA": result_of(students_with_disabilities=80),
    "significantly disproportionate in 2024": result_of(**SIG_DIS_2024),
    "between two bands": result_of(WITH_OVERLAY, intensive_evaluation_percent=10.5),
    "still open": result_of(elements_not_met="2+", lowest_lre_percent=None, intensive_evaluation_percent=None),
    "Universal": result_of(),
    "Intensive 2, inferred, beside significantly disproportionate": result_of(
        WITH_OVERLAY, intensive_evaluation_percent=5, elements_not_met=2, significantly_disproportionate=True
    ),
}


def texts_of(document: Document) -> str:
    """All words of `document`, as who sees it meets them."""
    parts = [document.title, document.name, *document.subtitles]
    for block in document.blocks:
        if isinstance(block, (Heading, Lead)):
            parts.append(block.text)
        elif isinstance(block, Table):
            parts += [column.heading for column in block.columns]
            parts += [text for row in block.rows for cell in row for text in _cell(cell)]
        elif isinstance(block, References):
            for entry in block.entries:
                parts += [entry.title, entry.href or "", *_lines([entry.remark])]
        elif isinstance(block, Callout):
            parts += _lines([block.paragraph])
        else:
            parts += _lines(block.items if isinstance(block, Bullets) else [block])
    return squeezed(" ".join(parts))


def _cell(cell: Cell) -> Iterator[str]:
    yield from () if isinstance(cell, Checkbox) else _lines(cell)


def _lines(paragraphs: Iterable[Paragraph]) -> Iterator[str]:
    for paragraph in paragraphs:
        for span in paragraph.spans:
            yield f"[{', '.join(map(str, span.numbers))}]" if isinstance(span, Citation) else span.text


class _Words(HTMLParser):
    """Collects the words of the document that a page shows: not its button and footer, nor what is only heard."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self._inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in ("title", "style", "script", "button", "caption", "footer"):
            self._inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._inside[-1:] == [tag]:
            self._inside.pop()

    def handle_data(self, data: str) -> None:
        if not self._inside:
            self.words.append(data)


def words_of_page(page: str) -> str:
    """All words of the document that the HTML `page` shows."""
    parser = _Words()
    parser.feed(page)
    return squeezed(" ".join(parser.words))


def words_of_docx(file: bytes) -> str:
    """All words in the body of a Word file, including those of links."""
    body = docx.Document(BytesIO(file)).element.body
    return squeezed(
        " ".join(
            "".join(text.text or "" for text in paragraph.iter(qn("w:t"))) for paragraph in body.iter(qn("w:p"))
        ).replace("☐", "")
    )


def squeezed(text: str) -> str:
    """`text` with one space for each stretch of white space."""
    return " ".join(text.split())

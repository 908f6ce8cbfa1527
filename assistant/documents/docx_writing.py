"""A document as a Word file, with real headings, tables and links. The same document gives the same bytes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from io import BytesIO
from itertools import count
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.table import _Cell as WordCell
from docx.text.paragraph import Paragraph as WordParagraph

from assistant.documents.blocks import (
    Block,
    Bullets,
    Callout,
    Cell,
    Checkbox,
    Citation,
    Document,
    Heading,
    Lead,
    Mark,
    Paragraph,
    References,
    Row,
    Span,
    Table,
    Text,
)
from assistant.documents.docx_parts import (
    add_bookmark,
    add_checkbox,
    add_fields,
    add_link,
    describe,
    keep_whole,
    repeat_as_heading,
)
from assistant.documents.docx_style import (
    CALLOUT,
    CITATION,
    LEAD,
    MARK,
    NAME,
    TABLE,
    TABLE_HEADING,
    TABLE_TEXT,
    TEXT_WIDTH,
    set_up,
)
from assistant.documents.wording import LOCALE, say

__all__ = ["to_docx"]

_LONGEST_PROPERTY: Final = 255
_ANCHOR: Final = "source_{number}"
_NO_TIME: Final = (1980, 1, 1, 0, 0, 0)
"""The earliest that a ZIP file can say; it stands for "no matter when"."""


def to_docx(document: Document) -> bytes:
    """The file."""
    writer = _Writer(document)
    file = BytesIO()
    writer.word.save(file)
    return _timeless(file)


class _Writer:
    """Writes one document."""

    def __init__(self, document: Document) -> None:
        self.word = docx.Document()
        self._boxes = count(1)
        set_up(self.word)
        self._properties(document)
        self._footer(document.footer)
        self.word.add_paragraph(document.title, style="Title")
        if document.name:
            self.word.add_paragraph(document.name, style=NAME)
        for line in document.subtitles:
            self.word.add_paragraph(line, style="Subtitle")
        for block in document.blocks:
            if isinstance(block, (Table, Bullets, References)):
                self.word.paragraphs[-1].paragraph_format.keep_with_next = True
            self._block(block)

    def _properties(self, document: Document) -> None:
        properties = self.word.core_properties
        properties.title = document.full_title[:_LONGEST_PROPERTY]
        properties.subject = (document.name or document.about)[:_LONGEST_PROPERTY]
        properties.author = properties.last_modified_by = say("about.author")
        properties.comments = ""
        properties.language = LOCALE
        properties.created = properties.modified = dt.datetime.combine(document.written_on, dt.time())
        # The template brings a picture of itself, which a file browser would show as this document's.
        relations = self.word.part.package.rels
        for id_ in [id_ for id_, one in relations.items() if one.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
            relations.pop(id_)

    def _footer(self, text: str) -> None:
        paragraph = self.word.sections[0].footer.paragraphs[0]
        paragraph.add_run(f"{text}\t")
        add_fields(paragraph, say("page.page_of", page="{page}", pages="{pages}"), page="PAGE", pages="NUMPAGES")

    def _block(self, block: Block) -> None:
        match block:
            case Heading(level, text):
                self.word.add_heading(text, level)
            case Lead(text):
                self.word.add_paragraph(text, style=LEAD)
            case Paragraph(spans):
                _write(spans, self.word.add_paragraph())
            case Callout(paragraph):
                _write(paragraph.spans, self.word.add_paragraph(style=CALLOUT))
            case Bullets(items):
                for item in items:
                    _write(item.spans, self.word.add_paragraph(style="List Bullet"))
            case Table():
                self._table(block)
            case References():
                self._references(block)

    def _table(self, table: Table) -> None:
        written = self.word.add_table(rows=0, cols=len(table.columns), style=TABLE)
        written.autofit = False
        describe(written, table.title)
        headings: Row = tuple((Paragraph((Text(column.heading),)),) for column in table.columns)
        for row in (headings, *table.rows):
            added = written.add_row()
            keep_whole(added)
            for cell, place, column in zip(row, added.cells, table.columns, strict=True):
                place.width = int(TEXT_WIDTH * column.share / 100)
                self._cell(cell, place, TABLE_HEADING if row is headings else TABLE_TEXT)
        repeat_as_heading(written.rows[0])
        for place, column in zip(written.columns, table.columns, strict=True):
            place.width = int(TEXT_WIDTH * column.share / 100)

    def _cell(self, cell: Cell, place: WordCell, style: str) -> None:
        first = place.paragraphs[0]  # an empty cell has one
        first.style = style
        if isinstance(cell, Checkbox):
            add_checkbox(first, cell.label, next(self._boxes), ticked=cell.ticked)
            return
        _write(cell[0].spans, first)
        for paragraph in cell[1:]:
            _write(paragraph.spans, place.add_paragraph(style=style))

    def _references(self, references: References) -> None:
        for entry in references.entries:
            paragraph = self.word.add_paragraph(style="List Number")
            add_bookmark(paragraph, _ANCHOR.format(number=entry.number), entry.number)
            if entry.href:
                add_link(paragraph, entry.title, to=entry.href)
                paragraph.add_run(f" {entry.href}", style=CITATION)
            else:
                paragraph.add_run(entry.title)
            paragraph.add_run().add_break()
            _write(entry.remark.spans, paragraph)


def _write(spans: Iterable[Span], paragraph: WordParagraph) -> None:
    for span in spans:
        match span:
            case Text(text, strong):
                paragraph.add_run(text).bold = strong or None
            case Mark(text):
                paragraph.add_run(f"\u00a0{text}\u00a0", style=MARK)
                paragraph.add_run(" ")
            case Citation(numbers):
                _cite(numbers, paragraph)


def _cite(numbers: tuple[int, ...], paragraph: WordParagraph) -> None:
    before = " ["
    for number in numbers:
        paragraph.add_run(before, style=CITATION)
        hint = say("page.reference", number=number)
        add_link(paragraph, str(number), anchor=_ANCHOR.format(number=number), hint=hint)
        before = ",\u00a0"
    paragraph.add_run("]", style=CITATION)


def _timeless(file: BytesIO) -> bytes:
    """The same ZIP file without the time at which it was made."""
    copy = BytesIO()
    with ZipFile(file) as source, ZipFile(copy, "w") as target:
        for name in source.namelist():
            target.writestr(ZipInfo(name, _NO_TIME), source.read(name), compress_type=ZIP_DEFLATED)
    return copy.getvalue()

"""The parts of a Word document for which python-docx has no call: links, boxes to tick, fields, names of tables.

It keeps the XML under its objects in attributes with an underscore, and there they must go.
"""

from __future__ import annotations

from string import Formatter
from typing import Final
from xml.sax.saxutils import quoteattr

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from assistant.documents.docx_style import LINK

__all__ = ["add_bookmark", "add_checkbox", "add_fields", "add_link", "describe", "keep_whole", "repeat_as_heading"]

_WORD_2010: Final = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
_BOX, _TICKED, _BOX_FONT = "☐", "☒", "MS Gothic"
_LONGEST_TITLE: Final = 64
"""Characters of a content control's title; Word refuses files with longer ones."""


def add_link(paragraph: Paragraph, text: str, *, to: str = "", anchor: str = "", hint: str = "") -> None:
    """Add a link with `text` to the address `to`, or to the bookmark `anchor` of the same document."""
    if to:
        relationship = paragraph.part.relate_to(to, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        target = f'r:id="{relationship}"'
    else:
        target = f"w:anchor={quoteattr(anchor)}"
    tooltip = f" w:tooltip={quoteattr(hint)}" if hint else ""
    link = parse_xml(f'<w:hyperlink {nsdecls("w", "r")} {target}{tooltip} w:history="1"><w:r/></w:hyperlink>')
    paragraph._p.append(link)
    run = Run(link[0], paragraph)
    run.text = text
    run.style = LINK


def add_bookmark(paragraph: Paragraph, name: str, number: int) -> None:
    """Make the beginning of `paragraph` a place that links can lead to; `number` is its own in the document."""
    for tag, more in (("bookmarkStart", f" w:name={quoteattr(name)}"), ("bookmarkEnd", "")):
        paragraph._p.append(parse_xml(f'<w:{tag} {nsdecls("w")} w:id="{number}"{more}/>'))


def add_checkbox(paragraph: Paragraph, label: str, number: int, *, ticked: bool = False) -> None:
    """Add a box that can be ticked in Word and on paper; `number` is its own in the document."""
    font = f'w:ascii="{_BOX_FONT}" w:hAnsi="{_BOX_FONT}" w:eastAsia="{_BOX_FONT}" w:hint="eastAsia"'
    shown = _TICKED if ticked else _BOX
    paragraph._p.append(
        parse_xml(
            f'<w:sdt {nsdecls("w")} {_WORD_2010}><w:sdtPr><w:rPr><w:rFonts {font}/><w:sz w:val="26"/></w:rPr>'
            f"<w:alias w:val={quoteattr(label[:_LONGEST_TITLE])}/>"
            f'<w:tag w:val="box-{number}"/><w:id w:val="{number}"/><w14:checkbox><w14:checked w14:val="{int(ticked)}"/>'
            f'<w14:checkedState w14:val="{ord(_TICKED):X}" w14:font="{_BOX_FONT}"/>'
            f'<w14:uncheckedState w14:val="{ord(_BOX):X}" w14:font="{_BOX_FONT}"/></w14:checkbox></w:sdtPr>'
            f'<w:sdtContent><w:r><w:rPr><w:rFonts {font}/><w:sz w:val="26"/></w:rPr><w:t>{shown}</w:t></w:r>'
            f"</w:sdtContent></w:sdt>"
        )
    )


def add_fields(paragraph: Paragraph, text: str, **fields: str) -> None:
    """Add `text`, in which {names} stand for Word's `fields`: page="PAGE" puts the page's number there."""
    for words, name, _, _ in Formatter().parse(text):
        paragraph.add_run(words)
        if name:
            field = f'<w:fldSimple {nsdecls("w")} w:instr="{fields[name]}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
            paragraph._p.append(parse_xml(field))


def describe(table: Table, title: str) -> None:
    """Name `table` for those who can't see it."""
    properties = table._tbl.tblPr
    properties.append(parse_xml(f"<w:tblCaption {nsdecls('w')} w:val={quoteattr(title)}/>"))


def repeat_as_heading(row: _Row) -> None:
    """Make `row` the heading of its table, on every page that the table reaches."""
    row._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))


def keep_whole(row: _Row) -> None:
    """Don't let `row` break across pages."""
    row._tr.get_or_add_trPr().insert(0, parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))

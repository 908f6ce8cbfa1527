"""How a document looks in Word: page, fonts, colours, and the styles of paragraphs, words and tables.

Every look is a named style, so that whoever edits the document can change it in one place, and screen readers find
real headings and real tables.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, cast

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Inches, Length, Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle

from assistant.documents.wording import LOCALE

__all__ = [
    "CALLOUT",
    "CITATION",
    "LEAD",
    "LINK",
    "MARK",
    "NAME",
    "TABLE",
    "TABLE_HEADING",
    "TABLE_TEXT",
    "TEXT_WIDTH",
    "set_up",
]

NAME: Final = "Name"
LEAD: Final = "Lead"
CALLOUT: Final = "Callout"
TABLE_TEXT: Final = "Table Text"
TABLE_HEADING: Final = "Table Heading"
LINK: Final = "Hyperlink"
MARK: Final = "Mark"
CITATION: Final = "Citation"
TABLE: Final = "CIM Table"

_WIDTH, _HEIGHT, _MARGIN = Inches(8.5), Inches(11), Inches(0.9)  # US Letter
TEXT_WIDTH: Final = Length(_WIDTH - 2 * _MARGIN)

_FONT: Final = "Calibri"
_INK, _SOFT, _ACCENT, _LINE, _TINT = "1C2630", "4C5862", "14595A", "CFC9BB", "E9F2F0"
_CAUTION, _CAUTION_LINE = "FBEECF", "B98A2B"


@dataclass(frozen=True)
class _Look:
    """How the words of a style look: size in points (None: that of the words around), colour, weight."""

    size: float | None = None
    colour: str = _INK
    bold: bool = False
    more: str = ""
    """Further properties, as Word writes them."""


@dataclass(frozen=True)
class _Block:
    """The space around a paragraph in points, and whether it stays on one page with the next."""

    before: float = 0
    after: float = 0
    with_next: bool = False
    more: str = ""


def _edge(side: str, eighths: int, space: int, colour: str) -> str:
    """A line along one side of a paragraph; `eighths` of a point thick, `space` points away."""
    return f'<w:{side} w:val="single" w:sz="{eighths}" w:space="{space}" w:color="{colour}"/>'


_CALLOUT_EDGES: Final = (  # those above and below only widen the ground
    _edge("top", 4, 4, _CAUTION) + _edge("left", 36, 8, _CAUTION_LINE) + _edge("bottom", 4, 4, _CAUTION)
)


def _ground(colour: str) -> str:
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{colour}"/>'


_PARAGRAPHS: Final = {
    "Title": (_Look(22, _ACCENT, bold=True), _Block(after=2, with_next=True)),
    NAME: (_Look(13, bold=True), _Block(after=1, with_next=True)),
    "Subtitle": (_Look(11, _SOFT), _Block()),
    "Heading 1": (
        _Look(14, _ACCENT, bold=True),
        _Block(18, 4, True, f'<w:pBdr>{_edge("top", 12, 4, _ACCENT)}</w:pBdr><w:outlineLvl w:val="0"/>'),
    ),
    "Heading 2": (_Look(12, bold=True), _Block(10, 2, True, '<w:outlineLvl w:val="1"/>')),
    LEAD: (_Look(16, bold=True), _Block(3, 2, with_next=True)),
    CALLOUT: (
        _Look(),
        _Block(14, 8, more=f'<w:pBdr>{_CALLOUT_EDGES}</w:pBdr>{_ground(_CAUTION)}<w:ind w:left="220"/>'),
    ),
    TABLE_TEXT: (_Look(10), _Block(after=2)),
    TABLE_HEADING: (_Look(10, bold=True), _Block(with_next=True)),
    "Footer": (_Look(8.5, _SOFT), _Block()),
}
_WORDS: Final = {
    LINK: _Look(colour=_ACCENT, more='<w:u w:val="single"/>'),
    MARK: _Look(9, _ACCENT, bold=True, more=f'<w:bdr w:val="single" w:sz="4" w:space="0" w:color="{_ACCENT}"/>'),
    CITATION: _Look(9, _SOFT),
}
_LISTS: Final = ("List Bullet", "List Number")
_BASIS: Final = ("Normal", "Default Paragraph Font", "Normal Table", "No List")
"""What all styles rest on."""
_TABLE_STYLE: Final = f"""
<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="CIMTable">
  <w:name w:val="{TABLE}"/>
  <w:tblPr>
    <w:tblBorders>
      <w:bottom w:val="single" w:sz="4" w:space="0" w:color="{_LINE}"/>
      <w:insideH w:val="single" w:sz="4" w:space="0" w:color="{_LINE}"/>
    </w:tblBorders>
    <w:tblCellMar>
      <w:top w:w="70" w:type="dxa"/><w:left w:w="90" w:type="dxa"/>
      <w:bottom w:w="40" w:type="dxa"/><w:right w:w="90" w:type="dxa"/>
    </w:tblCellMar>
  </w:tblPr>
  <w:tblStylePr w:type="firstRow">
    <w:tcPr>
      <w:tcBorders><w:bottom w:val="single" w:sz="12" w:space="0" w:color="{_ACCENT}"/></w:tcBorders>
      {_ground(_TINT)}
    </w:tcPr>
  </w:tblStylePr>
</w:style>"""
_DEFAULTS: Final = f"""
<w:docDefaults {nsdecls("w")}>
  <w:rPrDefault><w:rPr>
    <w:rFonts w:ascii="{_FONT}" w:hAnsi="{_FONT}" w:eastAsia="{_FONT}" w:cs="{_FONT}"/>
    <w:color w:val="{_INK}"/><w:sz w:val="21"/><w:szCs w:val="21"/>
    <w:lang w:val="{LOCALE}" w:eastAsia="{LOCALE}" w:bidi="ar-SA"/>
  </w:rPr></w:rPrDefault>
  <w:pPrDefault><w:pPr><w:spacing w:after="100" w:line="259" w:lineRule="auto"/></w:pPr></w:pPrDefault>
</w:docDefaults>"""


def set_up(document: WordDocument) -> None:
    """Give an empty document its page and its styles."""
    section = document.sections[0]
    section.page_width, section.page_height = _WIDTH, _HEIGHT
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = _MARGIN
    _drop_unused(document)
    styles = document.styles.element
    styles.replace(styles.find(qn("w:docDefaults")), parse_xml(_DEFAULTS))
    for name, (look, block) in _PARAGRAPHS.items():
        _define_paragraph(document, name, look, block)
    for name, look in _WORDS.items():
        style = document.styles.add_style(name, WD_STYLE_TYPE.CHARACTER, builtin=name == LINK)
        _define_words(cast(CharacterStyle, style), look)
    styles.append(parse_xml(_TABLE_STYLE))
    for name in _LISTS:
        _space_out(cast(ParagraphStyle, document.styles[name]))
    footer = cast(ParagraphStyle, document.styles["Footer"])
    footer.paragraph_format.tab_stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    _leave_compatibility_mode(document)


def _drop_unused(document: WordDocument) -> None:
    """Take the template's other styles out: over a hundred, which python-docx walks through for every run of words."""
    for style in list(document.styles):
        name = (style.name or "").removesuffix(" Char")
        if name not in {*_PARAGRAPHS, *_BASIS} and not name.startswith("List"):
            style.delete()


def _define_paragraph(document: WordDocument, name: str, look: _Look, block: _Block) -> None:
    """Define the style `name`; what the template has in its place follows a theme of other fonts and colours."""
    known = any(style.name == name for style in document.styles)
    style = document.styles[name] if known else document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    _replace(style.element, "w:pPr", block.more)
    form = cast(ParagraphStyle, style).paragraph_format
    form.space_before, form.space_after = Pt(block.before), Pt(block.after)
    form.keep_with_next = block.with_next
    form.keep_together = True
    _define_words(cast(ParagraphStyle, style), look)


def _define_words(style: CharacterStyle, look: _Look) -> None:
    _replace(style.element, "w:rPr", look.more)
    style.font.bold = look.bold or None
    style.font.color.rgb = RGBColor.from_string(look.colour)
    style.font.size = Pt(look.size) if look.size else None


def _replace(style: BaseOxmlElement, tag: str, content: str) -> None:
    """Put an element `tag` with this content in place of the one that `style` has; the rest follows in its order."""
    for element in style.findall(qn(tag)):
        style.remove(element)
    style.append(parse_xml(f"<{tag} {nsdecls('w')}>{content}</{tag}>"))


def _space_out(style: ParagraphStyle) -> None:
    """Put some space between the items of a list; the template has none."""
    properties = style.element.pPr
    properties.remove(properties.find(qn("w:contextualSpacing")))
    style.paragraph_format.space_after = Pt(4)


def _leave_compatibility_mode(document: WordDocument) -> None:
    """The template says Word 2010, and later ones would show so in their title bar."""
    for setting in document.settings.element.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")

"""A document as one HTML page that needs nothing else: to read, to print, to save as PDF from the browser.

Its style and its few lines of script stand in the page, so that it keeps its look wherever it is saved; the policy
that allows exactly these two, by their hashes, and nothing else stands in it too, and a server sends the same.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from html import escape
from typing import Final

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
    Reference,
    References,
    Row,
    Span,
    Table,
    Text,
)
from assistant.documents.page_style import SCRIPT, STYLE
from assistant.documents.wording import LOCALE, say

__all__ = ["CONTENT_SECURITY_POLICY", "plain_page", "to_html"]


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


CONTENT_SECURITY_POLICY: Final = (
    f"default-src 'none'; style-src {_hash(STYLE)}; script-src {_hash(SCRIPT)}; base-uri 'none'; form-action 'none'"
)


def to_html(document: Document) -> str:
    """The page."""
    name = f'<p class="name"><bdi>{escape(document.name)}</bdi></p>\n' if document.name else ""
    subtitles = "".join(f"<p>{escape(line)}</p>\n" for line in document.subtitles)
    button = f'<button type="button" hidden>{escape(say("page.print"))}</button>'
    header = f"<header>\n{button}\n<h1>{escape(document.title)}</h1>\n{name}{subtitles}</header>"
    main = "\n".join(_block(block) for block in document.blocks)
    footer = f"<footer><p>{escape(document.footer)}</p></footer>"
    return _page(document.full_title, f"{header}\n<main>\n{main}\n</main>\n{footer}")


def plain_page(title: str, text: str) -> str:
    """A page that says one thing, in the same look."""
    return _page(title, f"<main>\n<h1>{escape(title)}</h1>\n<p>{escape(text)}</p>\n</main>")


def _page(title: str, body: str) -> str:
    return (
        f'<!doctype html>\n<html lang="{LOCALE}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{CONTENT_SECURITY_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{escape(title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n{body}\n"
        f"<script>{SCRIPT}</script>\n</body>\n</html>\n"
    )


def _block(block: Block) -> str:
    match block:
        case Heading(level, text):
            html = f"<h{level + 1}>{escape(text)}</h{level + 1}>"
        case Lead(text):
            html = f'<p class="lead">{escape(text)}</p>'
        case Paragraph():
            html = _paragraph(block)
        case Callout(paragraph):
            html = f'<div class="callout">{_paragraph(paragraph)}</div>'
        case Bullets(items):
            html = f"<ul>\n{_lines(f'<li>{_spans(item.spans)}</li>' for item in items)}</ul>"
        case Table():
            html = _table(block)
        case References(entries):
            html = f'<ol class="references">\n{_lines(map(_reference, entries))}</ol>'
    return html


def _table(table: Table) -> str:
    """The table, with its roles spelt out: on a narrow screen the style lays it out as a list."""
    columns = "".join(f'<col class="share-{column.share}">' for column in table.columns)
    headings = "".join(f'<th scope="col" role="columnheader">{escape(column.heading)}</th>' for column in table.columns)
    rows = _lines(f'<tr role="row">{_row(row, table)}</tr>' for row in table.rows)
    to_tick = ' class="to-tick"' if any(isinstance(row[0], Checkbox) for row in table.rows) else ""
    return (
        f'<table role="table"{to_tick}>\n<caption class="unseen">{escape(table.title)}</caption>\n'
        f"<colgroup>{columns}</colgroup>\n"
        f'<thead role="rowgroup"><tr role="row">{headings}</tr></thead>\n'
        f'<tbody role="rowgroup">\n{rows}</tbody>\n</table>'
    )


def _row(row: Row, table: Table) -> str:
    cells = []
    for at, (cell, column) in enumerate(zip(row, table.columns, strict=True)):
        if at == table.named_by:
            cells.append(f'<th scope="row" role="rowheader">{_cell(cell)}</th>')
        else:
            heading = "" if isinstance(cell, Checkbox) else f' data-heading="{escape(column.heading)}"'
            cells.append(f'<td role="cell"{heading}>{_cell(cell)}</td>')
    return "".join(cells)


def _cell(cell: Cell) -> str:
    if isinstance(cell, Checkbox):
        checked = " checked" if cell.ticked else ""
        return f'<input type="checkbox" autocomplete="off" aria-label="{escape(cell.label)}"{checked}>'
    return "".join(map(_paragraph, cell))


def _reference(reference: Reference) -> str:
    title = escape(reference.title)
    address = ""
    if reference.href:
        href = escape(reference.href)
        title = f'<a href="{href}" rel="noopener noreferrer">{title}</a>'
        address = f'<span class="address">{href}</span>'
    anchor = f'id="source-{reference.number}" value="{reference.number}"'
    return f"<li {anchor}><p>{title} {address}</p>{_paragraph(reference.remark)}</li>"


def _paragraph(paragraph: Paragraph) -> str:
    return f"<p>{_spans(paragraph.spans)}</p>"


def _spans(spans: Iterable[Span]) -> str:
    return "".join(map(_span, spans))


def _span(span: Span) -> str:
    match span:
        case Text(text, strong):
            return f"<strong>{escape(text)}</strong>" if strong else escape(text)
        case Mark(text):
            return f'<strong class="mark">{escape(text)}</strong> '
        case Citation(numbers):
            return f' <span class="citation">[{",&nbsp;".join(map(_cited, numbers))}]</span>'


def _cited(number: int) -> str:
    return f'<a href="#source-{number}" aria-label="{escape(say("page.reference", number=number))}">{number}</a>'


def _lines(parts: Iterable[str]) -> str:
    return "".join(f"{part}\n" for part in parts)

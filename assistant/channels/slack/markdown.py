"""Reading our messages' Markdown into lines of styled words. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from assistant.channels.slack.mrkdwn import Line, Span

__all__ = ["read"]

_READER = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
_BARE_LINK = re.compile(r"https?://[^\s<>]*[^\s<>.,;:!?)\]'\"]")
_INDENT = "    "


def read(markdown: str) -> list[Line]:
    """The lines of `markdown`, with what Slack lacks put in other ways: headings are bold, a table is a list."""
    return list(_Reader().lines(_READER.parse(markdown)))


class _Reader:
    """Goes through a text's blocks and knows where it is."""

    def __init__(self) -> None:
        self._numbers: list[int | None] = []
        """The number of the next item in each list under way; None where its items have bullets."""
        self._sign = ""
        self._quoted = 0
        self._bold = False
        self._opens = True
        """Whether the next line opens a paragraph."""

    def lines(self, tokens: Sequence[Token]) -> Iterator[Line]:
        at = 0
        while at < len(tokens):
            token = tokens[at]
            if token.type == "table_open":
                end = next(i for i in range(at, len(tokens)) if tokens[i].type == "table_close")
                yield from _table(tokens[at:end])
                at = end
                self._opens = True
            elif token.nesting:
                self._pass(token, follows_text=at > 0 and tokens[at - 1].type == "paragraph_close")
            else:
                yield from self._text(token)
            at += 1

    def _pass(self, token: Token, *, follows_text: bool) -> None:
        """An opening or closing of something."""
        if token.type in ("bullet_list_open", "ordered_list_open"):
            # A list goes on with the paragraph that introduces it.
            self._opens = self._opens and not self._numbers and not follows_text
            self._numbers.append(int(token.attrGet("start") or 1) if token.tag == "ol" else None)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            self._numbers.pop()
            self._opens = not self._numbers
        elif token.type == "list_item_open":
            self._sign = self._next_sign()
        elif token.tag == "blockquote":
            self._quoted += token.nesting
        elif token.type.startswith("heading"):
            self._bold = token.nesting > 0

    def _next_sign(self) -> str:
        number = self._numbers[-1]
        if number is not None:
            self._numbers[-1] = number + 1
        return _INDENT * (len(self._numbers) - 1) + ("• " if number is None else f"{number}. ")

    def _text(self, token: Token) -> Iterator[Line]:
        quote = "> " if self._quoted else ""
        if token.type == "inline":
            lead = quote + (self._sign or _INDENT * len(self._numbers))
            for spans in _inline(token, bold=self._bold):
                yield Line(spans, self._opens, lead=lead)
                lead = quote + _INDENT * len(self._numbers)
                self._opens = False
            self._sign = ""
            self._opens = not self._numbers
        elif token.type in ("fence", "code_block"):
            for number, text in enumerate(token.content.rstrip("\n").split("\n")):
                yield Line((Span(text),), opens=number == 0, fenced=True)
            self._opens = True
        elif token.type == "hr":
            yield Line((Span("———"),), opens=True)
            self._opens = True


def _inline(token: Token, *, bold: bool = False) -> Iterator[tuple[Span, ...]]:
    """The lines of one paragraph; a style does not reach over a line's end in Slack, so each line has its own."""
    style = Span("", bold=bold)
    line: list[Span] = []
    for child in token.children or ():
        name, _, end = child.type.rpartition("_")
        begins = end == "open"
        if child.type in ("softbreak", "hardbreak"):
            yield tuple(line)
            line = []
        elif name == "strong":
            style = replace(style, bold=begins or bold)
        elif name == "em":
            style = replace(style, italic=begins)
        elif name == "s":
            style = replace(style, struck=begins)
        elif name == "link":
            style = replace(style, href=str(child.attrGet("href") or "") if begins else "")
        elif child.type == "code_inline":
            line.append(replace(style, text=child.content, code=True))
        elif child.content:
            line += _linked(replace(style, text=child.content))
    if line:
        yield tuple(line)


def _linked(span: Span) -> Iterator[Span]:
    """The span with addresses in it as links; Slack is told not to look for any, since it finds mentions as well."""
    at = 0
    for found in _BARE_LINK.finditer(span.text) if not span.href else ():
        if found.start() > at:
            yield replace(span, text=span.text[at : found.start()])
        yield replace(span, text=found[0], href=found[0])
        at = found.end()
    if at < len(span.text):
        yield replace(span, text=span.text[at:])


def _table(tokens: Sequence[Token]) -> Iterator[Line]:
    """A table as a list of its rows: the first cell in bold, then each of the others after its column's heading."""
    rows: list[list[tuple[Span, ...]]] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(next(_inline(token), ()))
    headings, *body = rows
    for place, row in enumerate(body):
        spans = [replace(span, bold=True) for span in row[0]]
        cells = [(heading, cell) for heading, cell in zip(headings[1:], row[1:], strict=False) if cell]
        for heading, cell in cells:
            spans += [Span(" · "), *heading, Span(": " if heading else ""), *cell]
        yield Line(tuple(span for span in spans if span.text), opens=place == 0, lead="• ")

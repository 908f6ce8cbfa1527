"""Our messages' Markdown as Slack's mrkdwn, in pieces that Slack takes. Pure.

Markdown is read into lines of styled words. So a long text can be cut between words, with every style and link whole
on both sides of the cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

__all__ = ["Line", "Span", "escape", "fit", "link", "write"]

_WORDS = re.compile(r"\S+\s*|\s+")
_SENTENCE_END = re.compile(r"[.!?:;][)\]\"”’*_]*\s*$")
_FENCE = "```"


@dataclass(frozen=True)
class Span:
    """Some words in one style. `href` is an address of the web or of a mailbox."""

    text: str
    bold: bool = False
    italic: bool = False
    struck: bool = False
    code: bool = False
    href: str = ""

    def write(self) -> str:
        """The words in mrkdwn; marks stand tight against the words, or Slack shows them as they are."""
        body = self.text.strip()
        if not body:
            return self.text
        before, after = self.text[: self.text.index(body)], self.text[self.text.index(body) + len(body) :]
        written = link(self.href, body) if self.href else escape(body)
        marks = [(self.code, "`"), (self.struck, "~"), (self.italic, "_"), (self.bold, "*")]
        for is_on, mark in marks:
            if is_on:
                written = f"{mark}{written}{mark}"
        return f"{before}{written}{after}"


@dataclass(frozen=True)
class Line:
    """One line. `opens` a paragraph, or goes on with one; `fenced` lines are shown letter by letter.

    `lead` stands before the words as it is: a bullet, a number, a mark of quotation.
    """

    spans: tuple[Span, ...]
    opens: bool = False
    fenced: bool = False
    lead: str = ""

    def write(self) -> str:
        """The line in mrkdwn."""
        if self.fenced:
            return escape("".join(span.text for span in self.spans))
        return self.lead + "".join(span.write() for span in self.spans)


def escape(text: str) -> str:
    """`text` with the three letters escaped by which Slack marks entities, so that it can't mention or link."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def link(href: str, label: str) -> str:
    """A link, where `href` is one that people may safely press; else the label alone."""
    if not re.match(r"(?:https?://|mailto:)\S", href):
        return escape(label)
    address = escape(href.replace("|", "%7C").replace("<", "%3C").replace(">", "%3E"))
    return f"<{address}>" if label == href else f"<{address}|{escape(label).replace('|', '∣')}>"


def write(lines: Iterable[Line]) -> str:
    """The lines as one text."""
    parts: list[str] = []
    for is_fenced, group in groupby(lines, key=lambda line: line.fenced):
        block = list(group)
        between = "\n\n" if block[0].opens and parts else "\n" if parts else ""
        if is_fenced:
            parts.append(f"{between}{_FENCE}\n" + "\n".join(line.write() for line in block) + f"\n{_FENCE}")
        else:
            text = "".join(("\n\n" if line.opens else "\n") + line.write() for line in block)
            parts.append(between + text.lstrip("\n"))
    return "".join(parts)


def fit(lines: Sequence[Line], limit: int) -> list[str]:
    """The lines as texts of at most `limit` characters, cut where it hurts least.

    Between paragraphs first; a paragraph that is too long between its lines, a line between its sentences, a sentence
    between its words.
    """
    texts: list[str] = []
    held: list[Line] = []
    for paragraph in _paragraphs(lines):
        if len(write([*held, *paragraph])) <= limit:
            held += paragraph
            continue
        if held:
            texts.append(write(held))
            held = []
        for line in (part for long in paragraph for part in _cut(long, limit)):
            if held and len(write([*held, line])) > limit:
                texts.append(write(held))
                held = []
            held.append(line)
    return [*texts, write(held)] if held else texts


def _paragraphs(lines: Iterable[Line]) -> Iterator[list[Line]]:
    paragraph: list[Line] = []
    for line in lines:
        if line.opens and paragraph:
            yield paragraph
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield paragraph


def _cut(line: Line, limit: int) -> Iterator[Line]:
    """The line in parts that fit, each with its words' styles and links."""
    if len(write([line])) <= limit:
        yield line
        return
    part: list[Span] = []
    length = len(line.lead)
    room = limit - 2 * len(_FENCE) - 2 if line.fenced else limit
    for word in (piece for span in line.spans for piece in _words(span, room)):
        size = len(word.write()) if not line.fenced else len(escape(word.text))
        if part and length + size > room:
            kept, part = _at_sentence(part)
            yield replace(line, spans=_joined(kept))
            line = replace(line, opens=False, lead="")
            length = sum(len(one.write()) for one in part)
        part.append(word)
        length += size
    yield replace(line, spans=_joined(part))


def _words(span: Span, limit: int) -> Iterator[Span]:
    """The span word by word; a link's label stays whole where it can, and a word without end is cut like a rope."""
    if span.href and len(span.write()) <= limit // 2:
        yield span
        return
    longest = max(1, limit // 6)  # each letter may take five when escaped
    if span.href and len(span.href) > limit // 2:
        span = replace(span, href="")
    for found in _WORDS.finditer(span.text):
        for at in range(0, len(found[0]), longest):
            yield replace(span, text=found[0][at : at + longest])


def _at_sentence(words: list[Span]) -> tuple[list[Span], list[Span]]:
    """The words up to the last end of a sentence in their second half, and the rest."""
    for at in range(len(words) - 1, len(words) // 2, -1):
        if _SENTENCE_END.search(words[at - 1].text):
            return words[:at], words[at:]
    return words, []


def _joined(words: Sequence[Span]) -> tuple[Span, ...]:
    """Neighbours of one style as one span, so that a style opens and closes once."""
    joined: list[Span] = []
    for word in words:
        if joined and replace(joined[-1], text="") == replace(word, text=""):
            joined[-1] = replace(word, text=joined[-1].text + word.text)
        else:
            joined.append(word)
    return tuple(joined)

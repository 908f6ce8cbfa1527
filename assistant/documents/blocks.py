"""What a document is made of: a title and blocks of text, the same for every form in which it is written."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TypeAlias

__all__ = [
    "Block",
    "Bullets",
    "Callout",
    "Cell",
    "Checkbox",
    "Citation",
    "Column",
    "Document",
    "Heading",
    "Lead",
    "Mark",
    "Paragraph",
    "Reference",
    "References",
    "Row",
    "Span",
    "Table",
    "Text",
    "labelled",
    "plain",
]


@dataclass(frozen=True)
class Text:
    """Words in a line."""

    text: str
    strong: bool = False


@dataclass(frozen=True)
class Mark:
    """A label that sets its line apart from the others: that it is inferred, or local."""

    text: str


@dataclass(frozen=True)
class Citation:
    """The numbers of the sources that carry what stands before them."""

    numbers: tuple[int, ...]


Span: TypeAlias = "Text | Mark | Citation"


@dataclass(frozen=True)
class Paragraph:
    """A paragraph."""

    spans: tuple[Span, ...]


def plain(text: str) -> Paragraph:
    """A paragraph of nothing but words."""
    return Paragraph((Text(text),))


def labelled(label: str, text: str, *more: Span) -> Paragraph:
    """A paragraph that begins with a label: "Support: Your SELPA supports you."."""
    return Paragraph((Text(label, strong=True), Text(f" {text}"), *more))


@dataclass(frozen=True)
class Checkbox:
    """A box to tick; `label` says what it stands for to who can't see its row."""

    label: str
    ticked: bool = False


Cell: TypeAlias = "tuple[Paragraph, ...] | Checkbox"
Row: TypeAlias = "tuple[Cell, ...]"


@dataclass(frozen=True)
class Column:
    """A column's heading and its share of the width in hundredths, a multiple of 5; those of a table add up to 100."""

    heading: str
    share: int


@dataclass(frozen=True)
class Heading:
    """The heading of a section (`level` 1) or of a part of it (2)."""

    level: int
    text: str


@dataclass(frozen=True)
class Lead:
    """The sentence that counts most."""

    text: str


@dataclass(frozen=True)
class Callout:
    """A paragraph that must not be missed."""

    paragraph: Paragraph


@dataclass(frozen=True)
class Bullets:
    """A list."""

    items: tuple[Paragraph, ...]


@dataclass(frozen=True)
class Table:
    """A table. `title` names it for those who can't see it; `named_by` is the column that names each row."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    named_by: int


@dataclass(frozen=True)
class Reference:
    """One source in the list of sources; `href` is its address, if it has one."""

    number: int
    title: str
    href: str | None
    remark: Paragraph


@dataclass(frozen=True)
class References:
    """The list of sources."""

    entries: tuple[Reference, ...]


Block: TypeAlias = "Heading | Lead | Paragraph | Callout | Bullets | Table | References"


@dataclass(frozen=True)
class Document:
    """A document. `about` says in a few words what it is about, `name` for whom it is, where that is known."""

    title: str
    about: str
    name: str
    written_on: dt.date
    subtitles: tuple[str, ...]
    blocks: tuple[Block, ...]
    footer: str

    @property
    def full_title(self) -> str:
        """What a window or a list of files calls it: the name first, which tells it from others."""
        return " – ".join(filter(None, (self.name, self.about, self.title)))

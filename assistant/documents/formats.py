"""The forms in which a result can be kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final, Protocol

from assistant.documents.composing import compose
from assistant.documents.html_writing import to_html
from assistant.documents.ics_writing import to_ics
from assistant.documents.json_writing import to_json
from rules_engine import Determination

__all__ = ["FORMATS", "Format"]


class Writer(Protocol):
    """Writes one form."""

    def __call__(
        self, result: Determination, written_at: dt.datetime, lea: str, done: Collection[str] = (), /
    ) -> bytes: ...


@dataclass(frozen=True)
class Format:
    """One form: its media type, whether it is text, and what writes it.

    `write` takes the result, the moment of writing (with its time zone), the LEA's name, which may be empty, and the
    ids of the duties that are ticked off. It raises NoDatesError where the form is a calendar and there is no date.
    """

    media_type: str
    is_text: bool
    write: Writer


def _docx(result: Determination, written_at: dt.datetime, lea: str, done: Collection[str] = ()) -> bytes:
    from assistant.documents.docx_writing import to_docx  # half a second of imports that the others don't need

    return to_docx(compose(result, written_at.date(), lea, done))


def _html(result: Determination, written_at: dt.datetime, lea: str, done: Collection[str] = ()) -> bytes:
    return to_html(compose(result, written_at.date(), lea, done)).encode()


def _ics(result: Determination, written_at: dt.datetime, lea: str, _done: Collection[str] = ()) -> bytes:
    return to_ics(result, written_at, lea)


def _json(result: Determination, written_at: dt.datetime, lea: str, done: Collection[str] = ()) -> bytes:
    return to_json(result, written_at.date(), lea, done).encode()


FORMATS: Final[Mapping[str, Format]] = {
    "docx": Format("application/vnd.openxmlformats-officedocument.wordprocessingml.document", False, _docx),
    "html": Format("text/html; charset=utf-8", True, _html),
    "ics": Format("text/calendar; charset=utf-8", True, _ics),
    "json": Format("application/json", True, _json),
}
"""Each form by the ending of its files."""

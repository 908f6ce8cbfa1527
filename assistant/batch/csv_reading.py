"""Sheets as CSV, in the encodings and with the separators that spreadsheet programs write."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Callable, Iterable, Iterator
from io import TextIOWrapper
from itertools import islice
from pathlib import Path
from typing import Final

from assistant.batch.sheet import HEADINGS_WITHIN, Row, Sheet, SheetError, find_headings, rows_below
from assistant.batch.wording import Wording

__all__ = ["open_csv"]

SEPARATORS: Final = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
ENCODINGS: Final = {"utf-8": "UTF-8", "utf-8-sig": "UTF-8", "utf-16": "UTF-16", "cp1252": "Windows-1252"}


def open_csv(path: Path, wording: Wording) -> tuple[Sheet, Callable[[], None]]:
    """The sheet in the CSV file at `path`, and what closes it. Raises SheetError, LayoutError, OSError."""
    encoding = _encoding(path)
    with path.open(encoding=encoding, newline="") as stream:
        top = list(islice(stream, HEADINGS_WITHIN))
    separator = max(SEPARATORS, key=lambda one: _named(top, one, wording))
    heading_row, layout = find_headings(_records(top, separator), wording)
    raw = path.open("rb")
    size = max(path.stat().st_size, 1)
    lines = TextIOWrapper(raw, encoding=encoding, newline="")
    rows = rows_below(heading_row, layout, _records(lines, separator))
    described = f"read as {ENCODINGS[encoding]}, separated by {SEPARATORS[separator]}"
    return Sheet(layout, described, rows, lambda _: raw.tell() / size), lines.close


def _encoding(path: Path) -> str:
    """How the file's text is written: by its mark, else UTF-8 if all of it is, else what Excel wrote before that."""
    with path.open("rb") as stream:
        start = stream.read(4)
        if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16"
        if start.startswith(codecs.BOM_UTF8):
            return "utf-8-sig"
        stream.seek(0)
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            while block := stream.read(1 << 20):
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8"


def _named(top: list[str], separator: str, wording: Wording) -> int:
    """How many facts the headings name if `separator` is the one."""
    try:
        return len(find_headings(_records(top, separator), wording)[1].facts)
    except SheetError:
        return 0


def _records(lines: Iterable[str], separator: str) -> Iterator[Row]:
    """Every record, also the broken ones, counted as a spreadsheet counts rows."""
    reader = csv.reader(lines, delimiter=separator, strict=True)
    number = last_line = 0
    while True:
        number += 1
        try:
            yield Row(number, next(reader))
        except StopIteration:
            return
        except csv.Error as error:
            yield Row(number, (), _broken(str(error), last_line + 1, reader.line_num))
        last_line = reader.line_num


def _broken(error: str, first_line: int, last_line: int) -> str:
    if last_line > first_line:
        return (
            f"lines {first_line} to {last_line} of the file were read as one row, because a quotation mark in line "
            f"{first_line} isn't closed where it should be"
        )
    return f"line {first_line} of the file can't be read: {error}"

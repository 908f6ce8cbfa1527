"""Where answers go: the terminal, or a file that is put in place only when it is whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

from assistant.batch.columns import Layout
from assistant.batch.csv_writing import CsvAnswers, CsvRefusals
from assistant.batch.determining import Answered, Refused
from assistant.batch.jsonl_writing import JsonAnswers
from assistant.batch.tally import Tally
from rules_engine import Vocabulary

__all__ = ["KINDS", "Origin", "Sink", "file_sink", "in_full", "refused_beside", "stream_sink"]

KINDS: Final = (".csv", ".jsonl", ".xlsx")


@dataclass(frozen=True, slots=True)
class Origin:
    """What a file of answers says of where they come from."""

    name: str
    day: dt.date
    layout: Layout
    vocabulary: Vocabulary
    tally: Tally


@dataclass(frozen=True, slots=True)
class Sink:
    """Takes rows."""

    answered: Callable[[Answered], None]
    refused: Callable[[Refused], None]


def in_full(target: Path | None) -> bool:
    """Whether a file at `target` needs answers in full."""
    return target is not None and target.suffix.lower() == ".jsonl"


def refused_beside(target: Path) -> Path | None:
    """The file beside `target` that lists refused rows; None where `target` lists them itself."""
    return None if target.suffix.lower() == ".xlsx" else target.with_name(f"{target.stem}.refused.csv")


def stream_sink(stream: IO[str], layout: Layout) -> Sink:
    """Writes answers to `stream` as CSV; refused rows are only told to the user."""
    return Sink(CsvAnswers(stream, layout).write, lambda _: None)


@contextmanager
def file_sink(target: Path, origin: Origin) -> Iterator[Sink]:
    """Writes to `target` in the kind that its name says, and refused rows there or beside it.

    The files are put in place when the block ends well. Where it doesn't, nothing is left behind and what stood
    there before is untouched. Raises OSError.
    """
    if target.suffix.lower() == ".xlsx":
        from assistant.batch.xlsx_writing import XlsxBook  # only now, as for reading

        book = XlsxBook(origin.layout, origin.vocabulary)
        with _replacing(target) as part:
            yield Sink(book.write, book.refuse)
            book.save(part, origin.name, origin.layout, origin.tally, origin.day)
        return
    beside = refused_beside(target) or target
    make_answers = JsonAnswers if in_full(target) else CsvAnswers
    with _replacing(beside) as refused_part, _replacing(target) as part:
        # With a mark, because without it Excel reads UTF-8 in the machine's old encoding.
        with (
            part.open("w", encoding="utf-8" if in_full(target) else "utf-8-sig", newline="") as stream,
            refused_part.open("w", encoding="utf-8-sig", newline="") as refused_stream,
        ):
            answers = make_answers(stream, origin.layout)
            yield Sink(answers.write, CsvRefusals(refused_stream, origin.layout).write)
        if not origin.tally.refused:
            refused_part.unlink()
            beside.unlink(missing_ok=True)  # from an earlier run: it would seem to belong to this one


@contextmanager
def _replacing(target: Path) -> Iterator[Path]:
    """A path to write to, renamed to `target` when the block ends well, if there is a file by then."""
    part = target.with_name(f".{target.name}.part")
    try:
        yield part
        if part.exists():
            part.replace(target)
    finally:
        part.unlink(missing_ok=True)

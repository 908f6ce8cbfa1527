"""`cim batch`: the levels of many LEAs, from a sheet with one LEA a row."""

from __future__ import annotations

import datetime as dt
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from actions.shared_rules import rulebook
from assistant.cli.failures import CommandError
from rules_engine import RuleBook, RulesEngineError

if TYPE_CHECKING:
    from argparse import ArgumentParser, _SubParsersAction

    from assistant.batch import Answered, Refused, Sheet, Sink, Tally, Wording

__all__ = ["add_to"]

_REFUSED = 1
_BAD_INPUT = 2
_SHOWN = 20
"""Refused rows that are printed where a file lists all of them."""
_ROWS_BETWEEN_SIGNS = 250


def add_to(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "batch",
        help="the levels of many LEAs, from a sheet with one LEA a row",
        epilog="Exit codes: 0 every row was answered, 1 rows were refused, 2 the sheet can't be taken.",
    )
    parser.add_argument("sheet", type=Path, metavar="LEAS.csv|xlsx", help="a sheet whose headings name facts")
    parser.add_argument(
        "-o", "--output", type=Path, metavar="OUT.csv|xlsx|jsonl", help="where the answers go (default: CSV to stdout)"
    )
    parser.add_argument("--year", type=int, help="the monitoring year of rows that name none")
    parser.set_defaults(run=run)


def run(options: Namespace) -> int:
    """Answer every row that can be answered, and report the others."""
    from assistant.batch import LayoutError, SheetError, load_wording, open_sheet

    _refuse_target(options.output, options.sheet)
    try:
        book = rulebook()
        wording = load_wording(book.vocabulary)
        if options.year is not None:
            book.for_year(options.year)
        with open_sheet(options.sheet, wording) as sheet:
            return _answer(sheet, wording, book, options)
    except (SheetError, LayoutError, RulesEngineError) as error:
        raise CommandError(str(error), _BAD_INPUT) from error
    except BrokenPipeError:
        raise
    except OSError as error:
        raise CommandError(f"The answers can't be written: {error}.", _BAD_INPUT) from error


def _refuse_target(target: Path | None, source: Path) -> None:
    """Raises CommandError where answers can't go to `target`; before anything is read."""
    from assistant.batch import KINDS

    if target is None:
        return
    if target.suffix.lower() not in KINDS:
        raise CommandError(f"{target}: answers are written as {', '.join(KINDS)}. Choose one of them.", _BAD_INPUT)
    if not target.parent.is_dir():
        raise CommandError(f"{target.parent} is no folder. Make it first, or choose another one.", _BAD_INPUT)
    if target.exists() and source.exists() and target.samefile(source):
        raise CommandError(f"{target} is the sheet itself. Choose another name for the answers.", _BAD_INPUT)


def _answer(sheet: Sheet, wording: Wording, book: RuleBook, options: Namespace) -> int:
    from assistant.batch import YEAR, Origin, RowDeterminer, Tally, file_sink, in_full, refused_beside, stream_sink
    from assistant.batch.report import fraction_warning, mapping_lines, tally_lines

    _tell(f"{options.sheet.name}: {sheet.described}.", *mapping_lines(sheet.layout, book.vocabulary))
    if options.year is None and sheet.layout.column_of(YEAR) is None:
        years = ", ".join(map(str, book.years))
        raise CommandError(f"No column gives the monitoring year. Add one, or use --year: {years}.", _BAD_INPUT)
    tally = Tally()
    determiner = RowDeterminer(sheet.layout, wording, book, year=options.year, in_full=in_full(options.output))
    answers = determiner.determine(sheet.rows)
    if options.output is None:
        _write(answers, stream_sink(sys.stdout, sheet.layout), tally, sheet, shown=None)
    else:
        today = dt.datetime.now().astimezone().date()
        origin = Origin(options.sheet.name, today, sheet.layout, book.vocabulary, tally)
        with file_sink(options.output, origin) as sink:
            _write(answers, sink, tally, sheet, shown=_SHOWN)
        _tell(f"Answers: {options.output}")
        if tally.refused:
            _tell(f"Refused rows, all of them: {refused_beside(options.output) or options.output}")
    if columns := determiner.fractions():
        _tell(fraction_warning(columns))
    _tell(*tally_lines(tally))
    return _REFUSED if tally.refused else 0


def _write(answers: Iterable[Answered | Refused], sink: Sink, tally: Tally, sheet: Sheet, shown: int | None) -> None:
    """Hand every row to `sink` and count it; tell the first `shown` refused ones, None for all."""
    from assistant.batch import Answered, SheetError
    from assistant.batch.report import refusal_text

    with _progress(sheet) as advance:
        for row in answers:
            if isinstance(row, Answered):
                tally.count(row.answer)
                sink.answered(row)
            else:
                tally.refused += 1
                sink.refused(row)
                if shown is None or tally.refused <= shown:
                    _tell(refusal_text(row))
            advance(row.row)
    if shown is not None and tally.refused > shown:
        _tell(f"... and {tally.refused - shown:,} more refused rows.")
    if not tally.answered and not tally.refused:
        raise SheetError("There is no row under the headings. Put one LEA in each row.")


@contextmanager
def _progress(sheet: Sheet) -> Iterator[Callable[[int], None]]:
    """A bar on stderr where that is a terminal; yields what takes the number of the row just done."""
    if not sys.stderr.isatty():
        yield lambda row: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Answering", total=1.0)

        def advance(row: int) -> None:
            if row % _ROWS_BETWEEN_SIGNS == 0:
                progress.update(task, completed=sheet.fraction(row))

        yield advance


def _tell(*lines: str) -> None:
    """Print `lines` where they don't mix with answers."""
    for line in lines:
        print(line, file=sys.stderr)

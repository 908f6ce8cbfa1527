"""Opening the file of a sheet, whatever its kind."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from assistant.batch.csv_reading import open_csv
from assistant.batch.sheet import Row, Sheet, SheetError
from assistant.batch.wording import Wording

__all__ = ["open_sheet"]


def _open_xlsx(path: Path, wording: Wording) -> tuple[Sheet, Callable[[], None]]:
    from assistant.batch.xlsx_reading import open_xlsx  # only now: loading its library takes longer than many a sheet

    return open_xlsx(path, wording)


_OPENERS = {".csv": open_csv, ".tsv": open_csv, ".txt": open_csv, ".xlsx": _open_xlsx, ".xlsm": _open_xlsx}


@contextmanager
def open_sheet(path: Path, wording: Wording) -> Iterator[Sheet]:
    """The sheet in the file at `path`, to be read once from top to bottom.

    Raises SheetError where the file isn't a readable sheet with a heading that names a fact, also while its rows are
    read; LayoutError where two headings name the same fact.
    """
    opener = _OPENERS.get(path.suffix.lower())
    if opener is None:
        raise SheetError(f"{path.name} is no .csv or .xlsx file. Save the sheet as one of these.")
    with _readable(path):
        sheet, close = opener(path, wording)
    try:
        yield replace(sheet, rows=_read(path, sheet.rows))
    finally:
        close()


def _read(path: Path, rows: Iterator[Row]) -> Iterator[Row]:
    with _readable(path):
        yield from rows


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    """Raises SheetError for whatever goes wrong inside because of the file."""
    try:
        yield
    except OSError as error:
        raise SheetError(f"{path} can't be read: {error.strerror or error}.") from error
    except UnicodeDecodeError as error:
        raise SheetError(f"{path.name} holds bytes that are no text. Save it as CSV UTF-8 or as .xlsx.") from error
    except (zipfile.BadZipFile, KeyError, ValueError, SyntaxError) as error:
        # XML that can't be parsed is a SyntaxError, with every parser that openpyxl uses.
        raise SheetError(
            f"{path.name} is damaged, or protected by a password. Open it in a spreadsheet program and save it again, "
            "as .xlsx without a password or as .csv."
        ) from error

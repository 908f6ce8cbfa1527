"""`cim document`: the result that follows from facts in a file, as a document to keep."""

from __future__ import annotations

import datetime as dt
import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.cli.facts_file import BAD_INPUT, add_facts_option, determination
from assistant.cli.failures import CommandError

if TYPE_CHECKING:
    from argparse import ArgumentParser, _SubParsersAction

__all__ = ["add_to"]

_ENDINGS = ("docx", "html", "ics", "json")
_STDOUT = "-"


def add_to(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser(
        "document",
        help="the result as a document to keep: checklist for Word or print, calendar of dates, data",
        epilog="Exit codes: 0 written, 1 there is nothing to write (a calendar without dates), 2 on bad input.",
    )
    add_facts_option(parser)
    parser.add_argument(
        "--format", required=True, choices=_ENDINGS, help="Word, page to print, calendar of due dates, data"
    )
    parser.add_argument(
        "-o", "--output", metavar="FILE", help='where it goes; "-" is stdout (default: a new file in this folder)'
    )
    parser.add_argument("--lea", default="", metavar="NAME", help="the LEA's name, to stand in the document")
    parser.set_defaults(run=run)


def run(options: Namespace) -> int:
    """Write the document and say where it is."""
    from assistant.documents.formats import FORMATS
    from assistant.documents.ics_writing import NoDatesError
    from assistant.documents.naming import file_name

    result = determination(options.facts)
    form = FORMATS[options.format]
    lea = options.lea.encode("utf-8", "replace").decode("utf-8")  # bytes that the terminal sent and nobody can read
    target = options.output or file_name(result, options.format, lea)
    try:
        content = form.write(result, dt.datetime.now().astimezone(), lea)
    except NoDatesError as error:
        raise CommandError(str(error)) from error
    if target == _STDOUT:
        _print(content, is_text=form.is_text)
    else:
        _write(Path(target), content, may_replace=options.output is not None)
        print(f"Written: {target}", file=sys.stderr)
    return 0


def _print(content: bytes, *, is_text: bool) -> None:
    if not is_text and sys.stdout.isatty():
        raise CommandError("This form can't be shown in a terminal. Name a file: -o FILE", BAD_INPUT)
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def _write(target: Path, content: bytes, *, may_replace: bool) -> None:
    """A file that was not asked for by name is never replaced: someone may have worked in it."""
    try:
        with target.open("wb" if may_replace else "xb") as file:
            file.write(content)
    except FileExistsError as error:
        raise CommandError(f"{target} is there already. To replace it, name it: -o {target}", BAD_INPUT) from error
    except OSError as error:
        raise CommandError(f"{target}: can't be written ({error.strerror}).", BAD_INPUT) from error

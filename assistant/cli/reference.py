"""`cim reference`: the rules as pages that anyone can read."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.cli.failures import CommandError
from assistant.paths import ROOT
from rules_engine import RulesEngineError, load_rulebook

if TYPE_CHECKING:
    from argparse import ArgumentParser, _SubParsersAction

__all__ = ["add_to"]

_FOLDER = ROOT / "docs" / "reference"


def add_to(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("reference", help="write the rules as pages that anyone can read")
    parser.add_argument(
        "-o", "--output", type=Path, default=_FOLDER, metavar="FOLDER", help="where to (default: docs/reference)"
    )
    parser.add_argument("--html", action="store_true", help="pages for a browser instead of Markdown")
    parser.add_argument("--check", action="store_true", help="only say whether the pages are current; exit 1 if not")
    parser.set_defaults(run=run)


def run(options: Namespace) -> int:
    """Write the pages, or compare those that are there."""
    from assistant.reference import html_pages, pages, stale, write

    try:
        made = pages(load_rulebook())
    except RulesEngineError as error:
        raise CommandError(str(error)) from error
    if options.html:
        made = html_pages(made)
    try:
        if not options.check:
            write(made, options.output)
            print(f"{len(made)} pages in {options.output}")
            return 0
        problems = list(stale(made, options.output))
    except OSError as error:
        raise CommandError(f"{options.output}: {error.strerror or error}.") from error
    for problem in problems:
        print(problem)
    if problems:
        print("The rule sets have changed since. Run: cim reference")
    return 1 if problems else 0

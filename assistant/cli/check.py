"""`cim check`: whether rule sets and content are as they must be."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from actions.shared_rules import OVERLAY_VARIABLE, overlay_file
from rules_engine import RulesEngineError, load_rulebook
from rules_engine.check import check_shared, check_year

if TYPE_CHECKING:
    from argparse import ArgumentParser, _SubParsersAction

__all__ = ["add_to"]


def add_to(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("check", help="prove the rule sets complete, run their cases, check the content")
    parser.add_argument(
        "--overlay", type=Path, metavar="FILE", help=f"a site's additions (default: {OVERLAY_VARIABLE})"
    )
    parser.set_defaults(run=run)


def run(options: Namespace) -> int:
    """Print a line for each thing checked, and each problem; exit 1 where there is one."""
    from actions.content.check import check_content
    from actions.tour.check import check_tour

    book = load_rulebook(overlay=options.overlay or overlay_file())
    problems = list(check_shared(book, used_elsewhere=_used_in_answers()))
    for year in book.years:
        report = check_year(book, year)
        print(report)
        problems += [f"{year}: {problem}" for problem in report.problems]
    if book.overlay and not problems:
        print(f"overlay: the additions of {book.overlay.site} fit")
    content = [*check_content(book.vocabulary), *check_tour(book)] if not problems else []
    if not content and not problems:
        print(f"content: {len(book.vocabulary)} facts have their questions, help and buttons; the tour has its sources")
    problems += content
    for problem in problems:
        print(f"  {problem}")
    return 1 if problems else 0


def _used_in_answers() -> set[str]:
    """The sources that the answer file rests on; none where it can't be read, which its own check reports."""
    from actions.content.answers import read_answers

    try:
        subjects = read_answers().values()
    except RulesEngineError:
        return set()
    return {id_ for subject in subjects for part in subject.parts.values() for one in part.says for id_ in one.sources}

"""`cim determine`: the level that follows from facts in a file."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from assistant.cli.failures import CommandError
from rules_engine import Determination, Facts, Interval, RulesEngineError, determine, load_rulebook

if TYPE_CHECKING:
    from argparse import ArgumentParser, _SubParsersAction

__all__ = ["add_to"]

_BAD_INPUT = 2
_EXAMPLE = '{"monitoring_year": 2023, "elements_not_met": "3+"}'


def add_to(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("determine", help="the level that follows from facts, with reasons and duties")
    parser.add_argument(
        "--facts", required=True, metavar="FILE", help='a JSON or YAML object of facts; "-" reads stdin'
    )
    parser.add_argument("--json", action="store_true", help="print the result as JSON")
    parser.set_defaults(run=run)


def run(options: Namespace) -> int:
    """Print the result; exit 0 with an answer, 2 on bad input."""
    try:
        result = _determine(_read(options.facts))
    except RulesEngineError as error:
        raise CommandError(str(error), _BAD_INPUT) from error
    if options.json:
        print(json.dumps(result.to_dict(), indent=2, ensure_ascii=False))
    else:
        _print(result)
    return 0


def _read(name: str) -> dict[str, Any]:
    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
    except OSError as error:
        raise CommandError(f"{name}: can't be read ({error.strerror}).", _BAD_INPUT) from error
    except UnicodeDecodeError as error:
        raise CommandError(f"{name}: is not text in UTF-8.", _BAD_INPUT) from error
    try:
        raw = yaml.safe_load(text)  # JSON is YAML too
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        problem = getattr(error, "problem", None) or "it can't be read"
        raise CommandError(f"{name}{line}: neither JSON nor YAML: {problem}.", _BAD_INPUT) from error
    if not isinstance(raw, dict) or not all(isinstance(key, str) for key in raw):
        found = "nothing" if raw is None else type(raw).__name__
        raise CommandError(f"{name}: found {found}; needs an object of facts such as {_EXAMPLE}.", _BAD_INPUT)
    return raw


def _determine(raw: dict[str, Any]) -> Determination:
    book = load_rulebook()
    facts = Facts.parse(raw, book.vocabulary)
    year = facts.get("monitoring_year")
    if not isinstance(year, Interval) or not year.is_exact:
        years = ", ".join(map(str, book.years))
        raise CommandError(f"monitoring_year: is needed to know which rules hold. Covered years: {years}.", _BAD_INPUT)
    return determine(facts, book.for_year(int(year.low)))


def _print(result: Determination) -> None:
    from rich.console import Console
    from rich.markdown import Markdown

    from actions.saying.result import duties, finding

    console = Console(highlight=False)
    for message in (finding(result), *([duties(result)] if result.results() else [])):
        # Rendered where someone looks at it; plain Markdown where the output goes into a file or a pipe.
        console.print(Markdown(message.text, hyperlinks=True)) if console.is_terminal else print(message.text)
        print()

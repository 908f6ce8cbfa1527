"""Facts in a file, and what follows from them: how the commands about one LEA begin."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, Final

import yaml

from actions.shared_rules import rulebook
from assistant.cli.failures import CommandError
from rules_engine import Determination, Facts, Interval, RulesEngineError, determine

__all__ = ["BAD_INPUT", "add_facts_option", "determination"]

BAD_INPUT: Final = 2
_EXAMPLE: Final = '{"monitoring_year": 2023, "elements_not_met": "3+"}'


def add_facts_option(parser: ArgumentParser) -> None:
    """Add the option that names the file."""
    parser.add_argument(
        "--facts", required=True, metavar="FILE", help='a JSON or YAML object of facts; "-" reads stdin'
    )


def determination(name: str) -> Determination:
    """What follows from the facts in the file `name` ("-": stdin), under the rules with the site's own additions.

    Raises CommandError where they can't be taken.
    """
    raw = _read(name)
    book = rulebook()
    try:
        facts = Facts.parse(raw, book.vocabulary)
        year = facts.get("monitoring_year")
        if isinstance(year, Interval) and year.is_exact:
            return determine(facts, book.for_year(int(year.low)))
    except RulesEngineError as error:
        raise CommandError(str(error), BAD_INPUT) from error
    years = ", ".join(map(str, book.years))
    raise CommandError(f"monitoring_year: is needed to know which rules hold. Covered years: {years}.", BAD_INPUT)


def _read(name: str) -> dict[str, Any]:
    try:
        text = sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")
    except OSError as error:
        raise CommandError(f"{name}: can't be read ({error.strerror}).", BAD_INPUT) from error
    except UnicodeDecodeError as error:
        raise CommandError(f"{name}: is not text in UTF-8.", BAD_INPUT) from error
    try:
        raw = yaml.safe_load(text)  # JSON is YAML too
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f", line {mark.line + 1}" if mark else ""
        problem = getattr(error, "problem", None) or "it can't be read"
        raise CommandError(f"{name}{line}: neither JSON nor YAML: {problem}.", BAD_INPUT) from error
    if not isinstance(raw, dict) or not all(isinstance(key, str) for key in raw):
        found = "nothing" if raw is None else type(raw).__name__
        raise CommandError(f"{name}: found {found}; needs an object of facts such as {_EXAMPLE}.", BAD_INPUT)
    return raw

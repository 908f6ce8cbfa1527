"""`cim determine`: the level that follows from facts in a file."""

from __future__ import annotations

import json
from argparse import Namespace
from typing import TYPE_CHECKING

from assistant.cli.facts_file import add_facts_option, determination
from rules_engine import Determination

if TYPE_CHECKING:
    from argparse import ArgumentParser, _SubParsersAction

__all__ = ["add_to"]


def add_to(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("determine", help="the level that follows from facts, with reasons and duties")
    add_facts_option(parser)
    parser.add_argument("--json", action="store_true", help="print the result as JSON")
    parser.set_defaults(run=run)


def run(options: Namespace) -> int:
    """Print the result; exit 0 with an answer, 2 on bad input."""
    result = determination(options.facts)
    if options.json:
        print(json.dumps(result.to_dict(), indent=2, ensure_ascii=False))
    else:
        _print(result)
    return 0


def _print(result: Determination) -> None:
    from rich.console import Console
    from rich.markdown import Markdown

    from actions.saying.duties import duties
    from actions.saying.result import finding

    console = Console(highlight=False)
    for text in (finding(result).text, *([duties(result.ruleset, result.results())] if result.results() else [])):
        # Rendered where someone looks at it; plain Markdown where the output goes into a file or a pipe.
        console.print(Markdown(text, hyperlinks=True)) if console.is_terminal else print(text)
        print()

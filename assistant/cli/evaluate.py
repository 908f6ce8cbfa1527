"""`cim evaluate`: how well the assistant understands messages that it hasn't learnt from."""

from __future__ import annotations

import asyncio
import json
import platform
import sys
from argparse import Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from assistant.cli.failures import CommandError
from assistant.cli.quiet import quiet_libraries
from assistant.paths import MODELS, ROOT

if TYPE_CHECKING:
    from argparse import ArgumentParser, _SubParsersAction

    from assistant.evaluation.judging import Judged

__all__ = ["add_to"]

_PAGE: Final = ROOT / "docs" / "evaluation.md"


def add_to(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("evaluate", help="measure how well messages are understood, on a held-out set")
    parser.add_argument("--record", action="store_true", help=f"write {_PAGE.relative_to(ROOT)} and what may not fall")
    parser.add_argument("--brief", action="store_true", help="leave out the messages that failed")
    parser.set_defaults(run=run)


def run(options: Namespace) -> int:
    """Measure, print, and exit 1 where a figure has fallen below what was recorded."""
    judged = _measure()
    from assistant.evaluation.report import failures, summary

    if not options.brief:
        print("\n".join(["Failed messages", *(f"  {line}" for line in failures(judged)), ""]))
    print(summary(judged, _recorded("first")))
    return _record(judged) if options.record else _compare(judged)


def _measure() -> list[Judged]:
    from assistant.rasa_lite import import_rasa_lite

    import_rasa_lite()
    quiet_libraries()
    from assistant.agent import ModelMissingError, load_agent, newest_model
    from assistant.evaluation.measuring import measure
    from assistant.evaluation.messages import read_messages
    from assistant.training import current_model

    try:
        model = newest_model(MODELS)
    except ModelMissingError as error:
        raise CommandError(str(error)) from error
    if model != current_model():
        print("The model is older than the files that it is made from: cim train makes a new one.", file=sys.stderr)
    messages = read_messages()

    def show(done: int) -> None:
        if sys.stderr.isatty():
            print(f"\r{done} of {len(messages)} messages", end="" if done < len(messages) else "\n", file=sys.stderr)

    return asyncio.run(measure(load_agent(model), messages, show))


def _numbers(judged: Sequence[Judged]) -> dict[str, float]:
    from assistant.evaluation.figures import as_numbers, calibration, figures

    return as_numbers(figures(judged), calibration(judged)[0])


def _recorded(which: str) -> dict[str, float]:
    from assistant.evaluation.measuring import RECORDED, recorded_figures

    return recorded_figures()[which] if RECORDED.exists() else {}


def _record(judged: Sequence[Judged]) -> int:
    from assistant.evaluation.measuring import RECORDED
    from assistant.evaluation.report import page

    now = _numbers(judged)
    first = _recorded("first") or now
    versions = f"Python {platform.python_version()} on {platform.system()} {platform.machine()}"
    _PAGE.write_text(page(judged, first, versions), encoding="utf-8")
    recorded = {"messages": len(judged), "first": first, "figures": now}
    RECORDED.write_text(json.dumps(recorded, indent=2) + "\n", encoding="utf-8")
    print(f"\nWrote {_PAGE.relative_to(ROOT)} and {RECORDED.relative_to(ROOT)}.")
    return 0


def _compare(judged: Sequence[Judged]) -> int:
    from assistant.evaluation.measuring import fallen

    worse = fallen(_numbers(judged), _recorded("figures"))
    if worse:
        print("\n".join(["", "Fallen by more than a point:", *(f"  {line}" for line in worse)]))
    return 1 if worse else 0

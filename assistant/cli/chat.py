"""`cim chat`: the conversation in the terminal."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
import sys
from argparse import Namespace
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.cli.failures import CommandError
from assistant.cli.quiet import quiet_libraries

if TYPE_CHECKING:
    from argparse import ArgumentParser, _SubParsersAction

__all__ = ["add_to"]


def add_to(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("chat", help="talk with the assistant here: arrow keys pick, Ctrl+D ends")
    parser.add_argument("--keep", type=Path, metavar="FILE", help="keep the conversation in FILE and go on with it")
    parser.set_defaults(run=run)


def run(options: Namespace) -> int:
    """Talk until the input ends."""
    if options.keep:
        _refuse_unusable(options.keep)
    from assistant.paths import MODELS
    from assistant.rasa_lite import import_rasa_lite

    print("Loading the assistant ...", file=sys.stderr, flush=True)
    import_rasa_lite()
    quiet_libraries()
    logging.disable(logging.ERROR)  # whoever talks is told in words what failed, and sees no trace
    from assistant.agent import ModelMissingError, load_agent, newest_model
    from assistant.conversations import ConversationStore
    from assistant.terminal.screen import screen_for
    from assistant.terminal.talking import talk

    try:
        store = ConversationStore(db=str(options.keep)) if options.keep else None
        agent = load_agent(newest_model(MODELS), store)
    except ModelMissingError as error:
        raise CommandError(str(error)) from error
    with suppress(KeyboardInterrupt):  # in the middle of an answer: it only ends the conversation
        asyncio.run(talk(agent, screen_for(sys.stdin, sys.stdout)))
    kept = f"It is kept in {options.keep}." if options.keep else "Nothing of it is kept."
    print(f"The conversation has ended. {kept}", file=sys.stderr)
    return 0


def _refuse_unusable(file: Path) -> None:
    """Raise CommandError where no conversation can be kept in `file`."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(file)) as database:
            database.execute("PRAGMA schema_version")
    except (OSError, sqlite3.Error) as error:
        raise CommandError(f"A conversation can't be kept in {file}: {error}", 2) from error

"""`cim forget`: delete the conversations in which nothing has been said for long."""

from __future__ import annotations

import asyncio
from argparse import ArgumentTypeError, Namespace
from datetime import timedelta
from typing import TYPE_CHECKING

from assistant.cli.failures import CommandError
from assistant.cli.quiet import quiet_libraries

if TYPE_CHECKING:
    from argparse import ArgumentParser, _SubParsersAction

__all__ = ["add_to"]

_LONGEST = 36_500  # days


def add_to(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("forget", help="delete the conversations in which nothing has been said for long")
    parser.add_argument(
        "--idle-days", type=_days, required=True, metavar="DAYS", help="days since the last thing that was said"
    )
    parser.add_argument("--dry-run", action="store_true", help="only say how many there are")
    parser.set_defaults(run=run)


def run(options: Namespace) -> int:
    """Delete them, or count them. The server may be running meanwhile."""
    from assistant.paths import VAR
    from assistant.rasa_lite import import_rasa_lite

    file = VAR / "conversations.db"
    if not file.exists():
        raise CommandError(f"{file} isn't there: nothing has been said yet, or CIM_VAR names another folder.")
    import_rasa_lite()
    quiet_libraries()
    from assistant.channels.history import DeletionError
    from assistant.conversations import ConversationStore
    from assistant.retention import forget_idle, idle_conversations

    idle = timedelta(days=options.idle_days)
    store = ConversationStore(db=str(file))
    try:
        count = len(idle_conversations(store, idle)) if options.dry_run else asyncio.run(forget_idle(store, idle))
    except DeletionError as error:
        raise CommandError(str(error)) from error
    what = "conversation" if count == 1 else "conversations"
    days = "day" if options.idle_days == 1 else "days"
    done = "found; nothing is deleted" if options.dry_run else "deleted"
    print(f"{count:,} {what} idle for {options.idle_days} {days} or more: {done}.")
    return 0


def _days(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= _LONGEST:
        raise ArgumentTypeError(f"{text!r} is no number of days; write a whole number from 1 to {_LONGEST}")
    return int(text)

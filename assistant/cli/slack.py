"""`cim slack`: whether the Slack app is set up, and posting the answers of a sheet."""

from __future__ import annotations

import asyncio
import os
import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.cli.failures import CommandError

if TYPE_CHECKING:
    from argparse import ArgumentParser, _SubParsersAction

    from assistant.channels.slack.blocks import Post
    from assistant.channels.slack.settings import Settings

__all__ = ["add_to"]

_BAD_INPUT = 2


def add_to(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Add the command."""
    parser = commands.add_parser("slack", help="check the Slack app's set-up; post the levels of many LEAs")
    actions = parser.add_subparsers(title="what to do", metavar="WHAT", required=True)
    check = actions.add_parser("check", help="whether the environment variables and the app's scopes are right")
    check.set_defaults(run=run_check)
    table = actions.add_parser("table", help="post what cim batch has written, as a table")
    table.add_argument("answers", type=Path, metavar="ANSWERS.csv", help="a file that cim batch has written")
    table.add_argument("channel", metavar="CHANNEL", help="the id of a channel that the app is in, such as C0123456789")
    table.add_argument("--title", default="CIM levels", help="what stands above the table")
    table.set_defaults(run=run_table)


def run_check(_: Namespace) -> int:
    """Ask Slack who the token is for."""
    settings = _settings()
    print(f"Slack: ready in the workspace {asyncio.run(_workspace(settings))!r}.")
    return 0


def run_table(options: Namespace) -> int:
    """Post the table."""
    from assistant.channels.slack.batch_table import NotAnswersError, read_answers, table

    settings = _settings()
    try:
        with options.answers.open(encoding="utf-8-sig", newline="") as lines:
            rows = list(read_answers(lines))
    except (OSError, UnicodeDecodeError, NotAnswersError) as error:
        raise CommandError(f"{options.answers}: {error}", _BAD_INPUT) from error
    messages = table(rows, options.title)
    if not asyncio.run(_post(settings, options.channel, messages)):
        raise CommandError(f"Not everything was posted to {options.channel}. Is the app a member of that channel?")
    print(f"Posted {len(rows):,} {'LEA' if len(rows) == 1 else 'LEAs'} to {options.channel}.", file=sys.stderr)
    return 0


def _settings() -> Settings:
    from assistant.channels.slack.settings import BOT_TOKEN, SIGNING_SECRET, Settings, SettingsError

    try:
        settings = Settings.from_environment(os.environ)
    except SettingsError as error:
        raise CommandError(str(error), _BAD_INPUT) from error
    if settings is None:
        raise CommandError(f"Slack is off: set {BOT_TOKEN} and {SIGNING_SECRET}. See docs/slack.md.", _BAD_INPUT)
    return settings


async def _workspace(settings: Settings) -> str:
    from assistant.channels.slack.posting import Poster, WorkspaceError

    poster = Poster(settings)
    await poster.open()
    try:
        return await poster.check_in()
    except WorkspaceError as error:
        raise CommandError(str(error)) from error
    finally:
        await poster.close()


async def _post(settings: Settings, channel: str, messages: tuple[Post, ...]) -> bool:
    from assistant.channels.slack.posting import Poster, Target

    poster = Poster(settings)
    await poster.open()
    try:
        return await poster.post(Target(channel), messages)
    finally:
        await poster.close()

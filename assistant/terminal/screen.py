"""Where a conversation is shown and typed: a terminal with arrow keys, or plain lines without any escape code."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol, TextIO

from assistant.channels.messages import Choice

__all__ = ["LineScreen", "Screen", "TerminalScreen", "screen_for"]

_SOFT_BREAK = re.compile(r"(?<=\S)\n(?=[^\s\-\d])")
"""A single line break in a paragraph, which Markdown would take for a space."""


class Screen(Protocol):
    """What a conversation needs of the place where it is held."""

    def say(self, text: str) -> None:
        """Show a message, written in Markdown."""

    async def ask(self, choices: Sequence[Choice]) -> str | None:
        """The next line: typed, or "#2" for a choice; None when the user is done."""


def screen_for(source: TextIO, target: TextIO) -> Screen:
    """A terminal where `source` and `target` are one, else plain lines."""
    return TerminalScreen() if source.isatty() and target.isatty() else LineScreen(source, target)


class LineScreen:
    """Lines from a pipe or file; what is said to them as it is written, for other programs and for reading later."""

    def __init__(self, source: TextIO, target: TextIO) -> None:
        self._source = source
        self._target = target

    def say(self, text: str) -> None:
        """Write the message with an empty line behind it."""
        print(text, end="\n\n", file=self._target, flush=True)

    async def ask(self, choices: Sequence[Choice]) -> str | None:
        """Write the choices, read a line, and write it down as well; empty lines are passed over."""
        if choices:
            self.say("\n".join(f"#{at} {choice.title}" for at, choice in enumerate(choices, start=1)))
        while line := self._source.readline():  # nothing else runs meanwhile, and Ctrl+C gets through at once
            if typed := line.strip():
                self.say(f"> {typed}")
                return typed
        return None


class TerminalScreen:
    """A terminal: Markdown is rendered to its width, and choices are picked with the arrow keys."""

    def __init__(self) -> None:
        from prompt_toolkit import PromptSession
        from rich.console import Console

        self._console = Console(highlight=False)
        self._session: PromptSession[str] = PromptSession(erase_when_done=True)

    def say(self, text: str) -> None:
        """Show the message. Links show their address, which not every terminal can hide behind a word."""
        from rich.markdown import Markdown

        self._console.print(Markdown(_SOFT_BREAK.sub("  \n", text), hyperlinks=False))
        self._console.print()

    async def ask(self, choices: Sequence[Choice]) -> str | None:
        """Let the user type, or pick one of `choices`."""
        from assistant.terminal.picking import Picking

        picking = Picking(choices)
        try:
            typed = await self._session.prompt_async(picking.prompt, key_bindings=picking.keys())
        except (EOFError, KeyboardInterrupt):
            return None
        picked = picking.chosen if not typed.strip() else None
        shown = choices[picked].title if picked is not None else typed.strip()
        if shown:
            self._console.print(f"> {shown}", style="bold", markup=False)
            self._console.print()
        return f"#{picked + 1}" if picked is not None else typed

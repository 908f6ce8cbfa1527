"""`cim chat` as people and other programs meet it: in a terminal with arrow keys, and on plain lines."""

from __future__ import annotations

import fcntl
import io
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.paths import ROOT
from assistant.terminal.screen import screen_for

if TYPE_CHECKING:
    from rasa.core.agent import Agent

pytestmark = [pytest.mark.model, pytest.mark.server]
CHAT = [sys.executable, "-m", "assistant.cli", "chat"]
ESCAPE_CODES = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]|\x1b[=>]|\r")
DOWN, UP, ENTER, CTRL_C = "\x1b[B", "\x1b[A", "\r", "\x03"
PATIENCE = 120
"""Seconds until something that ought to appear counts as missing."""


class Terminal:
    """A pseudo-terminal with the chat in it."""

    def __init__(self, columns: int, *options: str) -> None:
        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
        # This terminal doesn't tell where its cursor is; without the variable the chat would wait for that.
        environment = {**os.environ, "TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1", "COLUMNS": str(columns)}
        self.process = subprocess.Popen(
            [*CHAT, *options], stdin=theirs, stdout=theirs, stderr=theirs, cwd=ROOT, env=environment, close_fds=True
        )
        os.close(theirs)
        self._ours = ours
        self.shown = ""

    def press(self, key: str) -> None:
        os.write(self._ours, key.encode())

    def pick(self, *steps: tuple[str, int]) -> None:
        """Presses each arrow key, sees the choice of that number stand out, and takes the last one."""
        for key, number in steps:
            self.press(key)
            self.wait_for(f"› #{number}")
        self.press(ENTER)

    def wait_for(self, text: str) -> str:
        """What was shown up to and with `text`, since the last wait."""
        end = time.monotonic() + PATIENCE
        while text not in self.shown:
            if time.monotonic() > end or not self._read():
                pytest.fail(f"no {text!r} in:\n{self.shown}")
        before, _, self.shown = self.shown.partition(text)
        return before + text

    def ended(self) -> int:
        """The exit code."""
        while self._read():
            pass
        return self.process.wait(PATIENCE)

    def _read(self) -> bool:
        if not select.select([self._ours], [], [], 1)[0]:
            return self.process.poll() is None
        try:
            raw = os.read(self._ours, 65_536)
        except OSError:  # the other end is closed
            return False
        self.shown += ESCAPE_CODES.sub("", raw.decode("utf-8", "replace"))
        return bool(raw)

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        os.close(self._ours)


@pytest.fixture
def terminal(model: Path) -> Iterator[Terminal]:
    """A narrow one: 48 columns."""
    opened = Terminal(48)
    yield opened
    opened.close()


def test_in_a_terminal_arrow_keys_pick_anything_can_be_typed_and_ctrl_c_ends(terminal: Terminal) -> None:
    greeting = terminal.wait_for("#4 What can you do?")
    terminal.pick((DOWN, 1))
    terminal.wait_for("> Find our level")
    terminal.wait_for("Question 1")
    terminal.wait_for("#5 2026")
    terminal.press("2023")
    terminal.wait_for("2023")
    terminal.press(ENTER)
    terminal.wait_for("Question 2")
    terminal.wait_for("#4 Not sure")
    terminal.pick((DOWN, 1), (DOWN, 2), (DOWN, 3), (UP, 2))
    terminal.wait_for("> Charter school")
    terminal.wait_for("Question 3")
    terminal.wait_for("#3 Not sure")
    terminal.press(CTRL_C)
    ending = terminal.wait_for("Nothing of it is kept.")

    assert terminal.ended() == 0
    assert max(len(line) for line in greeting.splitlines()) <= 48
    assert "Traceback" not in ending


async def test_piped_lines_are_answered_as_plain_text(agent: Agent) -> None:
    from assistant.terminal.talking import talk

    lines, shown = io.StringIO('find our level\n2023\n\n#2\n60\nno\n/restart{"x": 1}\n'), io.StringIO()

    await talk(agent, screen_for(lines, shown))

    assert "\x1b" not in shown.getvalue()
    assert "> #2" in shown.getvalue()
    assert "Small LEA, monitored in cycles in monitoring year 2023" in shown.getvalue()
    assert "https://www.cde.ca.gov" in shown.getvalue()


def test_a_kept_conversation_goes_on_where_it_was_in_another_process(model: Path, tmp_path: Path) -> None:
    keep = [*CHAT, "--keep", str(tmp_path / "talk.db")]
    first = subprocess.run(
        keep,
        input="I'm new\nnext\n2023 letter\n",
        capture_output=True,
        text=True,
        cwd=ROOT,
        timeout=PATIENCE,
        check=True,
    )
    second = subprocess.run(
        keep, input="next\nstop\n", capture_output=True, text=True, cwd=ROOT, timeout=PATIENCE, check=True
    )

    assert "\x1b" not in first.stdout + first.stderr
    assert "Stop 2 of 6" in first.stdout
    assert "Hello again" in second.stdout
    assert "Back to the tour" in second.stdout
    assert "Stop 3 of 6" in second.stdout
    assert "Question 2" in second.stdout

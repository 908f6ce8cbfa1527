"""Shows what set-up is doing, and keeps what the tools print in a log.

On a terminal the current step has a live line with the time and the tool's last words; elsewhere a line is printed
every half minute. Nobody stares at a silent screen, and nobody reads 200 lines of a package installer.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import re
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from bootstrap.failures import CommandError

SPINNER = "|/-\\"
TERMINAL_INTERVAL = 0.15
PLAIN_INTERVAL = 30.0
TITLE_WIDTH = 28
TAIL_LINES = 12
_CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|[\x00-\x08\x0b-\x1f]")


@dataclass
class StepLine:
    """The step that is being shown. `detail` is what stands behind it when it is done."""

    detail: str = ""


class Progress:
    """One line per step on `stream`, everything that commands print in the file `log`."""

    def __init__(
        self,
        stream: TextIO,
        log: Path,
        *,
        clock: Callable[[], float] = time.monotonic,
        plain_interval: float = PLAIN_INTERVAL,
    ) -> None:
        self._stream = stream
        self._log = log
        self._clock = clock
        self._live = stream.isatty()
        self._interval = TERMINAL_INTERVAL if self._live else plain_interval
        self._title = ""
        self._since = 0.0
        self._heading: str | None = None
        self.held_file: int | None = None
        """A file that every command keeps open, so that a lock on it lasts as long as the command does."""

    @contextlib.contextmanager
    def heading(self, text: str) -> Iterator[None]:
        """Print `text` above the first of the steps within that has something to do; nothing if none has."""
        self._heading = text
        yield
        self._heading = None

    def say(self, text: str) -> None:
        """Print a line of its own."""
        self._clear()
        self._stream.write(text + "\n")
        self._stream.flush()

    @contextlib.contextmanager
    def step(self, title: str) -> Iterator[StepLine]:
        """Show a step from its start to its end, with the time that it took."""
        if self._heading is not None:
            self.say(self._heading)
            self._heading = None
        self._title, self._since = title, self._clock()
        line = StepLine()
        if self._live:
            self._show("|", "")
        else:
            self.say(f"  {title} ...")
        try:
            yield line
        except BaseException:
            self.say(f"  {title:<{TITLE_WIDTH}} stopped after {self._elapsed()}")
            raise
        self.say(f"  {title:<{TITLE_WIDTH}} {self._elapsed():>7}  {line.detail}".rstrip())

    def run(self, command: Sequence[str | Path], *, env: Mapping[str, str], cwd: Path) -> str:
        """Run a command to its end and return what it printed.

        Raises:
            CommandError: it ended with an error.
            OSError: it could not be started.
        """
        words = [str(word) for word in command]
        self._log.parent.mkdir(parents=True, exist_ok=True)
        lines: list[str] = []
        with self._log.open("a", encoding="utf-8") as log:
            log.write(f"\n$ {' '.join(words)}\n")
            log.flush()
            process = subprocess.Popen(
                words,
                cwd=cwd,
                env=dict(env),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                encoding="utf-8",
                errors="replace",
                start_new_session=True,
                pass_fds=() if self.held_file is None else (self.held_file,),
            )
            reader = threading.Thread(target=_read, args=(process.stdout, lines, log), daemon=True)
            reader.start()
            try:
                self._watch(process, lines)
            except BaseException:
                _end(process)
                raise
            finally:
                reader.join(timeout=5)
                if process.stdout is not None and not reader.is_alive():
                    process.stdout.close()
        output = "\n".join(lines)
        if process.returncode != 0:
            raise CommandError(output, process.returncode)
        return output

    def log_tail(self) -> str:
        """The last lines of the log, for a person who wants to know why."""
        if not self._log.exists():
            return ""
        lines = self._log.read_text(encoding="utf-8", errors="replace").splitlines()
        return "\n".join(f"    {line}" for line in lines[-TAIL_LINES:] if line.strip())

    def _watch(self, process: subprocess.Popen[str], lines: Sequence[str]) -> None:
        for turn in itertools.count():
            if _ended(process, within=self._interval):
                return
            words = lines[-1] if lines else ""
            if self._live:
                self._show(SPINNER[turn % len(SPINNER)], words)
            else:
                self.say(f"    still working, {self._elapsed()}{': ' + words if words else ''}")

    def _show(self, mark: str, words: str) -> None:
        width = shutil.get_terminal_size().columns - 1
        text = f"{mark} {self._title:<{TITLE_WIDTH}} {self._elapsed():>7}  {words}"
        self._stream.write("\r\x1b[K" + text[:width])
        self._stream.flush()

    def _clear(self) -> None:
        if self._live:
            self._stream.write("\r\x1b[K")

    def _elapsed(self) -> str:
        return duration(self._clock() - self._since)


def duration(seconds: float) -> str:
    """A length of time as people write it: 0.4 s, 12 s, 2 min 05 s."""
    if seconds < 10:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest:02d} s" if minutes else f"{rest} s"


def _read(stream: TextIO, lines: list[str], log: TextIO) -> None:
    for line in stream:
        log.write(line)
        log.flush()
        words = _CONTROL.sub("", line).strip()
        if words:
            lines.append(words)


def _ended(process: subprocess.Popen[str], *, within: float) -> bool:
    try:
        process.wait(timeout=within)
    except subprocess.TimeoutExpired:
        return False
    return True


def _end(process: subprocess.Popen[str]) -> None:
    """End a command together with whatever it started: it has a process group of its own."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
    if not _ended(process, within=5):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()

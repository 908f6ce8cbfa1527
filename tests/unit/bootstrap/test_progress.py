"""People see what set-up does; the log keeps what the tools say."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from bootstrap.failures import CommandError
from bootstrap.progress import Progress, duration


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "build" / "setup.log"


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def test_a_step_is_shown_with_its_time_and_result(log: Path) -> None:
    screen = io.StringIO()
    ticks: Iterator[float] = map(float, count(0, 75))
    progress = Progress(screen, log, clock=lambda: next(ticks))
    with progress.step("Python packages") as line:
        line.detail = "178 packages"
    assert screen.getvalue().splitlines()[-1].split() == "Python packages 1 min 15 s 178 packages".split()


def test_the_heading_is_shown_only_if_there_is_something_to_do(log: Path) -> None:
    screen = io.StringIO()
    progress = Progress(screen, log)
    with progress.heading("Setting up"):
        pass
    with progress.step("Model"):
        pass
    assert "Setting up" not in screen.getvalue()
    with progress.heading("Setting up"), progress.step("Page"):
        pass
    assert screen.getvalue().count("Setting up\n") == 1


def test_output_goes_to_the_log_and_not_to_the_screen(log: Path, tmp_path: Path) -> None:
    screen = io.StringIO()
    output = Progress(screen, log).run(python("print('Downloading')"), env=os.environ, cwd=tmp_path)
    assert output == "Downloading"
    assert "Downloading" in log.read_text()
    assert screen.getvalue() == ""


def test_a_long_command_says_that_it_is_still_working_and_at_what(log: Path, tmp_path: Path) -> None:
    screen = io.StringIO()

    def end_it_once_it_was_reported() -> float:
        if "still working" in screen.getvalue():
            (tmp_path / "go").touch()
        return 0.0

    patient = """
import pathlib, time
print("Downloading x", flush=True)
while not pathlib.Path("go").exists():
    time.sleep(0.01)
"""
    progress = Progress(screen, log, clock=end_it_once_it_was_reported, plain_interval=0.05)
    progress.run(python(patient), env=os.environ, cwd=tmp_path)
    assert "still working, 0.0 s" in screen.getvalue()


def test_on_a_terminal_the_current_step_has_a_live_line(log: Path, tmp_path: Path) -> None:
    screen = Terminal()
    progress = Progress(screen, log)
    with progress.step("Page"):
        progress.run(python("import time; time.sleep(0.4)"), env=os.environ, cwd=tmp_path)
    assert "\r\x1b[K" in screen.getvalue()
    assert screen.getvalue().count("\n") == 1, "the live line is replaced, not repeated"


def test_a_failed_command_gives_its_output_and_ends_in_the_logs_tail(log: Path, tmp_path: Path) -> None:
    progress = Progress(io.StringIO(), log)
    with pytest.raises(CommandError) as caught:
        progress.run(python("import sys; print('disk on fire'); sys.exit(3)"), env=os.environ, cwd=tmp_path)
    assert caught.value.code == 3
    assert "disk on fire" in caught.value.output
    assert "disk on fire" in progress.log_tail()


def test_a_command_asks_no_questions(log: Path, tmp_path: Path) -> None:
    output = Progress(io.StringIO(), log).run(
        python("import sys; print(repr(sys.stdin.read()))"), env=os.environ, cwd=tmp_path
    )
    assert output == "''"


@pytest.mark.parametrize(
    ("seconds", "text"), [(0.42, "0.4 s"), (12.3, "12 s"), (59.6, "1 min 00 s"), (125, "2 min 05 s")]
)
def test_durations_read_as_people_write_them(seconds: float, text: str) -> None:
    assert duration(seconds) == text

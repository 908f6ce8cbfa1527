"""The rules engine's own tests, without Rasa, on every newer Python that it is for and that this machine has."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from bootstrap.failures import CommandError, SetupError, explain
from bootstrap.layout import Layout
from bootstrap.progress import Progress

VERSIONS = ("3.11", "3.12", "3.13")
"""Beside 3.10, on which the whole suite runs."""

_TESTS = "tests/unit/rules_engine"
# No settings of the project's: they name plugins that the engine doesn't need.
_PYTEST = (
    *("-m", "pytest", "-q", "-c", "/dev/null", "--rootdir=.", "--import-mode=importlib", "-p", "no:cacheprovider"),
    *("-o", "pythonpath=.", f"--confcutdir={_TESTS}", "--numprocesses=auto", _TESTS),
)


def check_engine_alone(layout: Layout, progress: Progress, env: Mapping[str, str], home: Path) -> None:
    """Test the engine on each version in a private environment; say which aren't here.

    Raises:
        SetupError: A test fails, or an environment can't be made.
    """
    for version in VERSIONS:
        python = find(version, env, home)
        if python is None:
            progress.say(f"Rules engine on Python {version}: not tested, there is none here")
            continue
        folder = layout.root / "build" / f"engine-{version}"
        with progress.step(f"Rules engine on Python {version}") as line:
            try:
                _install(folder, python, layout, progress, env)
                said = progress.run([folder / "bin" / "python", *_PYTEST], env=env, cwd=layout.root)
            except CommandError as error:
                what = f"The rules engine on Python {version}"
                raise SetupError(explain(what, error.output), show_log=True) from error
            line.detail = said.strip().splitlines()[-1]


def _install(folder: Path, python: Path, layout: Layout, progress: Progress, env: Mapping[str, str]) -> None:
    make = [layout.uv, "venv", "--quiet", "--clear", "--python", python, folder]
    fill = [layout.uv, "pip", "sync", "--quiet", "--require-hashes", "--python", folder / "bin" / "python"]
    for command in (make, [*fill, layout.requirements / "engine.lock"]):
        progress.run([str(word) for word in command], env=env, cwd=layout.root)


def find(version: str, environ: Mapping[str, str], home: Path) -> Path | None:
    """A working Python of `version`, on the path or where version managers keep theirs; None if there is none."""
    on_path = shutil.which(f"python{version}", path=environ.get("PATH", ""))
    folders = [Path(sys.base_prefix).parent, Path(environ.get("PYENV_ROOT") or home / ".pyenv") / "versions"]
    kept = [python for folder in folders for python in sorted(folder.glob(f"{version}.*/bin/python{version}"))]
    return next((one for one in [*kept, *([Path(on_path)] if on_path else [])] if _answers(one)), None)


def _answers(python: Path) -> bool:
    try:
        done = subprocess.run([str(python), "-c", ""], stdin=subprocess.DEVNULL, capture_output=True, check=False)
    except OSError:
        return False
    return done.returncode == 0

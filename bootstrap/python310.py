"""Finds a Python 3.10 that works, wherever people keep theirs. Rasa 3.6 runs on no other."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from bootstrap.failures import SetupError

VARIABLE = "CIM_PYTHON"

# Modules that a Python built without the system's headers lacks, and that Rasa needs.
_PROBE = (
    "import bz2, ctypes, sqlite3, ssl, zlib, sys; "
    "print(sys.implementation.name, '%d.%d' % sys.version_info[:2], 64 if sys.maxsize > 2**32 else 32)"
)
_WANTED = "cpython 3.10 64"


def works(python: Path) -> bool:
    """Whether this is a complete 64-bit CPython 3.10. A pyenv shim of a version not chosen exits with 127: no."""
    try:
        answer = subprocess.run(
            [str(python), "-c", _PROBE],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0 and answer.stdout.strip() == _WANTED


def candidates(environ: Mapping[str, str], home: Path, roots: tuple[Path, ...]) -> Iterator[Path]:
    """Where a Python 3.10 may be, the likeliest first.

    Args:
        environ: For PATH and PYENV_ROOT.
        home: The home folder.
        roots: System folders that hold whole Pythons, such as /opt and /usr/local.
    """
    if sys.version_info[:2] == (3, 10):
        yield Path(sys.executable)
    on_path = shutil.which("python3.10", path=environ.get("PATH", ""))
    if on_path:
        yield Path(on_path)
    shims = [Path(folder) for folder in environ.get("PATH", "").split(":") if folder.endswith("/shims")]
    folders = [
        Path(sys.base_prefix).parent,  # beside the Python that runs this, as version managers put them
        Path(environ.get("PYENV_ROOT") or home / ".pyenv") / "versions",
        *(folder.parent / "versions" for folder in shims),
        home / ".asdf" / "installs" / "python",
        home / ".local" / "share" / "mise" / "installs" / "python",
    ]
    for folder in folders:
        yield from _newest_first(folder.glob("3.10*/bin/python3.10"))
    yield from _newest_first((home / ".local" / "share" / "uv" / "python").glob("cpython-3.10*/bin/python3.10"))
    for root in roots:
        yield root / "bin" / "python3.10"
        yield from _newest_first(root.glob("*/bin/python3.10"))
        yield from _newest_first(root.glob("opt/python@3.10/bin/python3.10"))
        yield from _newest_first(root.glob("python/*/bin/python3.10"))


SYSTEM_ROOTS = (Path("/usr/local"), Path("/opt"), Path("/opt/homebrew"), Path("/opt/local"))


def find(
    environ: Mapping[str, str],
    home: Path,
    *,
    roots: tuple[Path, ...] = SYSTEM_ROOTS,
    check: Callable[[Path], bool] = works,
) -> Path | None:
    """The first working Python 3.10, or None.

    Raises:
        SetupError: CIM_PYTHON names one that doesn't work.
    """
    named = environ.get(VARIABLE)
    if named:
        if check(Path(named)):
            return Path(named)
        raise SetupError(
            f"{VARIABLE} is {named}, and that is not a working 64-bit Python 3.10 with ssl and sqlite3. "
            f"Correct it, or unset it to have one looked for."
        )
    for python in candidates(environ, home, roots):
        if check(python):
            return python
    return None


NOT_FOUND = (
    "Python 3.10 is needed (Rasa 3.6 runs on no other). There is none here, and {why}. "
    f"Install it with your system's packages or pyenv, or name one: {VARIABLE}=/path/to/python3.10 make run"
)


def _newest_first(found: Iterator[Path]) -> list[Path]:
    return sorted(found, key=_release, reverse=True)


def _release(python: Path) -> tuple[int, ...]:
    """3.10.13 after 3.10.9: by number, not by letter."""
    name = python.parent.parent.name
    return tuple(int("".join(c for c in part if c.isdigit()) or 0) for part in name.split("."))

"""Programs of the machine that some tests need, such as Debian's PostgreSQL."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest

__all__ = ["found", "miss"]


def found(name: str, package: str, *folders: Path) -> str:
    """The path of a program in `folders` or on the path. Without it tests are skipped, but fail in CI."""
    beside = os.pathsep.join([*map(str, folders), os.environ["PATH"], "/usr/sbin"])
    executable = shutil.which(name, path=beside)
    return executable or miss(f"No {name} here. Install it (Debian: apt-get install {package}).")


def miss(reason: str) -> NoReturn:
    """Skips the test, but fails it in CI."""
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)

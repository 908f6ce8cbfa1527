"""`python -m benchmarks`: every quick measurement; `python -m benchmarks NAME ...`: one, with its own arguments.

A measurement is a module of this package with `run(arguments)`, which returns the exit code. It is imported only when
it runs, since each needs other libraries.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence
from typing import Final

MEASUREMENTS: Final = ("engine", "turns", "questions", "page")
ALONE: Final = ("pipelines",)
"""Take many minutes, and run only by their names."""


def main(arguments: Sequence[str]) -> int:
    """Run what `arguments` ask for; the exit code is the worst one."""
    if not arguments:
        return max(_run(name, ()) for name in MEASUREMENTS)
    name, *rest = arguments
    if name not in (*MEASUREMENTS, *ALONE):
        print(f"There is no measurement {name!r}. Choose one of {', '.join((*MEASUREMENTS, *ALONE))}, or none.")
        return 2
    return _run(name, rest)


def _run(name: str, arguments: Sequence[str]) -> int:
    code: int = importlib.import_module(f"benchmarks.{name}").run(arguments)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Writes the hash-pinned locks from their inputs. They carry no index address, so any mirror will do."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from bootstrap.failures import CommandError, SetupError, explain
from bootstrap.layout import Layout
from bootstrap.progress import Progress

# The oldest Python that may read each lock: uv and Node come first, with whatever Python the machine has.
LOCKS = {"uv": "3.9", "node": "3.9", "runtime": "3.10", "dev": "3.10", "bench": "3.10", "engine": "3.10"}

# A machine's own extra packages must not find their way into a lock that others use.
_LOCAL_ONLY = ("UV_INDEX", "UV_EXTRA_INDEX_URL", "UV_FIND_LINKS", "UV_INDEX_STRATEGY")


def write_locks(layout: Layout, progress: Progress, env: Mapping[str, str], *, upgrade: bool) -> None:
    """Resolve every lock; versions stay as they are where the inputs allow them, unless `upgrade`."""
    clean_env = {name: value for name, value in env.items() if name not in _LOCAL_ONLY}
    for name, python in LOCKS.items():
        command: list[str | Path] = [
            *(layout.uv, "pip", "compile", "--quiet", "--universal", "--generate-hashes", "--python-version", python),
            *("--no-annotate", "--no-emit-index-url", "--custom-compile-command", "make lock"),
            *("--override", "overrides.txt", "--excludes", "excludes.txt"),
            *(["--upgrade"] if upgrade else []),
            *(f"{name}.in", "--output-file", f"{name}.lock"),
        ]
        with progress.step(f"{name}.lock"):
            try:
                progress.run(command, env=clean_env, cwd=layout.requirements)
            except CommandError as error:
                raise SetupError(explain(f"Resolving {name}.lock", error.output), show_log=True) from error

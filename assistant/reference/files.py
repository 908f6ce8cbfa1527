"""The reference in a folder: written, and compared with what it should be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

__all__ = ["stale", "write"]


def write(pages: Mapping[str, str], folder: Path) -> None:
    """Write `pages` into `folder`, and remove pages of the same kind that are no longer among them. Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages.items():
        (folder / name).write_text(text, encoding="utf-8")
    for path in _others(pages, folder):
        path.unlink()


def stale(pages: Mapping[str, str], folder: Path) -> Iterator[str]:
    """A sentence for each file in `folder` that isn't as `pages` says."""
    for name, text in pages.items():
        path = folder / name
        if not path.exists():
            yield f"{path} is missing"
        elif path.read_text(encoding="utf-8") != text:
            yield f"{path} is not what the rule sets say now"
    for path in _others(pages, folder):
        yield f"{path} belongs to nothing in the rule sets"


def _others(pages: Mapping[str, str], folder: Path) -> list[Path]:
    """Generated files in `folder` that `pages` doesn't have; what people put there themselves isn't touched."""
    kinds = {Path(name).suffix for name in pages}
    return sorted(
        path
        for path in folder.glob("*")
        if path.suffix in kinds
        and path.name not in pages
        and "Made by `cim reference`" in path.read_text(encoding="utf-8")
    )

"""The words of documents, from the file of their language."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

__all__ = ["LANGUAGE", "LOCALE", "day_words", "say", "says"]

LANGUAGE: Final = "en"
LOCALE: Final = "en-US"
_FILE: Final = Path(__file__).parent / f"{LANGUAGE}.yml"


def say(key: str, **values: object) -> str:
    """The text at `key` ("duties.heading") with `values` filled in. Raises KeyError where there is none."""
    entry = _at(key)
    if not isinstance(entry, str):
        raise KeyError(f"{_FILE.name}: no text at {key!r}")
    return entry.format(**values) if values else entry


def says(key: str) -> dict[str, str]:
    """The texts under `key`, in their order. Raises KeyError where there are none."""
    entry = _at(key)
    if not isinstance(entry, dict):
        raise KeyError(f"{_FILE.name}: no texts under {key!r}")
    return entry


def day_words(day: dt.date) -> str:
    """`day` as people write it: "10 July 2024"."""
    return say("day", day=day.day, month=_texts()["months"][day.month - 1], year=day.year)


def _at(key: str) -> object:
    entry: Any = _texts()
    for part in key.split("."):
        entry = entry.get(part) if isinstance(entry, dict) else None
    return entry


@cache
def _texts() -> dict[str, Any]:
    texts: dict[str, Any] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return texts

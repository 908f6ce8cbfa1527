"""Transcripts: conversations written down as YAML, and what is checked of every one of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

__all__ = ["Transcript", "Turn", "read_transcripts"]

_HERE = Path(__file__).parent


@dataclass(frozen=True)
class Turn:
    """One message of the user and what must follow.

    `bot`: texts that stand in the replies, in this order. `never`: texts that don't. `buttons`: titles among the
    buttons. `asks`: the fact (or open question) that is asked then. `facts`: answers that hold then; null: forgotten.
    """

    user: str
    bot: list[str] = field(default_factory=list)
    never: list[str] = field(default_factory=list)
    buttons: list[str] = field(default_factory=list)
    asks: str | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    result: str | None = None

    @classmethod
    def read(cls, raw: dict[str, Any]) -> Turn:
        """The turn written as `raw`; a single text stands for a list of one."""
        lists = ("bot", "never", "buttons")
        return cls(**{key: [value] if key in lists and isinstance(value, str) else value for key, value in raw.items()})


@dataclass(frozen=True)
class Transcript:
    """A conversation. `result` is its level or designations, "undetermined" or "not covered"."""

    risk: str
    name: str
    turns: list[Turn]
    result: str | None = None

    def __str__(self) -> str:
        return f"{self.risk}: {self.name}"


def read_transcripts() -> Iterator[Transcript]:
    """Every transcript in this folder; the file's name is the risk that it is about."""
    for path in sorted(_HERE.glob("*.yml")):
        shared: dict[str, list[Any]] = {}
        for raw in yaml.safe_load(path.read_text(encoding="utf-8")):
            if "opening" in raw:
                shared[raw["opening"]] = [*shared.get(raw.get("after", ""), []), *raw["turns"]]
                continue
            turns = [*shared.get(raw.pop("after", ""), []), *raw.pop("turns")]
            yield Transcript(path.stem, raw["name"], [Turn.read(turn) for turn in turns], raw.get("result"))

"""A message to the user: text that stands for itself, and buttons that only repeat what could be typed."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

__all__ = ["LONGEST_TITLE", "MOST_BUTTONS", "Button", "Message", "bullets", "listed", "payload", "stated_by"]

MOST_BUTTONS: Final = 5
"""More would bury the text."""
LONGEST_TITLE: Final = 24
"""Characters of a button's title; Slack cuts longer ones on narrow screens."""
_PAYLOAD: Final = re.compile(r"/([a-z_]+)(\{.*\})?", re.DOTALL)


@dataclass(frozen=True)
class Button:
    """A button: what it shows, and the payload that it sends."""

    title: str
    payload: str


@dataclass(frozen=True)
class Message:
    """Text in Markdown, buttons, and data for a client that shows more than text."""

    text: str
    buttons: tuple[Button, ...] = ()
    custom: Mapping[str, Any] | None = field(default=None)


def payload(intent: str, **entities: object) -> str:
    """The payload by which a button states an intent and the values that come with it."""
    return f"/{intent}{json.dumps(entities)}" if entities else f"/{intent}"


def stated_by(text: str) -> tuple[str, dict[str, Any]]:
    """The intent that a payload states, and the values that come with it. Raises ValueError for a text that is none."""
    match = _PAYLOAD.fullmatch(text)
    if match is None:
        raise ValueError("no payload of a button")
    return match[1], json.loads(match[2]) if match[2] else {}


def listed(parts: Sequence[str], last: str = "and") -> str:
    """`parts` as a list in a sentence: "a", "a and b", "a, b and c"."""
    return f" {last} ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def bullets(lines: Sequence[str]) -> str:
    """`lines` as a list that reads well with and without Markdown."""
    return "\n".join(f"- {line}" for line in lines)

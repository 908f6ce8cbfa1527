"""What Slack tells and asks, as what it means to us: one frozen picture for each kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from assistant.channels.slack.places import Place

__all__ = [
    "PRESS",
    "Acted",
    "Commanded",
    "Edited",
    "HomeOpened",
    "Incoming",
    "Json",
    "Pressed",
    "Said",
    "Shortcut",
    "Submitted",
]

PRESS = "press"
"""Begins the id of a press; of a message, that is its channel."""
Json = Mapping[str, Any]


@dataclass(frozen=True)
class Said:
    """A message to the assistant. `unasked`: in a channel and without a mention, so only for a known conversation.

    `has_files`: something comes with it that can't be read, a file or a message that was forwarded.
    """

    place: Place
    id: str
    text: str
    has_files: bool = False
    unasked: bool = False


@dataclass(frozen=True)
class Edited:
    """A user changed or, with `deleted`, removed a message. `id` is that of the event."""

    place: Place
    id: str
    deleted: bool


@dataclass(frozen=True)
class HomeOpened:
    """A user opened the app: its `tab` is "home" or "messages". `place` is in the direct messages."""

    place: Place
    tab: str


@dataclass(frozen=True)
class Pressed:
    """A press of a button or a choice from a menu.

    `trigger` opens a view; `response_url` changes or follows the message, where there is one; `blocks` are those of the
    message, where Slack gives them.
    """

    place: Place
    id: str
    action_id: str
    block_id: str
    value: str
    trigger: str
    response_url: str = ""
    timestamp: str = ""
    blocks: Sequence[Json] = field(default=(), repr=False)
    view: Json = field(default_factory=dict, repr=False)


@dataclass(frozen=True)
class Submitted:
    """A view that was filled in: its `values` by block and action, and what we noted in it when we opened it."""

    place: Place
    callback_id: str
    note: str
    values: Mapping[str, Mapping[str, Json]] = field(repr=False)
    response_urls: Sequence[Json] = ()


@dataclass(frozen=True)
class Shortcut:
    """A shortcut from Slack's menu, in no particular place."""

    place: Place
    callback_id: str
    trigger: str


@dataclass(frozen=True)
class Commanded:
    """A slash command: the first word after it, in lower case, and the rest."""

    place: Place
    id: str
    verb: str
    rest: str
    trigger: str
    response_url: str


Acted = Pressed | Submitted | Shortcut
Incoming = Said | Edited | HomeOpened | Acted | Commanded

"""The messages of the web chat, as they go over the wire (docs/web-protocol.md)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Any, Literal

from assistant.channels import wording

Speaker = Literal["user", "assistant"]


@dataclass(frozen=True)
class Choice:
    """A button: what the user reads, and what Rasa gets when it is pressed."""

    title: str
    payload: str

    def to_dict(self) -> dict[str, str]:
        return {"title": self.title, "payload": self.payload}


@dataclass(frozen=True)
class Message:
    """One message of a conversation. `text` is never empty; `time` is in UTC."""

    id: str
    speaker: Speaker
    text: str
    time: datetime
    buttons: tuple[Choice, ...] = ()
    custom: Mapping[str, Any] | None = None

    def to_dict(self) -> dict[str, Any]:
        wire: dict[str, Any] = {
            "id": self.id,
            "from": self.speaker,
            "text": self.text,
            "time": self.time.isoformat(timespec="milliseconds"),
        }
        if self.buttons:
            wire["buttons"] = [choice.to_dict() for choice in self.buttons]
        if self.custom:
            wire["custom"] = dict(self.custom)
        return wire


def from_response(response: Mapping[str, Any]) -> Message | None:
    """A reply of Rasa's as a message; None when it carries nothing that can be read.

    `response` is what Rasa hands to an output channel and what `BotUttered.message()` gives: live and from the
    history a reply has the same id, which is the time at which it was made.
    """
    buttons = tuple(
        Choice(str(button["title"]), str(button["payload"]))
        for button in [*(response.get("buttons") or []), *(response.get("quick_replies") or [])]
        if button.get("title") and button.get("payload")
    )
    text = str(response.get("text") or "").strip() or (wording.CHOOSE if buttons else "")
    if not text:
        return None
    made = float(response.get("timestamp") or now().timestamp())
    custom = response.get("custom")
    return Message(
        id=f"a-{made!r}",
        speaker="assistant",
        text=text,
        time=at(made),
        buttons=buttons,
        custom=custom if isinstance(custom, Mapping) else None,
    )


def now() -> datetime:
    return datetime.now(timezone.utc)


def at(timestamp: float) -> datetime:
    """Seconds since 1970 as a time in UTC."""
    return datetime.fromtimestamp(timestamp, timezone.utc)

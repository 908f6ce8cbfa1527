"""A message as it comes in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

__all__ = ["Heard"]


@dataclass(frozen=True)
class Heard:
    """A message as it came in: its text or payload, and what the language model made of it.

    `question` is the most likely intent that asks something, None where none is likely; `sure` says that it is so
    likely that it counts even where nothing in the message looks like a question. `steering` is the most likely of the
    intents that steer the interview, also where another intent comes first; empty where none is likely. `guesses` are
    all intents that it may have, the likeliest first. `certain` says that hardly anything but `intent` can be meant.
    """

    text: str
    intent: str
    entities: Sequence[Mapping[str, Any]] = ()
    question: str | None = None
    sure: bool = False
    steering: str = ""
    guesses: Sequence[str] = ()
    certain: bool = False

    @property
    def is_payload(self) -> bool:
        """Whether a button sent it. Channels take the slash off what people type."""
        return self.text.startswith("/")

    def entity(self, kind: str) -> list[Any]:
        """The values of the entities of one kind."""
        return [entity.get("value") for entity in self.entities if entity.get("entity") == kind]

    def places(self, kind: str) -> list[tuple[int, int]]:
        """Where in the text the entities of one kind stand."""
        found = [entity for entity in self.entities if entity.get("entity") == kind]
        return [(one["start"], one["end"]) for one in found if "start" in one and "end" in one]

"""An LEA whose interview waits while the conversation is about another one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

__all__ = ["SetAside"]


@dataclass(frozen=True)
class SetAside:
    """What is kept of it: its answers in their JSON form, the facts that were declined, the ids of the duties that were
    ticked off, whether its result was `shown` for these answers, and what each change of answers replaced.
    """

    name: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    declined: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    shown: bool = False
    earlier: tuple[Mapping[str, Any], ...] = ()

    @classmethod
    def from_slot(cls, raw: Mapping[str, Any]) -> SetAside:
        """The LEA kept in the slot value `raw`."""
        done, shown, earlier = raw.get("done") or (), bool(raw.get("shown")), raw.get("earlier") or ()
        return cls(raw["name"], raw["facts"], tuple(raw["declined"]), tuple(done), shown, tuple(earlier))

    def to_slot(self) -> dict[str, Any]:
        """The slot value that keeps it."""
        return {
            "name": self.name,
            "facts": dict(self.facts),
            "declined": list(self.declined),
            "done": list(self.done),
            "shown": self.shown,
            "earlier": list(self.earlier),
        }

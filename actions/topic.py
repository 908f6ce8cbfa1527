"""What the latest question was about, so that "and in 2022?" or a bare "Targeted 2" can follow it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

__all__ = ["Topic"]


@dataclass(frozen=True)
class Topic:
    """A question's intent, and the levels or designations (by id) and the years that it named. `supposes` are the
    values of facts, in JSON form, that it supposed.
    """

    intent: str
    results: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    supposes: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def from_slot(cls, raw: Mapping[str, Any]) -> Topic:
        """The topic kept in the slot value `raw`."""
        return cls(raw["intent"], tuple(raw["results"]), tuple(raw["years"]), raw.get("supposes") or {})

    def to_slot(self) -> dict[str, Any]:
        """The slot value that keeps it."""
        return {
            "intent": self.intent,
            "results": list(self.results),
            "years": list(self.years),
            "supposes": dict(self.supposes),
        }

"""How far a newcomer has come on the tour."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, Final

__all__ = ["LEAVE", "NEXT", "Tour"]

NEXT: Final = "next"
LEAVE: Final = "leave"
"""What the buttons beside the answers of a check question send as their option."""


@dataclass(frozen=True)
class Tour:
    """A tour that has begun. It belongs to the user, whatever LEA is talked about.

    `at` counts the stops that are done. `going`: its stop is what is asked now; otherwise it waits, or is `over`.
    `told`: the stop was said already, so that only its question stands again. `interrupts`: something else was being
    asked when it began or went on, and is asked again when it is left.
    """

    at: int = 0
    going: bool = True
    over: bool = False
    told: bool = False
    interrupts: bool = False

    @classmethod
    def from_slot(cls, raw: Mapping[str, Any]) -> Tour:
        """The tour kept in the slot value `raw`."""
        return cls(**{key.name: raw[key.name] for key in fields(cls) if key.name in raw})

    def to_slot(self) -> dict[str, Any]:
        """The slot value that keeps it."""
        return asdict(self)

    @property
    def waits(self) -> bool:
        """Whether it was left before its end."""
        return not self.going and not self.over

    def left(self) -> Tour:
        """The same tour, left at its stop."""
        return replace(self, going=False, told=False)

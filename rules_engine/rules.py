"""What a rule set is made of, as frozen data: criteria, gaps, designations, notes, obligations, test cases, sources."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from rules_engine.condition import Condition

__all__ = [
    "INFERRED",
    "LEVELS",
    "LOCAL",
    "SEVERAL_LEVELS",
    "STATED",
    "STATUSES",
    "Case",
    "Criterion",
    "Designation",
    "DueDate",
    "Gap",
    "Level",
    "Note",
    "Obligation",
    "Source",
]

LEVELS: Final = (
    "universal",
    "targeted-1",
    "targeted-2",
    "targeted-3",
    "intensive-1",
    "intensive-2",
    "intensive-3",
)
"""Every level's id, from the least intensive to the most intensive."""

STATUSES: Final = ("determined", "undetermined", "not_covered")

SEVERAL_LEVELS: Final = "several-levels"
"""Among a note's results: more than one level's criteria are met."""

LOCAL: Final = "LOCAL"
"""The trust class of a site's own sources, which no document of CDE stands behind."""

STATED: Final = "stated"
INFERRED: Final = "inferred"


@dataclass(frozen=True, slots=True)
class Source:
    """A document that a statement rests on. `read_as` says which copy was read and how much of it.

    `trust` is A to E or SEED as the register explains, or LOCAL: then it comes from a site's own overlay.
    """

    id: str
    title: str
    trust: str
    href: str | None
    read_as: str

    def to_dict(self) -> dict[str, object]:
        """The contract's keys."""
        return {
            "id": self.id,
            "title": self.title,
            "href": self.href,
            "read_as": self.read_as,
            "local": self.trust == LOCAL,
        }


@dataclass(frozen=True, slots=True)
class Level:
    """A level as a year's rule set names and sums it up; `support` says who works with the LEA."""

    id: str
    title: str
    summary: str
    support: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Criterion:
    """One way into a level. `inference` says why it is inferred; None where the sources state it."""

    id: str
    level: str
    when: Condition
    rule: str
    sources: tuple[str, ...]
    inference: str | None = None

    @property
    def basis(self) -> str:
        """`stated` or `inferred`."""
        return INFERRED if self.inference else STATED


@dataclass(frozen=True, slots=True)
class Gap:
    """A region that the sources leave open. `leaves_open` are the levels that the letter might give there; where
    it is empty, the region gives no level of its own, but doesn't call another criterion's level in question.
    """

    id: str
    where: Condition
    leaves_open: tuple[str, ...]
    says: str
    sources: tuple[str, ...]
    conflict: str | None = None


@dataclass(frozen=True, slots=True)
class Designation:
    """What may stand beside a level, or (`instead_of_level`) in place of one."""

    id: str
    title: str
    summary: str
    support: str
    when: Condition
    rule: str
    sources: tuple[str, ...]
    instead_of_level: bool = False
    inference: str | None = None

    @property
    def basis(self) -> str:
        """`stated` or `inferred`."""
        return INFERRED if self.inference else STATED


@dataclass(frozen=True, slots=True)
class Note:
    """What a user should know beside the result: where the facts meet `when` (None: whatever the facts) and the
    result is one of `results` (empty: any; ids of levels and designations, statuses, or SEVERAL_LEVELS).
    `conflict` is the entry of the register of conflicts that it is about, if any. `local`: a site added it.
    """

    id: str
    says: str
    sources: tuple[str, ...]
    conflict: str | None = None
    when: Condition | None = None
    results: tuple[str, ...] = ()
    local: bool = False

    def to_dict(self) -> dict[str, object]:
        """The contract's keys."""
        return {
            "id": self.id,
            "text": self.says,
            "conflict": self.conflict,
            "local": self.local,
            "sources": list(self.sources),
        }


@dataclass(frozen=True, slots=True)
class DueDate:
    """When something is due: a day where the sources give one, and in words, also where they don't.

    `local`: a site set it, on `sources` of its own.
    """

    says: str
    day: dt.date | None = None
    local: bool = False
    sources: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, object]:
        """The day in ISO form or None, the words, and whose they are."""
        return {"date": self.day.isoformat() if self.day else None, "text": self.says, "local": self.local}


@dataclass(frozen=True, slots=True)
class Obligation:
    """Something that LEAs of one level or designation, the `result`, must do.

    `step` is the CIM step that it belongs to, None where the sources name none. `training`: it is about trainings or
    webinars. `local`: a site added it.
    """

    id: str
    result: str
    step: int | None
    title: str
    what: str
    support: str
    due: DueDate
    deliverable: str | None
    sources: tuple[str, ...]
    inference: str | None = None
    local: bool = False
    training: bool = False

    @property
    def basis(self) -> str:
        """`stated` or `inferred`."""
        return INFERRED if self.inference else STATED

    def to_dict(self) -> dict[str, object]:
        """The contract's keys."""
        return {
            "id": self.id,
            "for": self.result,
            "step": self.step,
            "title": self.title,
            "what": self.what,
            "support": self.support,
            "due": self.due.to_dict(),
            "deliverable": self.deliverable,
            "basis": self.basis,
            "inference": self.inference,
            "local": self.local,
            "sources": [*self.sources, *self.due.sources],
        }


@dataclass(frozen=True, slots=True)
class Case:
    """A test case in the rule file: facts, and the parts of the result that must come out (contract keys)."""

    name: str
    facts: Mapping[str, object]
    expected: Mapping[str, object]

"""Where the sources disagree: what each of them says, and what this package does about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rules_engine.rules import Source
from rules_engine.yaml_source import Entry

__all__ = ["Conflict", "Position", "read_conflicts"]


@dataclass(frozen=True, slots=True)
class Position:
    """What some sources say in a conflict."""

    says: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A question on which sources disagree, or one contradicts itself or stays silent."""

    id: str
    about: str
    positions: tuple[Position, ...]
    we_do: str


def read_conflicts(top: Entry, sources: Mapping[str, Source]) -> Mapping[str, Conflict]:
    """The register written at `top`, by id. Raises RuleSetError."""
    conflicts = {}
    for id_, entry in top.mapping().items():
        fields = entry.fields(["about", "positions", "we_do"])
        positions = tuple(_read_position(one, sources) for one in fields["positions"].items())
        if not positions:
            raise fields["positions"].error("an empty list", "what at least one source says")
        conflicts[id_] = Conflict(id_, fields["about"].text(), positions, fields["we_do"].text())
    return conflicts


def _read_position(entry: Entry, sources: Mapping[str, Source]) -> Position:
    fields = entry.fields(["says", "sources"])
    return Position(fields["says"].text(), fields["sources"].some_of(sources))

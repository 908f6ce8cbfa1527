"""The held-out messages as they are written down, and whether a value is the one that was meant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import yaml

from assistant.paths import DOMAIN, ROOT
from rules_engine import FactSpec, FactValue, Interval

__all__ = ["HELD_OUT", "OUT_OF_SCOPE", "HeldOut", "is_meant", "read_messages"]

HELD_OUT: Final = ROOT / "tests" / "evaluation"
OUT_OF_SCOPE: Final = "out_of_scope"


@dataclass(frozen=True, eq=False)
class HeldOut:
    """A message, the situation in which it is typed, and what a careful person makes of it.

    `label` is the intent or, where there was none, what is wished for. `intents` are all that may be understood; empty
    where the intent isn't judged, as nothing answers the message yet. The keys of the file are explained in
    `tests/evaluation/README.md`.
    """

    text: str
    style: str
    label: str
    intents: frozenset[str]
    kind: str | None = None
    asked: str | None = None
    told: Mapping[str, Any] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)
    may: Mapping[str, Any] = field(default_factory=dict)
    declined: tuple[str, ...] = ()
    term: str | None = None

    @property
    def tells(self) -> bool:
        """Whether it gives a fact, or says that one can't be given."""
        return bool(self.facts or self.declined)

    @property
    def is_out_of_scope(self) -> bool:
        """Whether it is nothing for this assistant."""
        return self.label == OUT_OF_SCOPE


def read_messages(folder: Path = HELD_OUT) -> tuple[HeldOut, ...]:
    """The messages in `folder`."""
    wants = yaml.safe_load((folder / "wants.yaml").read_text(encoding="utf-8"))
    domain = yaml.safe_load(DOMAIN.read_text(encoding="utf-8"))
    known = {one if isinstance(one, str) else next(iter(one)) for one in domain["intents"]}
    return tuple(
        _read(raw, wants, known) for path in sorted((folder / "messages").glob("*.yaml")) for raw in _raw(path)
    )


def _raw(path: Path) -> Iterator[dict[str, Any]]:
    yield from yaml.safe_load(path.read_text(encoding="utf-8"))


def _read(raw: dict[str, Any], wants: Mapping[str, str | None], known: set[str]) -> HeldOut:
    expected = raw["expected"]
    wanted = expected.get("wants")
    intent = wants[wanted] if wanted else expected.get("intent")
    # What others may take it for counts only where the assistant has an intent for what it is.
    also = {wants.get(one, one) for one in expected.get("also", ())} & known
    return HeldOut(
        text=raw["text"],
        style=raw["style"],
        label=wanted or intent or "-",
        intents=frozenset({intent, *also}) if intent else frozenset(),
        kind=raw.get("kind"),
        asked=raw.get("asked"),
        told=raw.get("told", {}),
        facts=expected.get("facts", {}),
        may=expected.get("may", {}),
        declined=tuple(expected.get("declined", ())),
        term=expected.get("term"),
    )


def is_meant(spec: FactSpec, expected: object, value: FactValue) -> bool:
    """Whether `value` is one that `expected` allows: a value, or `{accept: [...]}`, or `{contains: number}`.

    A vague word asks for a range: neither its number alone nor everything there is.
    """
    if not isinstance(expected, Mapping):
        return _possible(spec, value) == _possible(spec, spec.parse(expected))
    if "accept" in expected:
        return any(is_meant(spec, one, value) for one in expected["accept"])
    if not isinstance(value, Interval) or value.is_exact or _possible(spec, value) == spec.domain:
        return False
    return expected["contains"] in value


def _possible(spec: FactSpec, value: FactValue) -> FactValue:
    """A range without what is impossible anyway: "0 to 20 %" and "20 % or less" are the same."""
    return value.within(spec.domain) if isinstance(value, Interval) else value

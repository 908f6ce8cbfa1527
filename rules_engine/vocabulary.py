"""The facts that rule sets read: what each one is, which values it takes, and how a value is said."""

from __future__ import annotations

import difflib
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from rules_engine.errors import ContradictionError, FactError, brief
from rules_engine.interval import NOTATION, Interval, number_text
from rules_engine.yaml_source import Entry

__all__ = ["NOT_RANKED", "FactSpec", "FactValue", "Implication", "Vocabulary"]

FactValue: TypeAlias = "Interval | str | bool | frozenset[str]"
"""A number known exactly or in part, a choice, a yes or no, or the set of the choices that hold."""

NOT_RANKED: Final = "not_ranked"
"""The value of a percent fact where the letter gives no such rank (an LEA without preschool, say)."""

KINDS = ("year", "choice", "count", "percent", "yes_no", "choices")
_BEYOND: Final = 10**12
"""More than any fact's maximum."""
_YES_NO = {"yes": True, "true": True, "no": False, "false": False}


@dataclass(frozen=True, slots=True)
class FactSpec:
    """One fact. `choices` maps each choice's id to its name; it is empty but for the kinds `choice` and `choices`."""

    id: str
    kind: str
    label: str
    where: str
    minimum: float = 0
    maximum: float = math.inf
    choices: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_number(self) -> bool:
        """Whether values are intervals of numbers."""
        return self.kind in ("year", "count", "percent")

    @property
    def domain(self) -> Interval:
        """The numbers that are possible at all."""
        return Interval(self.minimum, self.maximum)

    @property
    def allowed(self) -> str:
        """What is taken as a value, in words."""
        if self.kind == "yes_no":
            return "true or false"
        if self.kind == "choice":
            return ", ".join(self.choices)
        if self.kind == "choices":
            return f"a list of {', '.join(self.choices)}"
        limits = f"from {number_text(self.minimum)} to {number_text(self.maximum)}"
        whole = "whole numbers " if self.kind != "percent" else "percent "
        extra = f', or "{NOT_RANKED}"' if self.kind == "percent" else ""
        return f"{whole}{limits} ({NOTATION}){extra}"

    def parse(self, raw: object) -> FactValue:
        """The value that `raw` (as read from JSON or YAML) stands for. Raises FactError where it stands for none."""
        if self.is_number:
            return self._parse_number(raw)
        if self.kind == "yes_no":
            value = _YES_NO.get(raw.strip().lower()) if isinstance(raw, str) else raw
            if isinstance(value, bool):
                return value
        elif self.kind == "choice":
            if isinstance(raw, str) and raw in self.choices:
                return raw
        elif isinstance(raw, (list, tuple, set, frozenset)) and all(
            isinstance(item, str) and item in self.choices for item in raw
        ):
            return frozenset(raw)
        raise FactError(self.id, raw, self.allowed)

    def _parse_number(self, raw: object) -> FactValue:
        if type(raw) is int and self.minimum <= raw <= self.maximum:
            return Interval(raw, raw)  # by far the most frequent case, taken without the general one's arithmetic
        if raw == NOT_RANKED and self.kind == "percent":
            return NOT_RANKED
        interval = self._interval(raw)
        for side, limit, beyond in (
            ("less than", self.minimum, interval.high < self.minimum or -math.inf < interval.low < self.minimum),
            ("more than", self.maximum, interval.low > self.maximum or self.maximum < interval.high < math.inf),
        ):
            if beyond:
                raise FactError(
                    self.id, raw, self.allowed, f"{self._shown(raw, interval)} is {side} {self._number_text(limit)}"
                )
        if self.kind != "percent":
            interval = interval.whole_numbers()
            if interval.is_empty():
                problem = "is not a whole number" if isinstance(raw, float) else "holds no whole number"
                raise FactError(self.id, raw, self.allowed, f"{brief(str(raw))} {problem}")
        possible = interval.within(self.domain)
        if possible.is_empty():
            raise FactError(self.id, raw, self.allowed, f"{brief(str(raw))} leaves no possible value")
        return possible if possible.is_exact else self._canonical(possible)

    def _canonical(self, interval: Interval) -> Interval:
        """`interval` without ends that say nothing: "3+", not "3..100", whose 100 only guards against typing errors."""
        low = interval.low if interval.low > self.minimum or interval.low_open else -math.inf
        high = interval.high if interval.high < self.maximum or interval.high_open else math.inf
        return interval if low == -high else interval._replace(low=low, high=high)

    def _interval(self, raw: object) -> Interval:
        """The interval that `raw` stands for, whether or not its numbers are possible."""
        if isinstance(raw, Interval):
            return raw
        if isinstance(raw, int) and not isinstance(raw, bool):
            # A float would lose digits of a large integer, or not hold it at all.
            return Interval.exactly(min(max(raw, -_BEYOND), _BEYOND))
        if isinstance(raw, float) and math.isfinite(raw):
            return Interval.exactly(raw)
        if isinstance(raw, str):
            text = raw.strip()
            try:
                return Interval.parse(text.removesuffix("%") if self.kind == "percent" else text)
            except ValueError as error:
                raise FactError(self.id, raw, self.allowed) from error
        raise FactError(self.id, raw, self.allowed)

    def to_json(self, value: FactValue) -> object:
        """`value` in the form that `parse` reads and JSON can carry."""
        if isinstance(value, Interval):
            if not value.is_exact:
                return value.notation()
            return int(value.low) if value.low == int(value.low) else value.low
        return sorted(value) if isinstance(value, frozenset) else value

    def say(self, value: FactValue) -> str:
        """`value` in plain words: "3 or more", "bottom 15 %", "school district", "yes"."""
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, frozenset):
            return ", ".join(name for id_, name in self.choices.items() if id_ in value) or "none"
        if isinstance(value, str):
            return self.choices.get(value, "no rank given")
        # Beyond the possible an end says nothing: "20 to 100 %" is better said as "20 % or above".
        low = self._number_text(value.low) if value.low > self.minimum else None
        high = self._number_text(value.high) if value.high < self.maximum else None
        if self.kind == "percent":
            return _say_percent(value, low, high)
        return self._number_text(value.low) if value.is_exact else _say_count(low, high)

    def _number_text(self, number: float) -> str:
        """`number` as people write it: a count of 1,200, but the year 2023."""
        is_whole = number == int(number) and self.kind != "year"
        return f"{int(number):,}" if is_whole else number_text(number)

    def _shown(self, raw: object, interval: Interval) -> str:
        """The number or range that was given, as it is shown where it can't be taken."""
        if interval.is_exact:
            return brief(self._number_text(raw) if type(raw) is int else str(raw))
        low = self._number_text(interval.low) if math.isfinite(interval.low) else None
        high = self._number_text(interval.high) if math.isfinite(interval.high) else None
        return _say_count(low, high)


def _say_count(low: str | None, high: str | None) -> str:
    if low is None:
        return "any number" if high is None else f"{high} or fewer"
    return f"{low} or more" if high is None else f"{low} to {high}"


def _say_percent(value: Interval, low: str | None, high: str | None) -> str:
    if value.is_exact:
        return f"bottom {number_text(value.low)} %"
    if low is None:
        if high is None:
            return "any rank"
        return f"lower than bottom {high} %" if value.high_open else f"bottom {high} % or lower"
    if high is None:
        return f"above {low} %" if value.low_open else f"{low} % or above"
    if value.low_open or value.high_open:
        return f"between {low} and {high} %"
    return f"bottom {low} to {high} %"


@dataclass(frozen=True, slots=True)
class Implication:
    """Where the set of choices `when` isn't empty, the yes-or-no fact `then` is `value`; `says` is for the user."""

    when: str
    then: str
    value: bool
    says: str

    def completes(self, values: Mapping[str, FactValue]) -> bool:
        """Whether it applies to `values`. Raises ContradictionError where they say the opposite."""
        applies = bool(values.get(self.when))
        if applies and values.get(self.then, self.value) != self.value:
            raise ContradictionError((self.then, self.when), self.says)
        return applies


class Vocabulary(Mapping[str, FactSpec]):
    """Every fact by its id, in the order of the file, and what follows from one fact for another."""

    def __init__(self, specs: Mapping[str, FactSpec], implications: tuple[Implication, ...] = ()) -> None:
        self._specs = dict(specs)
        self.implications = implications

    @classmethod
    def read(cls, top: Entry) -> Vocabulary:
        """The vocabulary written at `top`. Raises RuleSetError."""
        fields = top.fields(required=["facts"], optional=["implications"])
        specs = {id_: _read_spec(id_, entry) for id_, entry in fields["facts"].mapping().items()}
        entries = fields["implications"].items() if "implications" in fields else []
        return cls(specs, tuple(_read_implication(entry, specs) for entry in entries))

    def __getitem__(self, fact_id: str) -> FactSpec:
        return self._specs[fact_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._specs)

    def __len__(self) -> int:
        return len(self._specs)

    def find(self, fact_id: object) -> FactSpec:
        """The fact named `fact_id`. Raises FactError, with the nearest name, where there is none."""
        spec = self._specs.get(fact_id) if isinstance(fact_id, str) else None
        if spec is None:
            near = difflib.get_close_matches(str(fact_id), self._specs, n=1)
            hint = f" (did you mean {near[0]}?)" if near else ""
            raise FactError(str(fact_id), fact_id, ", ".join(self._specs), f"there is no such fact{hint}")
        return spec


def _read_spec(fact_id: str, entry: Entry) -> FactSpec:
    fields = entry.fields(["kind", "label", "where"], ["minimum", "maximum", "choices"])
    kind = fields["kind"].one_of(KINDS)
    has_choices = kind in ("choice", "choices")
    if has_choices != ("choices" in fields):
        raise entry.error("choices missing or out of place", "choices for the kinds choice and choices alone")
    choices = {id_: name.text() for id_, name in fields["choices"].mapping().items()} if has_choices else {}
    minimum = fields["minimum"].integer() if "minimum" in fields else 0
    maximum: float = math.inf
    if "maximum" in fields:
        maximum = fields["maximum"].integer()
    elif kind == "percent":
        maximum = 100
    elif kind in ("count", "year"):
        raise entry.error("no 'maximum'", "a plausible maximum for every count and year")
    return FactSpec(fact_id, kind, fields["label"].text(), fields["where"].text(), minimum, maximum, choices)


def _read_implication(entry: Entry, specs: Mapping[str, FactSpec]) -> Implication:
    fields = entry.fields(["when", "then", "says"])
    when, then = fields["when"].mapping(), fields["then"].mapping()
    for one, kind in ((when, "choices"), (then, "yes_no")):
        fact_ids = [fact_id for fact_id, spec in specs.items() if spec.kind == kind]
        if len(one) != 1 or next(iter(one)) not in fact_ids:
            raise entry.error(", ".join(one) or "no fact", f"one fact of the kind {kind}: {', '.join(fact_ids)}")
    (when_id, condition), (then_id, value) = *when.items(), *then.items()
    condition.one_of(("any",))
    return Implication(when_id, then_id, value.boolean(), fields["says"].text())

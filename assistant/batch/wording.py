"""The headings and cell wordings that sheets use, read from `headings.yml`, and what they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeVar

import yaml

from rules_engine import NOT_RANKED, FactError, FactSpec, FactValue, Vocabulary

__all__ = ["HEADINGS", "Wording", "WordingError", "load_wording", "plain"]

V = TypeVar("V")

HEADINGS: Final = Path(__file__).with_name("headings.yml")

_BETWEEN_WORDS = re.compile(r"[\W_]+")
_PLAIN_NUMBER = re.compile(r"[0-9]{1,15}(\.[0-9]{1,15})?")
_BETWEEN_CHOICES = re.compile(r"[;,\n]+")


class WordingError(Exception):
    """The wording file can't be taken; the text says what was found in it and what is allowed."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What headings and cells stand for.

    `facts` and `kept` lead from a plain heading to a fact's id and to the name of a column that is handed on.
    `values` leads, for each fact, from a casefolded cell to its value; a cell in `unknown` says that nothing is known.
    """

    facts: Mapping[str, str]
    kept: Mapping[str, str]
    values: Mapping[str, Mapping[str, FactValue]]
    unknown: frozenset[str]

    def read_cell(self, spec: FactSpec, cell: str) -> FactValue | None:
        """The value of the fact `spec` that `cell` gives, None where it says that nothing is known.

        Raises FactError where the cell can't be taken.
        """
        said = cell.strip().casefold()
        if said in self.unknown:
            return None
        known = self.values[spec.id]
        if said in known:
            return known[said]
        if spec.is_number and _PLAIN_NUMBER.fullmatch(said):
            number = float(said)  # read here: most cells are such numbers, and the notation of the others takes longer
            return spec.parse(int(number) if number.is_integer() else number)
        if spec.kind != "choices":
            return spec.parse(cell.strip())
        parts = [part.strip() for part in _BETWEEN_CHOICES.split(said) if part.strip()]
        if not all(part in known for part in parts):
            raise FactError(spec.id, cell, f"{', '.join(spec.choices)}, with semicolons between them")
        return frozenset().union(*(value for part in parts if isinstance(value := known[part], frozenset)))


def plain(heading: str) -> str:
    """`heading` without capitals and punctuation: "% of SWD (census)" is "percent of swd census"."""
    return _BETWEEN_WORDS.sub(" ", heading.replace("%", " percent ")).strip().casefold()


def load_wording(vocabulary: Vocabulary, path: Path = HEADINGS) -> Wording:
    """The wording written at `path`, with the ids, labels and choices of `vocabulary`. Raises WordingError."""
    top = yaml.safe_load(path.read_text(encoding="utf-8"))
    headings, kept, cells = top["headings"], top["kept"], top["cells"]
    for id_ in headings:
        if id_ not in vocabulary:
            raise WordingError(f"{path.name}: headings for {id_!r}. Allowed: the facts {', '.join(vocabulary)}.")
    facts = [(plain(way), id_) for id_, ways in headings.items() for way in ways]
    facts += [(plain(way), spec.id) for spec in vocabulary.values() for way in (spec.id, spec.label)]
    others = [(plain(way), name) for name, ways in kept.items() for way in ways]
    owners = _each_once(path, [*facts, *((way, f"the kept column {name}") for way, name in others)])
    return Wording(
        facts={way: owner for way, owner in owners.items() if owner in vocabulary},
        kept=dict(others),
        values={
            spec.id: _each_once(path, ((way.casefold(), value) for way, value in _ways(spec, cells)))
            for spec in vocabulary.values()
        },
        unknown=frozenset(["", *(way.casefold() for way in cells["unknown"])]),
    )


def _ways(spec: FactSpec, cells: Mapping[str, Any]) -> Iterator[tuple[str, FactValue]]:
    """The cells that stand for a value of `spec`, beside what its own `parse` takes."""
    if spec.kind == "percent":
        yield from ((way, NOT_RANKED) for way in cells["not_ranked"])
    elif spec.kind == "yes_no":
        yield from ((way, way in cells["yes"]) for way in (*cells["yes"], *cells["no"]))
    elif spec.choices:
        more: Mapping[str, Iterable[str]] = cells["choices"]
        several = spec.kind == "choices"
        for id_, name in spec.choices.items():
            for way in {id_, name.casefold(), *map(str.casefold, more.get(id_, ()))}:
                yield way, frozenset([id_]) if several else id_
        if several:
            yield from ((way, frozenset()) for way in cells["no_choices"])


def _each_once(path: Path, pairs: Iterable[tuple[str, V]]) -> dict[str, V]:
    """`pairs` as a mapping. Raises WordingError where one wording stands for two things."""
    found: dict[str, V] = {}
    for way, meaning in pairs:
        if found.setdefault(way, meaning) != meaning:
            raise WordingError(f"{path.name}: {way!r} stands for {found[way]} and for {meaning}. Allowed: one of them.")
    return found

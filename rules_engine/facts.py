"""What is known of one LEA: some facts exact, some known in part, the others unknown. Unknown is never zero."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from rules_engine.vocabulary import FactValue, Vocabulary

__all__ = ["UNKNOWN", "Facts"]

UNKNOWN: Final = "unknown"
"""The JSON value of a fact that isn't known, beside null."""


class Facts(Mapping[str, FactValue]):
    """The known facts by id, the given ones and those that follow from them; immutable.

    A fact that isn't in it is unknown. What was only implied goes when the fact that implied it goes.
    """

    __slots__ = ("_given", "_values", "_vocabulary")

    def __init__(self, given: Mapping[str, FactValue], vocabulary: Vocabulary) -> None:
        """The facts that are `given`, as values of `vocabulary`. Raises ContradictionError."""
        self._vocabulary = vocabulary
        self._given = dict(given)
        self._values = self._given
        for implication in vocabulary.implications:
            if implication.completes(self._values):
                self._values = {**self._values, implication.then: implication.value}

    @classmethod
    def parse(cls, raw: Mapping[str, object], vocabulary: Vocabulary) -> Facts:
        """The facts in `raw`, a JSON or YAML object; None and "unknown" stand for an unknown fact.

        Raises FactError for an unknown name or a value that can't be taken, ContradictionError for two facts
        that can't both be true.
        """
        values = {}
        for fact_id, value in raw.items():
            spec = vocabulary.find(fact_id)
            if not (value is None or (isinstance(value, str) and value == UNKNOWN)):
                values[fact_id] = spec.parse(value)
        return cls(values, vocabulary)

    @property
    def vocabulary(self) -> Vocabulary:
        """The facts that there are."""
        return self._vocabulary

    def __getitem__(self, fact_id: str) -> FactValue:
        return self._values[fact_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        return f"Facts({self.to_dict()!r})"

    def __hash__(self) -> int:
        return hash(frozenset(self._values.items()))

    def with_value(self, fact_id: str, raw: object) -> Facts:
        """These facts with one set to `raw`. Raises FactError or ContradictionError, and changes nothing then."""
        value = self._vocabulary.find(fact_id).parse(raw)
        return Facts({**self._given, fact_id: value}, self._vocabulary)

    def without(self, *fact_ids: str) -> Facts:
        """These facts without those given as `fact_ids`; one that follows from another stays known."""
        for fact_id in fact_ids:
            self._vocabulary.find(fact_id)
        left = {id_: value for id_, value in self._given.items() if id_ not in fact_ids}
        return Facts(left, self._vocabulary)

    def to_dict(self) -> dict[str, object]:
        """The given facts as a JSON object that `parse` reads back, in the vocabulary's order."""
        given = (fact_id for fact_id in self._vocabulary if fact_id in self._given)
        return {fact_id: self._vocabulary[fact_id].to_json(self._given[fact_id]) for fact_id in given}

    def to_json(self, fact_id: str) -> object:
        """The fact's value, given or implied, as JSON can carry it; None where it is unknown."""
        value = self._values.get(fact_id)
        return None if value is None else self._vocabulary[fact_id].to_json(value)

    def say(self, fact_id: str) -> str:
        """The fact's value in plain words; "not known yet" where it is unknown."""
        value = self._values.get(fact_id)
        return "not known yet" if value is None else self._vocabulary[fact_id].say(value)

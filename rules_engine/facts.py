"""What is known of one LEA: some facts exact, some known in part, the others unknown. Unknown is never zero."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rules_engine.vocabulary import FactValue, Vocabulary

__all__ = ["Facts"]

_UNKNOWN = (None, "unknown")


class Facts(Mapping[str, FactValue]):
    """The known facts by id; immutable. A fact that isn't in it is unknown."""

    __slots__ = ("_values", "vocabulary")

    def __init__(self, values: Mapping[str, FactValue], vocabulary: Vocabulary) -> None:
        self._values = dict(values)
        self.vocabulary = vocabulary

    @classmethod
    def parse(cls, raw: Mapping[str, object], vocabulary: Vocabulary) -> Facts:
        """The facts in `raw`, a JSON or YAML object; None and "unknown" stand for an unknown fact.

        Raises FactError for an unknown name or a value that can't be taken, ContradictionError for two facts
        that can't both be true.
        """
        values = {}
        for fact_id, value in raw.items():
            spec = vocabulary.find(fact_id)
            if not (value is None or (isinstance(value, str) and value in _UNKNOWN)):
                values[fact_id] = spec.parse(value)
        return cls._completed(values, vocabulary)

    @classmethod
    def _completed(cls, values: dict[str, FactValue], vocabulary: Vocabulary) -> Facts:
        """`values` with what follows from them."""
        for implication in vocabulary.implications:
            if implication.completes(values):
                values[implication.then] = implication.value
        return cls(values, vocabulary)

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
        value = self.vocabulary.find(fact_id).parse(raw)
        return Facts._completed({**self._values, fact_id: value}, self.vocabulary)

    def without(self, *fact_ids: str) -> Facts:
        """These facts with `fact_ids` unknown."""
        left = {id_: value for id_, value in self._values.items() if id_ not in fact_ids}
        return Facts(left, self.vocabulary)

    def to_dict(self) -> dict[str, object]:
        """The facts as a JSON object that `parse` reads back, in the vocabulary's order."""
        known = (fact_id for fact_id in self.vocabulary if fact_id in self._values)
        return {fact_id: self.vocabulary[fact_id].to_json(self._values[fact_id]) for fact_id in known}

    def say(self, fact_id: str) -> str:
        """The fact's value in plain words; "not known yet" where it is unknown."""
        value = self._values.get(fact_id)
        return "not known yet" if value is None else self.vocabulary[fact_id].say(value)

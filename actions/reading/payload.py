"""Reading the answers that buttons send: entities named after facts, checked like anything typed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from actions.reading.said import Reading, Refusal, Said
from rules_engine import FactError, Vocabulary

__all__ = ["NOT_KNOWN", "WITHDRAWN", "read_payload"]

NOT_KNOWN = "unknown"
"""The value that a "Not sure" button sends."""
WITHDRAWN = "withdrawn"
"""The value by which an answer that was given is taken back."""


def read_payload(entities: Iterable[Mapping[str, Any]], vocabulary: Vocabulary) -> Reading:
    """What the `entities` of a button's payload say. Entities that name no fact are passed over."""
    values: dict[str, list[object]] = {}
    for entity in entities:
        if entity.get("entity") in vocabulary:
            values.setdefault(entity["entity"], []).append(entity.get("value"))
    said, refused, declined, withdrawn = [], [], [], []
    for fact, given in values.items():
        spec = vocabulary[fact]
        if NOT_KNOWN in given:
            declined.append(fact)
            continue
        if WITHDRAWN in given:
            withdrawn.append(fact)
            continue
        try:
            # Rasa takes a list apart into one entity for each item.
            value = spec.to_json(spec.parse(given if spec.kind == "choices" else given[-1]))
            said.append(Said(fact, value))
        except FactError:
            refused.append(Refusal(fact, Refusal.NO_VALUE))
    return Reading(tuple(said), tuple(refused), declined=tuple(declined), withdrawn=tuple(withdrawn))

"""Conditions of the rule sets in plain words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

from rules_engine import Vocabulary
from rules_engine.axis import ANY, NONE
from rules_engine.condition import AnyOf, Condition, Test

__all__ = ["alternatives", "in_words", "values_in_words"]


def alternatives(condition: Condition) -> Iterator[Mapping[str, Test]]:
    """The rows of a decision table for `condition`: of each row all tests must hold, of the rows one."""
    if isinstance(condition, Test):
        yield {condition.fact: condition}
    elif isinstance(condition, AnyOf):
        for part in condition.parts:
            yield from alternatives(part)
    else:
        for parts in product(*map(alternatives, condition.parts)):
            yield {fact: test for part in parts for fact, test in part.items()}


def in_words(condition: Condition, vocabulary: Vocabulary) -> str:
    """`condition` as a phrase: "type of LEA: charter school; students with disabilities: 100 or fewer"."""
    if isinstance(condition, Test):
        return f"{vocabulary[condition.fact].label}: {values_in_words(condition, vocabulary)}"
    if not condition.parts:
        return "always"
    word = ", or " if isinstance(condition, AnyOf) else "; "
    return word.join(in_words(part, vocabulary) for part in condition.parts)


def values_in_words(test: Test, vocabulary: Vocabulary) -> str:
    """The values that `test` takes."""
    spec = vocabulary[test.fact]
    # Of a set of choices a test may ask whether it holds any at all.
    return " or ".join(str(value) if value in (ANY, NONE) else spec.say(value) for value in test.accepts)

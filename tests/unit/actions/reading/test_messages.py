"""Messages as people of many kinds type them, in the files beside: what each tells is heard, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from actions.conversation import rulebook
from actions.reading import Reading
from rules_engine import Facts, Interval
from tests.unit.actions.conftest import Reader

VOCABULARY = rulebook().vocabulary
FOLDER = Path(__file__).parent


def messages() -> Iterator[Any]:
    for name in ("messages.yml", "second_messages.yml", "third_messages.yml"):
        for style, by_asked in yaml.safe_load((FOLDER / name).read_text(encoding="utf-8")).items():
            for asked, by_text in by_asked.items():
                for text, told in by_text.items():
                    yield pytest.param(text, None if asked == "nothing" else asked, told, id=f"{style}-{asked}-{text}")


def corrections() -> Iterator[Any]:
    for one in yaml.safe_load((FOLDER / "corrections.yml").read_text(encoding="utf-8")):
        yield pytest.param(one["text"], one.get("asked"), one["told"], one["heard"], id=one["text"])


@pytest.mark.parametrize(("text", "asked", "told"), messages())
def test_what_a_message_tells_is_heard_and_nothing_else(
    reading_of: Reader, text: str, asked: str | None, told: object
) -> None:
    reading = reading_of(text, asked)

    if told == "declined":
        assert (reading.declined, reading.said) == ((asked,), ())
    elif told == "nothing":
        assert not reading.tells
    elif told == "asked back":
        assert not reading.said
    else:
        expected = told if isinstance(told, dict) else {str(asked): told}
        assert_heard(reading, expected)


@pytest.mark.parametrize(("text", "asked", "told", "heard"), corrections())
def test_a_correction_is_heard_as_one(
    reading_of: Reader, text: str, asked: str | None, told: dict[str, object], heard: dict[str, object]
) -> None:
    assert_heard(reading_of(text, asked, ([*told][-1],), **told), heard)


def assert_heard(reading: Reading, expected: dict[str, object]) -> None:
    heard = Facts.parse({one.fact: one.value for one in reading.said}, VOCABULARY)
    exact = {fact: value for fact, value in expected.items() if not is_vague(value)}

    assert set(heard) >= set(expected)
    assert set(heard.to_dict()) <= set(expected)
    assert not reading.unclear
    assert {fact: within_reason(heard, fact) for fact in exact} == {
        fact: within_reason(Facts.parse(exact, VOCABULARY), fact) for fact in exact
    }
    for fact, value in expected.items():
        if is_vague(value):
            assert_vaguely(heard[fact], float(str(value)[1:]))


def is_vague(value: object) -> bool:
    return isinstance(value, str) and value.startswith("~")


def assert_vaguely(heard: object, number: float) -> None:
    assert isinstance(heard, Interval)
    assert not heard.is_exact
    assert number in heard


def within_reason(facts: Facts, fact: str) -> object:
    """The fact's value without what is impossible anyway: "5 or fewer" is "0 to 5"."""
    value = facts[fact]
    return value.within(VOCABULARY[fact].domain) if isinstance(value, Interval) else value

"""What the assistant says and the words it listens for, in YAML files, one folder per language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from actions.reading import Lexicon
from actions.reading.pupil_data import PupilWords

__all__ = ["ContentError", "FactContent", "Offer", "fact_content", "lexicon", "read_content", "say"]

_ENGLISH = Path(__file__).parent / "en"


class ContentError(Exception):
    """A content file is not as it must be; the text says where and why."""


@dataclass(frozen=True)
class Offer:
    """An answer offered on a button: its title and the fact's value in JSON form."""

    title: str
    value: object


@dataclass(frozen=True)
class FactContent:
    """How one fact is asked for. The keys are described at the top of facts.yml."""

    name: str
    question: str
    help: str
    why: str
    ask_again: tuple[str, str]
    looks_like: str
    example: str
    can_skip: bool
    buttons: tuple[Offer, ...] = field(default=())


@cache
def fact_content(fact_id: str) -> FactContent:
    """How `fact_id` is asked for. Raises ContentError where that isn't written."""
    try:
        raw = dict(read_content("facts.yml")[fact_id])
        raw["ask_again"] = tuple(raw["ask_again"])
        raw["buttons"] = tuple(Offer(**button) for button in raw.pop("buttons", ()))
        return FactContent(**raw)
    except (KeyError, TypeError) as error:
        raise ContentError(f"facts.yml, {fact_id}: found {error}; see the top of the file for the keys") from error


def say(key: str, **values: object) -> str:
    """The reply at `key` ("result.level") with `values` filled in. Raises ContentError where there is none."""
    entry: Any = read_content("replies.yml")
    for part in key.split("."):
        entry = entry.get(part) if isinstance(entry, Mapping) else None
    if not isinstance(entry, str):
        raise ContentError(f"replies.yml: no text at {key!r}")
    return entry.format(**values) if values else entry


@cache
def lexicon() -> Lexicon:
    """The words to listen for."""
    # Every scalar is text here: "no" and "yes" are words of people, not truth values.
    raw, spelling, english = (
        yaml.load((_ENGLISH / name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
        for name in ("lexicon.yml", "spelling.yml", "english.yml")
    )
    return Lexicon(
        facts=_phrases(raw["facts"]),
        choices={fact: _phrases(choices) for fact, choices in raw["choices"].items()},
        not_meant=tuple(raw["not_meant"]),
        units=_phrases(raw["units"]),
        verbs=_phrases(raw["verbs"]),
        when_asked={fact: _phrases(values) for fact, values in raw["when_asked"].items()},
        outright={fact: _phrases(values) for fact, values in raw["outright"].items()},
        bare_answers=raw["bare_answers"],
        cue_phrases=_phrases(raw["cues"]),
        more_words=tuple(spelling["words"]),
        left_alone=tuple(english["words"]),
        short_forms=spelling["short_forms"],
    )


@cache
def pupil_words() -> PupilWords:
    """The words by which a message about a single student is known."""
    raw = yaml.load((_ENGLISH / "pupil_data.yml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
    return PupilWords(
        person=tuple(raw["person"]),
        belongs_to_person=tuple(raw["belongs_to_person"]),
        diagnosis=tuple(raw["diagnosis"]),
        not_names=frozenset(raw["not_names"]),
        first_names=frozenset(raw["first_names"]),
    )


def _phrases(raw: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(phrases) for key, phrases in raw.items()}


@cache
def read_content(name: str) -> dict[str, Any]:
    """The content file `name`, as plain data. It is shared: don't change it."""
    content: dict[str, Any] = yaml.safe_load((_ENGLISH / name).read_text(encoding="utf-8"))
    return content

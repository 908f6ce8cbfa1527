"""The modal in which all answers can be seen and corrected at once: its making, and the reading of it. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from actions.content import fact_content, lexicon
from actions.conversation import YEAR, rulebook
from actions.reading import read
from actions.reading.payload import WITHDRAWN
from actions.saying.message import payload
from assistant.channels.slack import wording
from assistant.channels.slack.blocks import Block, plain, sections
from assistant.channels.slack.places import Place
from rules_engine import ContradictionError, FactError, Facts, FactSpec

__all__ = ["REVIEW_VIEW", "Review", "opened_at", "read_review", "refused", "review_view", "reviewed_lea"]

REVIEW_VIEW = "cim.review"
_FIELD = "fact:"
_ANSWER = "answer"
_NO_MENU = 10
"""Slack takes at most ten checkboxes."""


@dataclass(frozen=True)
class Review:
    """What was filled in: new values by fact, in JSON form, or else what is wrong, by block.

    A fact whose field was emptied has the value WITHDRAWN.
    """

    changes: Mapping[str, object] = field(default_factory=dict)
    problems: Mapping[str, str] = field(default_factory=dict)

    def payload(self) -> str:
        """The changes as an answer of the interview."""
        return payload("inform", **self.changes)

    def shown(self, facts: Facts) -> str:
        """The changes in words, for the record."""
        return "; ".join(_said(facts.vocabulary[fact], new) for fact, new in self.changes.items())


def review_view(facts: Facts, place: Place, lea: str | None = None) -> Block:
    """The modal, with the answers so far filled in; `lea` is the name of the LEA that they are about."""
    note = json.dumps({"place": asdict(place), "lea": lea, "facts": facts.to_dict()}, separators=(",", ":"))
    says = f"**{lea}**\n{wording.REVIEW_SAYS}" if lea else wording.REVIEW_SAYS
    return {
        "type": "modal",
        "callback_id": REVIEW_VIEW,
        "private_metadata": note,
        "title": plain(wording.REVIEW, 24),
        "submit": plain(wording.REVIEW_SUBMIT, 24),
        "close": plain(wording.CLOSE, 24),
        "blocks": [*sections(says), *(_field(spec, facts) for spec in facts.vocabulary.values())],
    }


def opened_at(note: str) -> Place:
    """Where the review was asked for. Raises ValueError for a note that is not ours."""
    try:
        return Place(**json.loads(note)["place"])
    except (KeyError, TypeError) as error:
        raise ValueError("a modal's note that this version did not write") from error


def reviewed_lea(note: str) -> str | None:
    """The name of the LEA that the review was opened for; None where it had none. The note is one of ours."""
    name = json.loads(note).get("lea")
    return str(name) if name else None


def refused(values: Mapping[str, object], problem: str) -> Mapping[str, object]:
    """The answer to Slack that keeps the modal open, with `problem` at its first field."""
    return {"response_action": "errors", "errors": {next(iter(values), _FIELD): problem}}


def read_review(values: Mapping[str, Mapping[str, Mapping[str, Any]]], note: str, facts: Facts) -> Review:
    """What the user changed since the modal was opened, checked against the `facts` as they are now.

    Raises ValueError for a note that is not ours.
    """
    try:
        before = Facts.parse(json.loads(note)["facts"], facts.vocabulary)
    except (KeyError, TypeError, FactError) as error:
        raise ValueError("a modal's note that this version did not write") from error
    changes: dict[str, object] = {}
    problems: dict[str, str] = {}
    for block_id, answers in values.items():
        spec = facts.vocabulary.get(block_id.removeprefix(_FIELD))
        if spec is None or _ANSWER not in answers:
            continue
        given = _given(answers[_ANSWER])
        if given == _shown(spec, before):
            continue
        if not given:
            if problem := _why_not_empty(spec, facts):
                problems[block_id] = problem
            else:
                changes[spec.id] = WITHDRAWN
            continue
        try:
            changes[spec.id] = _value(spec, given, facts)
        except FactError as error:
            problems[block_id] = error.problem
    if not problems:
        problems = _contradictions(facts, changes)
    return Review(problems=problems) if problems else Review(changes)


def _why_not_empty(spec: FactSpec, facts: Facts) -> str:
    """Why the answer can't be taken back; empty where it can."""
    if spec.id == YEAR:
        return wording.YEAR_NEEDED
    return wording.FOLLOWS if spec.id in facts and spec.id not in facts.to_dict() else ""


def _said(spec: FactSpec, new: object) -> str:
    """A change in words."""
    return f"{spec.label}: {wording.TAKEN_BACK if new == WITHDRAWN else spec.say(spec.parse(new))}"


def _contradictions(facts: Facts, changes: Mapping[str, object]) -> dict[str, str]:
    values = {fact: None if new == WITHDRAWN else new for fact, new in changes.items()}
    try:
        Facts.parse({**facts.to_dict(), **values}, facts.vocabulary)
    except ContradictionError as error:
        return {f"{_FIELD}{fact}": error.problem for fact in error.fact_ids}
    return {}


def _field(spec: FactSpec, facts: Facts) -> Block:
    content = fact_content(spec.id)
    return {
        "type": "input",
        "block_id": f"{_FIELD}{spec.id}",
        "optional": True,
        "label": plain(spec.label[0].upper() + spec.label[1:], 2000),
        "hint": plain(content.help, 2000),
        "element": {"action_id": _ANSWER, **_element(spec, _shown(spec, facts))},
    }


def _element(spec: FactSpec, shown: str | tuple[str, ...]) -> Block:
    if spec.kind == "choices":
        boxes = _options(spec)[:_NO_MENU]
        ticked = [one for one in boxes if one["value"] in shown]
        return {"type": "checkboxes", "options": boxes, **({"initial_options": ticked} if ticked else {})}
    if options := _options(spec):
        chosen = [one for one in options if one["value"] == shown]
        return {"type": "static_select", "options": options, **({"initial_option": chosen[0]} if chosen else {})}
    example = plain(fact_content(spec.id).example, 150)
    text = {"type": "plain_text_input", "placeholder": example, "max_length": 200}
    return {**text, **({"initial_value": shown} if shown else {})}


def _options(spec: FactSpec) -> list[Block]:
    """What can be picked; nothing for what is to be typed."""
    if spec.kind == "year":
        titles = {str(year): str(year) for year in rulebook().years}
    elif spec.kind == "yes_no":
        titles = {"true": "Yes", "false": "No"}
    else:
        titles = {id_: name[0].upper() + name[1:] for id_, name in spec.choices.items()}
    return [{"text": plain(title, 75), "value": value} for value, title in titles.items()]


def _shown(spec: FactSpec, facts: Facts) -> str | tuple[str, ...]:
    """A fact as the modal shows it: the values of what is picked, or text."""
    if spec.id not in facts:
        return () if spec.kind == "choices" else ""
    value = facts.to_json(spec.id)
    if spec.kind == "choices":
        return tuple(sorted(str(one) for one in value)) if isinstance(value, list) else ()
    if spec.kind == "yes_no":
        return "true" if value else "false"
    return str(value) if spec.kind in ("year", "choice") else facts.say(spec.id)


def _given(answer: Mapping[str, Any]) -> str | tuple[str, ...]:
    """An answer in the form of `_shown`."""
    if answer.get("type") == "checkboxes":
        return tuple(sorted(one["value"] for one in answer.get("selected_options") or ()))
    if answer.get("type") == "static_select":
        return str((answer.get("selected_option") or {}).get("value") or "")
    return str(answer.get("value") or "").strip()


def _value(spec: FactSpec, given: str | tuple[str, ...], facts: Facts) -> object:
    """The answer as a fact's value in JSON form. Raises FactError."""
    if isinstance(given, tuple):
        return spec.to_json(spec.parse(list(given)))
    if spec.kind == "yes_no":
        return given == "true"
    if _options(spec):
        return spec.to_json(spec.parse(int(given) if spec.kind == "year" and given.isdecimal() else given))
    return _typed(spec, given, facts)


def _typed(spec: FactSpec, text: str, facts: Facts) -> object:
    """What was typed, read as an answer to the question for this fact would be."""
    reading = read(text, [], facts=facts, lexicon=lexicon(), requested=spec.id)
    said = [one.value for one in reading.said if one.fact == spec.id]
    refused = [one.problem for one in reading.refused if one.fact == spec.id]
    if said and not reading.unclear and not refused:
        return spec.to_json(spec.parse(said[-1]))
    content = fact_content(spec.id)
    problem = wording.UNCLEAR.format(looks_like=content.looks_like, example=content.example)
    raise FactError(spec.id, text, spec.allowed, refused[0] if refused else problem)

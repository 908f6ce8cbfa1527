"""Judging what the assistant made of a message against what a careful person makes of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from assistant.evaluation.listening import NOT_UNDERSTOOD, Outcome
from assistant.evaluation.messages import OUT_OF_SCOPE, HeldOut, is_meant
from rules_engine import Facts, Vocabulary

__all__ = ["Heard", "Judged", "judge"]


class Heard(Enum):
    """How well facts were heard. None to hear and none heard is `RIGHT` too."""

    RIGHT = "exactly"
    ASKED_BACK = "asked back"
    MISSED = "missed"
    WRONG = "wrong"
    """Another value than the one told, or a fact that nobody told."""


@dataclass(frozen=True)
class Judged:
    """A message, what the assistant made of it, and how right that was; None where something isn't judged.

    `understood`: the assistant acted as it should in the situation; of messages that tell facts the facts alone decide,
    of questions for a word the word too. `named`: the language model alone gave an intent that is right.
    """

    message: HeldOut
    outcome: Outcome
    heard: Heard
    understood: bool | None
    named: bool | None
    rightly_sure: bool | None
    """Whether the likeliest intent is right, whatever its confidence."""


def judge(message: HeldOut, outcome: Outcome, vocabulary: Vocabulary) -> Judged:
    """Judge `outcome` as what came of `message`."""
    heard = _heard(message, outcome, vocabulary)
    right = message.intents
    if not right and not message.tells:
        return Judged(message, outcome, heard, None, None, None)
    if message.tells:
        understood = heard is Heard.RIGHT
    elif message.is_out_of_scope:
        understood = heard is Heard.RIGHT and outcome.acts <= {*right, OUT_OF_SCOPE, NOT_UNDERSTOOD}
    else:
        understood = heard is Heard.RIGHT and bool(outcome.acts & right)
        if message.term and "ask_term" in outcome.acts:
            understood = understood and message.term in outcome.terms
    if not right:
        return Judged(message, outcome, heard, understood, None, None)
    return Judged(message, outcome, heard, understood, outcome.intent in right, outcome.likeliest in right)


def _heard(message: HeldOut, outcome: Outcome, vocabulary: Vocabulary) -> Heard:
    allowed = {**message.may, **message.facts}
    for fact, value in outcome.facts.items():
        is_implied = fact not in allowed and _implied(outcome, fact, vocabulary)
        if not is_implied and (fact not in allowed or not is_meant(vocabulary[fact], allowed[fact], value)):
            return Heard.WRONG
    missing = set(message.facts) - set(outcome.facts)
    declined = set(message.declined) - set(outcome.declined)
    if set(outcome.declined) - set(message.declined):
        return Heard.WRONG
    if missing and missing <= outcome.asked_back and not declined:
        return Heard.ASKED_BACK
    return Heard.MISSED if missing or declined else Heard.RIGHT


def _implied(outcome: Outcome, fact: str, vocabulary: Vocabulary) -> bool:
    """Whether the other facts heard say the same without it: a category, and that there is one."""
    others = {one: value for one, value in outcome.facts.items() if one != fact}
    return bool(Facts(others, vocabulary).to_json(fact) == vocabulary[fact].to_json(outcome.facts[fact]))

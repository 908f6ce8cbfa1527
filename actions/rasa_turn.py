"""Between Rasa and the rest: from its tracker to our picture of the conversation, and back to events and messages."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.answering import ANSWERS
from actions.answering.follow_up import completed, follows_up
from actions.answering.question import Question
from actions.conversation import TOPIC, Conversation
from actions.guard import removed_from
from actions.interview.did_you_mean import as_chosen
from actions.interview.heard import Heard
from actions.interview.hearing import STEERING_INTENTS
from actions.interview.turn import Turn
from actions.reading import LONGEST, mentions_in
from actions.reading.dates import find_years
from actions.reading.parting import question_begins
from actions.reading.payload import read_payload
from actions.reading.text import plain
from actions.saying.message import MOST_BUTTONS, Message
from rules_engine import Vocabulary

__all__ = [
    "CHOICES",
    "FORM",
    "answered_already",
    "changes",
    "conversation_of",
    "heard_in",
    "just_opened",
    "question_besides",
    "question_in",
    "says_enough",
    "utter",
]

FORM = "level_interview"
PUPIL = "tell_about_pupil"
UNDO = "go_back"
_ASKED_ANEW = frozenset({"earlier_answers", "lea_name", "other_leas"})
"""Slots that a message changes after which another question is asked, or of another LEA."""
CHOICES = "choices"
"""Key in a reply's structured content: every choice there is, where they are too many for buttons."""
_ASKED_ABOUT = frozenset({"term", "level", "fact"})
"""The kinds of names that say what a question is about."""
_LIKELY = 0.4
"""Confidence from which an intent counts; the pipeline's FallbackClassifier has the same threshold."""
_POSSIBLE = 0.12
"""Confidence from which it is worth asking whether it was meant."""
_SURE = 0.7
"""Confidence from which it counts even against the looks of the message."""
_CERTAIN = 0.9
"""Confidence from which it counts even against a number in the message."""
_THINKING = re.compile(r"[\s.,!\u2026]*(?:(?:h+m+|m+h*m+|u+h+m*|u+m+|e+r+m*)[\s.,!\u2026]*)+", re.IGNORECASE)
"""Sounds of someone who thinks: they mean nothing, whatever they look like to the language model."""


def conversation_of(tracker: Tracker) -> Conversation:
    """The conversation that the tracker's slots hold."""
    return Conversation.from_slots(tracker.slots)


def heard_in(tracker: Tracker, conversation: Conversation) -> Heard:
    """The latest message to the `conversation`. A choice from "did you mean ...?" is heard as what was chosen."""
    return as_chosen(conversation, _latest(tracker))


def _latest(tracker: Tracker) -> Heard:
    message: dict[str, Any] = tracker.latest_message
    text = (message.get("text") or "")[:LONGEST]
    if _THINKING.fullmatch(text):
        return Heard(text, "nlu_fallback")
    if removed_from(text):
        return Heard(text, PUPIL, question=PUPIL, sure=True)
    intent: dict[str, Any] = message.get("intent") or {}
    ranking = message.get("intent_ranking") or [intent]
    if intent.get("name") == UNDO and intent.get("confidence", 0) < _SURE:
        # It would change answers at once; at a guess it is only asked whether that is meant.
        intent = {"name": "nlu_fallback"}
    likely = [one for one in ranking if one.get("confidence", 0) >= _LIKELY]
    question = next((one for one in likely if one["name"] in ANSWERS and one["name"] != "nlu_fallback"), None)
    steering = next((one["name"] for one in likely if one["name"] in STEERING_INTENTS - {UNDO}), "")
    return Heard(
        text=text,
        intent=intent.get("name") or "",
        entities=message.get("entities") or (),
        question=question["name"] if question else None,
        sure=question is not None and question["confidence"] >= _SURE,
        steering=steering,
        guesses=[
            one["name"] for one in ranking if one.get("confidence", 0) >= _POSSIBLE and one["name"] != "nlu_fallback"
        ],
        certain=intent.get("confidence", 0) >= _CERTAIN,
    )


def question_besides(heard: Heard, conversation: Conversation) -> Question:
    """The question that a message asks besides what it tells: what stands before it isn't asked about."""
    begins = question_begins(heard.text)
    if begins is None:
        return question_in(heard, conversation)
    entities = [one for one in heard.entities if one["entity"] not in _ASKED_ABOUT or one["start"] >= begins]
    text = " " * begins + heard.text[begins:]
    return replace(question_in(replace(heard, entities=entities, text=text), conversation), years=_years(heard))


def question_in(heard: Heard, conversation: Conversation) -> Question:
    """The message as a question; one that only names a level or year goes on from the question before."""
    question = Question(
        _asked_there(heard, conversation),
        heard.text,
        heard.entity("term"),
        heard.entity("fact"),
        heard.entity("level"),
        _years(heard),
        mentions_in(heard.entities, conversation.facts.vocabulary),
        next((part for part in heard.entity("part") if isinstance(part, str)), None),
        _supposed_by(heard, conversation.facts.vocabulary),
    )
    goes_on = follows_up(conversation, heard.text, heard.places("level"))
    return completed(conversation, question) if goes_on else question


def _asked_there(heard: Heard, conversation: Conversation) -> str:
    """What is asked, where it is asked: "why?" is about the question that stands, or else about the level."""
    intent, facts = heard.question or heard.intent, heard.entity("fact")
    nothing_stands = conversation.requested is None and conversation.open_question is None
    if intent == "ask_why_asked" and nothing_stands and not facts:
        return "ask_why_level"
    if intent == "ask_why_level" and conversation.requested in facts:
        return "ask_why_asked"
    return intent


def _supposed_by(heard: Heard, vocabulary: Vocabulary) -> dict[str, object]:
    """The values of facts that a button supposes. In a typed question they are read where it is answered."""
    return {one.fact: one.value for one in read_payload(heard.entities, vocabulary).said} if heard.is_payload else {}


def _years(heard: Heard) -> list[int]:
    """The years that a message names, or that a button is about."""
    if heard.is_payload:
        return [year for year in heard.entity("year") if isinstance(year, int)]
    return [year for mention in find_years(plain(heard.text)) for year in mention.years]


def answered_already(tracker: Tracker) -> bool:
    """Whether the latest message was a question and is answered, so that the form only puts its own question again.

    Another action has answered it then, or the form itself, which keeps what a question alone was about.
    """
    slots = set()
    for event in reversed(tracker.events):
        if event["event"] == "user":
            break
        if event["event"] == "slot":
            slots.add(event["name"])
        if event["event"] == "action" and event["name"] not in (FORM, "action_extract_slots"):
            return True
    return TOPIC in slots and slots.isdisjoint(_ASKED_ANEW)


def just_opened(tracker: Tracker) -> bool:
    """Whether the form was opened by the latest message, so that its question was never asked before."""
    for event in reversed(tracker.events):
        if event["event"] == "user":
            return False
        if event["event"] == "active_loop" and event["name"] == FORM:
            return True
    return False


def says_enough(before: Conversation, turn: Turn) -> bool:
    """Whether nothing need follow what `turn` says: the result was shown before, of the same LEA and the same answers.

    Answers that have come back to those of the result that was shown aren't the same: the user wants to hear that it
    holds again.
    """
    after = turn.conversation
    return bool(turn.messages) and after.is_shown and before.lea in (None, after.lea) and before.facts == after.facts


def changes(before: Conversation, after: Conversation, always: Collection[str] = ()) -> list[dict[str, Any]]:
    """The events that lead from one conversation to the other; the slots in `always` are set even if unchanged."""
    was = before.to_slots()
    return [SlotSet(slot, value) for slot, value in after.to_slots().items() if slot in always or value != was[slot]]


def utter(dispatcher: CollectingDispatcher, messages: Iterable[Message]) -> None:
    """Send `messages`. More than a handful of buttons would bury the text; a client with a menu finds all of them."""
    for message in messages:
        buttons = [{"title": button.title, "payload": button.payload} for button in message.buttons]
        custom = dict(message.custom or {})
        if len(buttons) > MOST_BUTTONS:
            custom[CHOICES] = buttons
        dispatcher.utter_message(text=message.text, buttons=buttons[:MOST_BUTTONS] or None, json_message=custom or None)

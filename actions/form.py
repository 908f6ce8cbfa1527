"""The interview as a Rasa form: hears each message, and asks for the fact that the engine wants next."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import FollowupAction
from rasa_sdk.executor import CollectingDispatcher

from actions.answering import answer
from actions.answering.follow_up import remembered
from actions.conversation import OPEN_QUESTION, TOPIC, TOUR, Conversation, rulebook
from actions.interview.hearing import hear
from actions.rasa_turn import (
    FORM,
    answered_already,
    changes,
    conversation_of,
    heard_in,
    just_opened,
    question_besides,
    question_in,
    says_enough,
    utter,
)
from actions.saying.question import question
from actions.saying.result import besides_result

__all__ = ["ASK_ACTIONS", "ValidateLevelInterview"]


class ValidateLevelInterview(Action):
    """Takes in what a message says. Rasa calls it for every message while the form is active, before any rule."""

    def name(self) -> str:
        return f"validate_{FORM}"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        before = conversation_of(tracker)
        after = before
        if not answered_already(tracker):
            heard = heard_in(tracker, before)
            turn = hear(before, heard)
            if turn is None:
                return []  # Rasa takes that as "not for the form", and lets the rules for the intent apply
            after = turn.conversation
            utter(dispatcher, turn.messages)
            if turn.asks_too:
                tells = turn.conversation.facts != before.facts
                asked = question_besides(heard, before) if tells else question_in(heard, before)
                answers = answer(after, asked)
                utter(dispatcher, answers if turn.aside else besides_result(after, answers))
            if turn.rests or says_enough(before, turn):
                return _at_rest(before, after)
            if turn.aside:
                return _after_aside(before, remembered(after, question_in(heard, before)))
        after = replace(after, requested=after.next_question)
        # Set even if unchanged: by them Rasa sees that the message was for the form, and what to ask next or to end.
        return changes(before, after, always=("failed_answers", "requested_slot"))


def _after_aside(before: Conversation, after: Conversation) -> list[dict[str, Any]]:
    """The events of a message that was nothing but a question: an interview goes on, but none begins or ends."""
    after = replace(after, requested=after.next_question if before.requested else None)
    events = changes(before, after, always=("failed_answers", "requested_slot", TOPIC))
    return events if before.requested else [*events, FollowupAction("action_listen")]


def _at_rest(before: Conversation, after: Conversation) -> list[dict[str, Any]]:
    """The events by which the form ends without a question or a result: whatever comes next opens it again."""
    events = changes(before, replace(after, requested=None), always=("failed_answers", "requested_slot"))
    return [*events, FollowupAction("action_listen")]


class _Ask(Action, ABC):
    """Asks for what one slot holds. Rasa looks for an action named after the form and the slot."""

    @property
    @abstractmethod
    def slot(self) -> str:
        """The slot that is asked for."""

    def name(self) -> str:
        return f"action_ask_{FORM}_{self.slot}"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        standing = answered_already(tracker) and not just_opened(tracker)
        utter(dispatcher, [question(conversation_of(tracker), standing)])
        return []


def _ask_action(slot: str) -> type[_Ask]:
    return type(f"Ask{slot.title().replace('_', '')}", (_Ask,), {"slot": slot, "__module__": __name__})


ASK_ACTIONS = tuple(_ask_action(slot) for slot in (*rulebook().vocabulary, OPEN_QUESTION, TOUR))
"""One action for every slot that the form can request. Rasa finds them as subclasses of Action."""

"""Answers to questions, in and outside the interview."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.answering import answer
from actions.rasa_turn import conversation_of, question_in, utter

__all__ = ["ActionAnswer"]


class ActionAnswer(Action):
    """Answers the latest message by its intent. An active interview then puts its question again."""

    def name(self) -> str:
        return "action_answer"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        utter(dispatcher, answer(conversation_of(tracker), question_in(tracker)))
        return []

"""The end of an interview: the result, its duties, and what can be asked next."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.rasa_turn import conversation_of, utter
from actions.saying.result import result

__all__ = ["ActionShowResult"]


class ActionShowResult(Action):
    """Shows what follows from the answers."""

    def name(self) -> str:
        return "action_show_result"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        conversation = conversation_of(tracker)
        utter(dispatcher, result(conversation))
        return [SlotSet("shown_for", conversation.facts.to_dict())]

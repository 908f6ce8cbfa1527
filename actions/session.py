"""Beginning and restarting: Rasa's own actions of these names would forget answers without asking."""

from __future__ import annotations

from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import ActionExecuted, FollowupAction, SessionStarted
from rasa_sdk.executor import CollectingDispatcher

from actions.interview.questions import ask_to_start_over
from actions.rasa_turn import FORM, changes, conversation_of

__all__ = ["ActionRestart", "ActionSessionStart"]


class ActionRestart(Action):
    """Asks before anything is forgotten, however the wish to restart came in."""

    def name(self) -> str:
        return "action_restart"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        before = conversation_of(tracker)
        return [*changes(before, ask_to_start_over(before).conversation), FollowupAction(FORM)]


class ActionSessionStart(Action):
    """Begins a conversation; one that is under way just goes on."""

    def name(self) -> str:
        return "action_session_start"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        has_begun = any(event["event"] == "user" for event in tracker.events)
        return [*([] if has_begun else [SessionStarted()]), ActionExecuted("action_listen")]

"""Answers to questions, in and outside the interview."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import FollowupAction
from rasa_sdk.executor import CollectingDispatcher

from actions.answering import answer
from actions.answering.follow_up import remembered
from actions.interview.turn import Turn
from actions.leas.hearing import hear_of_leas
from actions.rasa_turn import FORM, changes, conversation_of, heard_in, question_in, utter
from actions.saying.result import result

__all__ = ["ActionAnswer"]


class ActionAnswer(Action):
    """Answers the latest message by its intent. An active interview then puts its question again."""

    def name(self) -> str:
        return "action_answer"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        conversation, question = conversation_of(tracker), question_in(tracker)
        if not tracker.active_loop and (turn := hear_of_leas(conversation, heard_in(tracker))):
            # Only the names that the conversation knows tell that it was a command: no rule could see that.
            return _go_on(dispatcher, tracker, turn)
        utter(dispatcher, answer(conversation, question))
        return changes(conversation, remembered(conversation, question))


def _go_on(dispatcher: CollectingDispatcher, tracker: Tracker, turn: Turn) -> list[dict[str, Any]]:
    """Say what `turn` says, and go on with the interview that it leads to, or show its result."""
    after = replace(turn.conversation, requested=turn.conversation.next_question)
    utter(dispatcher, turn.messages)
    if turn.asks_too:
        utter(dispatcher, answer(after, question_in(tracker)))
    if turn.answers:
        return changes(conversation_of(tracker), turn.conversation)
    if after.next_question is None:
        # Shown here: after an action that no rule led to, Rasa would think that the message was not understood.
        utter(dispatcher, result(after))
        return changes(conversation_of(tracker), replace(after, shown=after.facts.to_dict()))
    return [*changes(conversation_of(tracker), after), FollowupAction(FORM)]

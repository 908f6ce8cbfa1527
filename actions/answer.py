"""Answers to questions, in and outside the interview."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import FollowupAction
from rasa_sdk.executor import CollectingDispatcher

from actions.answering import ANSWERS, answer
from actions.answering.follow_up import follows_up, remembered
from actions.answering.question import Question
from actions.conversation import Conversation
from actions.interview.answers import take
from actions.interview.correcting import nearly_alone
from actions.interview.did_you_mean import ask_what_is_meant, let_go, settle
from actions.interview.heard import Heard
from actions.interview.hearing import hear, told_in_passing
from actions.interview.listening import reading_of
from actions.interview.turn import Turn
from actions.leas.hearing import hear_of_leas
from actions.rasa_turn import FORM, changes, conversation_of, heard_in, question_in, says_enough, utter
from actions.saying.result import result

__all__ = ["ActionAnswer"]


class ActionAnswer(Action):
    """Answers the latest message by its intent. An active interview then puts its question again."""

    def name(self) -> str:
        return "action_answer"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        before = conversation_of(tracker)
        heard = heard_in(tracker, before)
        question = question_in(heard, before)
        if not tracker.active_loop and (turn := _more_than_a_question(before, heard)):
            return _go_on(dispatcher, before, question, turn)
        conversation = let_go(before)
        utter(dispatcher, answer(conversation, question))
        return changes(before, remembered(conversation, question))


def _more_than_a_question(conversation: Conversation, heard: Heard) -> Turn | None:
    """The turn of a message that no rule could see to be a command, or that nobody understood; None for any other.

    Only the conversation knows the LEAs that have names, and what "the second" picks.
    """
    if heard.is_payload and heard.intent not in ANSWERS:
        return hear(conversation, heard)
    if turn := hear_of_leas(conversation, heard) or settle(conversation, heard):
        return turn
    if turn := told_in_passing(conversation, heard):
        return turn
    if corrected := nearly_alone(conversation, heard):
        return take(conversation, corrected)
    if heard.intent != "nlu_fallback" or follows_up(conversation, heard.text, heard.places("level")):
        return None
    return ask_what_is_meant(conversation, heard, reading_of(conversation, heard))


def _go_on(
    dispatcher: CollectingDispatcher, before: Conversation, question: Question, turn: Turn
) -> list[dict[str, Any]]:
    """Say what `turn` says, and go on with the interview that it leads to, or show its result."""
    after = replace(turn.conversation, requested=turn.conversation.next_question)
    utter(dispatcher, turn.messages)
    if turn.asks_too:
        utter(dispatcher, answer(after, question))
    if turn.answers or turn.aside or turn.rests or says_enough(before, turn):
        return changes(before, turn.conversation)
    if after.next_question is None:
        # Shown here: after an action that no rule led to, Rasa would think that the message was not understood.
        utter(dispatcher, result(after))
        return changes(before, replace(after, shown=after.facts.to_dict()))
    return [*changes(before, after), FollowupAction(FORM)]

"""Which function answers which intent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from actions.answering import differences, duties, glossary, interview, leas, level, small_talk
from actions.answering.certainty import how_sure
from actions.answering.disagreement import where_sources_differ
from actions.answering.found_by_words import in_doubt
from actions.answering.handing_over import hand_over
from actions.answering.question import Question
from actions.answering.steps import steps
from actions.answering.subject_answers import on_subject
from actions.content import say
from actions.conversation import Conversation
from actions.leas.turns import standing_of
from actions.saying.message import Message
from actions.saying.result import start_button

__all__ = ["ANSWERS", "answer"]

ANSWERS: Final[Mapping[str, Callable[[Conversation, Question], list[Message]]]] = {
    "greet": small_talk.greet,
    "thank": small_talk.reply,
    "goodbye": small_talk.take_leave,
    "ask_help": small_talk.help_out,
    "out_of_scope": small_talk.out_of_scope,
    "tell_about_pupil": small_talk.refuse_pupil_data,
    "nlu_fallback": small_talk.not_understood,
    "ask_term": glossary.explain_term,
    "ask_why_asked": interview.why_asked,
    "review_answers": interview.review_answers,
    "list_leas": leas.list_leas,
    "compare_leas": leas.compare_leas,
    "ask_why_level": level.why_this_level,
    "ask_duties": duties.what_must_we_do,
    "ask_trainings": duties.trainings,
    "ask_due_dates": duties.due_dates,
    "ask_who_helps": duties.who_helps,
    "ask_steps": steps,
    "ask_cim_team": on_subject("cim_team"),
    "ask_level_difference": differences.between_levels,
    "ask_year_difference": differences.between_years,
    "ask_small_lea_cycle": on_subject("small_lea"),
    "ask_significant_disproportionality": on_subject("significant"),
    "ask_conflicts": where_sources_differ,
    "ask_mailing_list": on_subject("mailing_list"),
    "ask_how_sure": how_sure,
    "ask_about_assistant": small_talk.about_assistant,
    "ask_documents": small_talk.how_to_keep_it,
    "talk_to_person": hand_over,
    "ask_what_would_change": level.what_would_change,
}
"""The intents that are questions, and what answers them. The other intents belong to the interview."""
_NOTHING_FOLLOWS: Final = frozenset({"thank", "goodbye", "list_leas", "compare_leas"})
"""The intents after whose answers nothing need be offered."""


def answer(conversation: Conversation, question: Question) -> list[Message]:
    """The messages that answer `question`; an intent that isn't a question is answered as not understood.

    Where it names another LEA of the conversation, it is answered for that one.
    """
    return _with_a_way_on(conversation, question, _answered(conversation, question))


def _with_a_way_on(conversation: Conversation, question: Question, messages: list[Message]) -> list[Message]:
    """`messages`; the last one offers to find the level where nothing is under way and nothing else is offered."""
    is_idle = not conversation.requested and conversation.determination is None and conversation.lea is None
    if not messages or messages[-1].buttons or not is_idle or question.intent in _NOTHING_FOLLOWS:
        return messages
    *before, last = messages
    return [*before, replace(last, buttons=(start_button(),))]


def _answered(conversation: Conversation, question: Question) -> list[Message]:
    if where := interview.where_to_look(conversation, question):
        return where
    if doubt := in_doubt(question):
        return doubt(conversation, question)
    answered = ANSWERS.get(question.intent, small_talk.not_understood)
    about = leas.asked_about(conversation, question)
    if about is None:
        return answered(conversation, question)
    first, *more = answered(standing_of(conversation, about), question)
    return [replace(first, text=say("result.of_lea", name=about, text=first.text)), *more]

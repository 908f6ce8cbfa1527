"""Which function answers which intent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from actions.answering import glossary, interview, leas, level, small_talk
from actions.answering.question import Question
from actions.conversation import Conversation
from actions.saying.message import Message

__all__ = ["ANSWERS", "answer"]

ANSWERS: Final[Mapping[str, Callable[[Conversation, Question], list[Message]]]] = {
    "greet": small_talk.greet,
    "thank": small_talk.reply,
    "goodbye": small_talk.reply,
    "ask_help": small_talk.help_out,
    "out_of_scope": small_talk.reply,
    "tell_about_pupil": small_talk.refuse_pupil_data,
    "nlu_fallback": small_talk.not_understood,
    "ask_term": glossary.explain_term,
    "ask_why_asked": interview.why_asked,
    "review_answers": interview.review_answers,
    "list_leas": leas.list_leas,
    "compare_leas": leas.compare_leas,
    "ask_why_level": level.why_this_level,
    "ask_duties": level.what_must_we_do,
    "ask_trainings": level.what_must_we_do,
    "ask_due_dates": level.what_must_we_do,
    "ask_who_helps": level.what_must_we_do,
    "ask_steps": level.what_must_we_do,
    "ask_cim_team": glossary.explain_term,
    "ask_level_difference": glossary.explain_term,
    "ask_year_difference": glossary.explain_term,
    "ask_small_lea_cycle": glossary.explain_term,
    "ask_significant_disproportionality": glossary.explain_term,
    "ask_conflicts": small_talk.help_out,
    "ask_mailing_list": small_talk.help_out,
    "ask_how_sure": level.why_this_level,
    "ask_about_assistant": small_talk.help_out,
    "talk_to_person": small_talk.reply,
    "ask_what_would_change": level.what_would_change,
}
"""The intents that are questions, and what answers them. The other intents belong to the interview."""


def answer(conversation: Conversation, question: Question) -> list[Message]:
    """The messages that answer `question`; an intent that isn't a question is answered as not understood."""
    return ANSWERS.get(question.intent, small_talk.not_understood)(conversation, question)

"""What isn't about a level: greetings, thanks, what the assistant is for, and what it can't do."""

from __future__ import annotations

import re

from actions.answering.asking_back import about
from actions.answering.days import another_day
from actions.answering.found_by_words import known_by_words
from actions.answering.glossary import explain_term
from actions.answering.levels import named_results
from actions.answering.question import Question
from actions.content import read_content, say
from actions.conversation import Conversation, rulebook
from actions.guard import removed_from
from actions.other_languages import is_in_another, names_another
from actions.reading.text import plain
from actions.saying.message import Button, Message, bullets, payload
from actions.saying.result import start_button
from actions.tour.words import names_one_of

__all__ = [
    "about_assistant",
    "greet",
    "help_out",
    "how_to_keep_it",
    "is_fed_up",
    "not_understood",
    "out_of_scope",
    "refuse_pupil_data",
    "reply",
    "take_leave",
]

_FEW_WORDS = 7
"""Words up to which a message that names a term is most likely a question about it."""
_RESTS_ON = "rests-on"
"""The part of the answer on the assistant that says what it rests on."""
_ON_SOURCES = re.compile(
    r"\b(?:sources?|based|rest|rules?|come from|get (?:this|that|your|it)|data|up to date|current|version)\b"
)


def greet(conversation: Conversation, question: Question) -> list[Message]:
    """A welcome that says what this is; a short one when answers are there already."""
    waits = conversation.tour is not None and conversation.tour.waits
    tour = Button(say("buttons.continue_tour"), payload("continue_tour"))
    if conversation.requested and not (conversation.facts or conversation.declined):
        return [Message(say("hello"))]
    if conversation.facts or conversation.requested:
        return [Message(say("greeting_back"), (*_go_on_if_left(conversation), *((tour,) if waits else ())))]
    new = Button(say("buttons.start_tour"), payload("start_tour"))
    about = Button(say("buttons.what_is_cim"), payload("ask_term", term="cim"))
    can = Button(say("buttons.what_can_you_do"), payload("ask_help"))
    return [Message(say("greeting"), (start_button(), tour if waits else new, about, can))]


def take_leave(conversation: Conversation, question: Question) -> list[Message]:
    """A goodbye, with what is kept and how to go on with what isn't finished."""
    if not (conversation.facts or conversation.declined):
        return [Message(say("goodbye.plain"))]
    go_on = _go_on_if_left(conversation)
    return [Message(say("goodbye.unfinished" if go_on else "goodbye.kept"), go_on)]


def help_out(conversation: Conversation, question: Question) -> list[Message]:
    """What can be done here, and how."""
    return [Message(say("what_i_do"), _start_if_idle(conversation))]


def about_assistant(conversation: Conversation, question: Question) -> list[Message]:
    """What the assistant is, whose, how it works, and what it keeps; or, if that is asked, what it rests on."""
    conflicts = Button(say("buttons.conflicts"), payload("ask_conflicts"))
    if question.part == _RESTS_ON or _ON_SOURCES.search(plain(question.text)):
        book = rulebook()
        lines = [say("about.year", year=year, verified=book.for_year(year).verified) for year in book.years]
        return [Message(f"{say('about.rests_on')}\n{bullets(lines)}", (*_start_if_idle(conversation), conflicts))]
    rests_on = Button(say("buttons.rests_on"), about(question.intent, part=_RESTS_ON))
    text = f"{say('about.what')}\n\n{say('about.keeps')}"
    return [Message(text, (*_start_if_idle(conversation), rests_on))]


def how_to_keep_it(conversation: Conversation, question: Question) -> list[Message]:
    """Where the documents of a result are; before there is one, that they come with it."""
    there_is_one = conversation.determination is not None and not conversation.to_ask
    return [Message(say("documents.there" if there_is_one else "documents.later"), _start_if_idle(conversation))]


def not_understood(conversation: Conversation, question: Question) -> list[Message]:
    """What can be said instead: on a part of a subject that is named, on a level, or on a term in a few words."""
    if day := another_day(conversation, question):
        return day
    if known := known_by_words(question):
        return known(conversation, question)
    if named_results(question) or (question.terms and len(question.text.split()) <= _FEW_WORDS):
        return explain_term(conversation, question)
    return _comfort(conversation, question) or [Message(say("not_understood"), _start_if_idle(conversation))]


def refuse_pupil_data(conversation: Conversation, question: Question) -> list[Message]:
    """Why nothing about single students is wanted, and that the message was removed where it was."""
    what = removed_from(question.text)
    text = say("pupil_data.refused", what=what) if what else say("replies.tell_about_pupil")
    return [Message(text)]


def out_of_scope(conversation: Conversation, question: Question) -> list[Message]:
    """That it isn't known here, and where to go; unless its words name a part of a subject that is.

    To who doesn't write English, that it has to be English.
    """
    if is_in_another(question.text) or names_another(question.text):
        return [Message(say("only_english"))]
    known = known_by_words(question) if question.terms else None
    if known:
        return known(conversation, question)
    return _comfort(conversation, question) or reply(conversation, question)


def is_fed_up(text: str) -> bool:
    """Whether someone writes so who has had enough."""
    return names_one_of(text, read_content("asking.yml")["fed_up"])


def _comfort(conversation: Conversation, question: Question) -> list[Message]:
    """A kind word for someone who has had enough; empty for anyone else."""
    if not is_fed_up(question.text):
        return []
    person = Button(say("buttons.person"), payload("talk_to_person"))
    return [Message(say("frustrated"), (*_start_if_idle(conversation), person))]


def reply(conversation: Conversation, question: Question) -> list[Message]:
    """The fixed reply that is kept under the intent's name."""
    return [Message(say(f"replies.{question.intent}"))]


def _go_on_if_left(conversation: Conversation) -> tuple[Button, ...]:
    """The button that goes on with an interview that was left before its end."""
    is_left = bool(conversation.facts or conversation.declined) and bool(conversation.to_ask)
    return (Button(say("buttons.go_on"), payload("start_interview")),) if is_left else ()


def _start_if_idle(conversation: Conversation) -> tuple[Button, ...]:
    return () if conversation.requested or conversation.determination else (start_button(),)

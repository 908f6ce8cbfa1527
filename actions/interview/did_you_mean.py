"""Asking "did you mean ...?" where a message isn't understood but can be guessed at. A guess is never acted upon.

What is chosen then is heard as if its button had been pressed. Whatever else is said lets the question go.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from actions.answering import ANSWERS
from actions.answering.asking_back import about
from actions.answering.found_by_words import in_doubt, known_by_words
from actions.answering.question import Question
from actions.content import read_content, say
from actions.conversation import Conversation, rulebook
from actions.interview.heard import Heard
from actions.interview.listening import reading_of
from actions.interview.questions import NONE_OF_THEM
from actions.interview.turn import Turn
from actions.open_question import OpenQuestion, Option, QuestionKind
from actions.reading import Reading
from actions.reading.dates import find_years
from actions.reading.text import plain
from actions.saying.message import Message, listed, stated_by
from actions.saying.question import question

__all__ = ["as_chosen", "ask_what_is_meant", "is_asking", "let_go", "settle"]

_MOST: Final = 3
_FEW_WORDS: Final = 4
"""Words up to which a message that names a term or level is most likely a question about it."""
_EXPLAIN: Final = "ask_term"
_OF_LEVELS: Final = frozenset(
    {"ask_duties", "ask_trainings", "ask_due_dates", "ask_who_helps", "ask_level_difference", "ask_year_difference"}
)
"""The intents that are about the level and year that a message names."""
_OF_ANSWERS: Final = frozenset({"change_answer", "go_back", "start_over", "review_answers"})
"""The intents that need answers to be about."""
_OF_OTHERS: Final = frozenset({"switch_lea", "copy_lea", "compare_leas"})
"""The intents that need another LEA."""
_TELLING: Final = frozenset({"inform", "affirm", "deny", "say_not_sure"})


def ask_what_is_meant(conversation: Conversation, heard: Heard, reading: Reading) -> Turn | None:
    """The turn that asks which of the likeliest things is meant; None where none is likely, or an answer was meant.

    It is asked only while nothing else went wrong: who fails twice in a row needs other help.
    """
    if conversation.open_question or conversation.failures or heard.is_payload:
        return None
    if _looks_like_an_answer(conversation, heard, reading) or _names_little_else(heard) or _is_known(heard):
        return None
    options = tuple(_options(conversation, heard, reading))
    if not options:
        return None
    titles = listed([f"“{option.title}”" for option in options], last="or")
    open_question = OpenQuestion(QuestionKind.DID_YOU_MEAN, say("did_you_mean.ask", options=titles), options)
    return _put(replace(conversation, open_question=open_question))


def is_asking(conversation: Conversation) -> bool:
    """Whether the question that stands is what was meant."""
    return conversation.open_question is not None and conversation.open_question.kind is QuestionKind.DID_YOU_MEAN


def let_go(conversation: Conversation) -> Conversation:
    """The conversation without that question: what stood before it stands again."""
    if not is_asking(conversation):
        return conversation
    before = replace(conversation, open_question=None)
    return replace(before, requested=before.next_question if conversation.requested else None)


def as_chosen(conversation: Conversation, heard: Heard) -> Heard:
    """The message as the button that it stands for: by title, by number, or by "yes" to the only one."""
    asked = conversation.open_question
    if asked is None or asked.kind is not QuestionKind.DID_YOU_MEAN or heard.is_payload:
        return heard
    titles = [_bare(option.title) for option in asked.options]
    reading = reading_of(conversation, heard)
    if _bare(heard.text) in titles:
        at = titles.index(_bare(heard.text))
    elif reading.ordinal is not None and 1 <= reading.ordinal <= len(titles):
        at = reading.ordinal - 1
    elif _is_reply(reading, yes=True) and len(titles) == 1:
        at = 0
    else:
        return heard
    return _pressed(asked.options[at].sends or "")


def settle(conversation: Conversation, heard: Heard) -> Turn | None:
    """The turn of a plain yes or no to the question: no lets it go, yes to several has it put again."""
    if not is_asking(conversation) or heard.is_payload:
        return None
    reading = reading_of(conversation, heard)
    if _is_reply(reading, yes=False) or NONE_OF_THEM.fullmatch(_bare(heard.text)):
        return Turn(let_go(conversation), answers=(Message(say("did_you_mean.none")),), aside=True)
    return _put(conversation) if _is_reply(reading, yes=True) else None


def _put(conversation: Conversation) -> Turn:
    """The turn that puts the open question. Outside the interview nothing else would."""
    if conversation.requested:
        return Turn(conversation)
    return Turn(conversation, answers=(question(conversation),), aside=True)


def _looks_like_an_answer(conversation: Conversation, heard: Heard, reading: Reading) -> bool:
    """Whether the message, in an interview, may have been meant as an answer to its question."""
    if reading.tells or reading.yes_no is not None or reading.ordinal is not None:
        return True
    if conversation.requested is None or reading.asks:
        return False
    return bool(reading.named) or len(heard.text.split()) == 1 or any(char.isdigit() for char in heard.text)


def _names_little_else(heard: Heard) -> bool:
    return bool(heard.entity("term") or heard.entity("level")) and len(heard.text.split()) <= _FEW_WORDS


def _is_known(heard: Heard) -> bool:
    """Whether the words of the message lead to an answer of themselves."""
    question = Question(heard.intent, heard.text, heard.entity("term"))
    return (in_doubt(question) or known_by_words(question)) is not None


def _options(conversation: Conversation, heard: Heard, reading: Reading) -> Iterator[Option]:
    """What may be meant, the likeliest first; nothing where something that isn't to be chosen is likelier still."""
    may_tell = conversation.requested is not None and not reading.asks
    guesses = [guess for guess in heard.guesses if may_tell or guess not in _TELLING]
    if not guesses or guesses[0] not in _titles():
        return
    offered = [guess for guess in guesses if guess in _titles() and _applies(conversation, heard, guess)]
    for intent in offered[:_MOST]:
        yield Option(_title(heard, intent), {}, sends=_payload(heard, intent))


def _titles() -> Mapping[str, str]:
    """The titles of what can be offered, by intent."""
    return read_content("did_you_mean.yml")


def _applies(conversation: Conversation, heard: Heard, intent: str) -> bool:
    """Whether there is anything here that the intent could be about."""
    if intent in _OF_ANSWERS:
        return bool(conversation.facts or conversation.declined)
    if intent in _OF_OTHERS:
        return bool(conversation.others)
    if intent in ("list_leas", "forget_lea"):
        return bool(conversation.lea_names)
    if intent == "continue_tour":
        return conversation.tour is not None and conversation.tour.waits
    if intent in ("start_interview", "ask_why_asked"):
        return (conversation.requested is None) == (intent == "start_interview")
    return intent != _EXPLAIN or bool(heard.entity("term"))


def _title(heard: Heard, intent: str) -> str:
    term = rulebook().glossary[heard.entity("term")[0]].name if intent == _EXPLAIN else ""
    return _titles()[intent].format(term=term)


def _payload(heard: Heard, intent: str) -> str:
    """The payload of the intent, about what the message names."""
    if intent == _EXPLAIN:
        return about(intent, terms=heard.entity("term")[:1])
    if intent not in _OF_LEVELS:
        return about(intent)
    years = [year for mention in find_years(plain(heard.text)) for year in mention.years]
    return about(intent, heard.entity("level"), years[0] if len(years) == 1 else None)


def _pressed(sends: str) -> Heard:
    """The message that a button with this payload sends."""
    intent, given = stated_by(sends)
    entities = [
        {"entity": kind, "value": one}
        for kind, value in given.items()
        for one in (value if isinstance(value, list) else [value])
    ]
    return Heard(sends, intent, entities, question=intent if intent in ANSWERS else None, sure=intent in ANSWERS)


def _is_reply(reading: Reading, yes: bool) -> bool:
    return reading.yes_no is yes and not reading.tells and not reading.asks


def _bare(text: str) -> str:
    return text.casefold().strip(" \t\n.!?\"'“”")

"""Short messages that go on from the question before: "and in 2022?", or "Targeted 2" where the level was asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from actions.answering.levels import named_results
from actions.answering.question import Question
from actions.answering.supposing import SUPPOSE, supposed
from actions.conversation import YEAR, Conversation
from actions.reading.dates import find_years
from actions.reading.text import plain, words
from actions.topic import Topic

__all__ = ["completed", "follows_up", "remembered"]

_GOES_ON = frozenset("and in for about what how".split())
"""Words by which a message goes on from the one before, rather than answer what was asked last."""
_FILLS = _GOES_ON | frozenset(
    "a an at be by dear er from hmm i i'm is it it's letter level levels lvl me mean meant monitoring my of oh ok okay"
    " but clearly however identified identifies names named states still though"
    " one our ours please says that that's the then they to um was we we're well were year yes are am s".split()
)
_LEVELS_TOO = (
    "ask_duties",
    "ask_trainings",
    "ask_due_dates",
    "ask_who_helps",
    "ask_level_difference",
    "ask_year_difference",
)
"""The intents of questions that are about levels and years, and can be asked of other ones next."""
_EXPLAIN = "ask_term"


def follows_up(conversation: Conversation, text: str, levels: Sequence[tuple[int, int]]) -> bool:
    """Whether the message only names levels (where in the text, see `levels`) or years, and can't answer the interview.

    A bare year answers the interview where that asks for a number; otherwise it needs a question to go on from.
    """
    shown = plain(text)
    years = [mention[:2] for mention in find_years(shown)]
    rest = words(shown, [*levels, *years])
    if text.startswith("/") or not (levels or years) or not set(rest) <= _FILLS:
        return False
    if levels:
        return True
    free = conversation.requested is None or (conversation.requested != YEAR and not _GOES_ON.isdisjoint(rest))
    return conversation.topic is not None and free


def completed(conversation: Conversation, question: Question) -> Question:
    """The question before, asked of what `question` names; where there was none, what the named levels are."""
    before = conversation.topic or Topic(_EXPLAIN)
    if before.supposes:
        # What was supposed is asked of another year; a level isn't supposed, but asked about.
        supposes = {**before.supposes, YEAR: question.years[-1]} if question.years and not question.levels else {}
        before = Topic(SUPPOSE) if supposes else Topic(_EXPLAIN)
        question = replace(question, supposes=supposes)
    levels = question.levels or before.results
    # Another level is asked of the same year, another year of the same level.
    years = question.years or before.years
    return replace(question, intent=before.intent, levels=levels, years=years)


def remembered(conversation: Conversation, question: Question) -> Conversation:
    """The conversation after `question`, which the next one may go on from."""
    if question.intent == SUPPOSE:
        supposes = {one.fact: one.value for one in supposed(conversation, question).said}
        return replace(conversation, topic=Topic(SUPPOSE, supposes=supposes) if supposes else None)
    named = named_results(question)
    if question.intent not in _LEVELS_TOO and not (question.intent == _EXPLAIN and named):
        return conversation
    before = conversation.topic
    if before and not named and not set(conversation.facts) - {YEAR}:
        # It was answered for what was asked about before; so will the next one be.
        return replace(
            conversation, topic=Topic(question.intent, before.results, tuple(question.years) or before.years)
        )
    return replace(conversation, topic=Topic(question.intent, named, tuple(question.years)))

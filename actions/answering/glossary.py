"""Questions about a word of the field."""

from __future__ import annotations

from actions.answering.question import Question
from actions.content import say
from actions.conversation import Conversation, rulebook
from actions.saying.message import Message, listed
from actions.saying.references import References

__all__ = ["explain_term"]

_EXAMPLES = ("element", "lre", "root-cause-analysis", "selpa")
_MOST_TERMS = 2


def explain_term(conversation: Conversation, question: Question) -> list[Message]:
    """The meaning of the terms that were asked for, with their sources."""
    book = rulebook()
    terms = [book.glossary[id_] for id_ in dict.fromkeys(question.terms) if id_ in book.glossary]
    if not terms:
        names = [book.glossary[id_].name for id_ in _EXAMPLES if id_ in book.glossary]
        return [Message(say("glossary.unknown", examples=listed(names)))]
    references = References(book.sources)
    meanings = [
        references.mark(say("glossary.term", name=term.name, means=term.means), term.sources)
        for term in terms[:_MOST_TERMS]
    ]
    return [Message("\n\n".join([*meanings, "\n".join([say("result.sources"), *references.lines()])]))]

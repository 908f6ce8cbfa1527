"""Handing over to a person: what is known of the LEA, ready to copy, and where to send it."""

from __future__ import annotations

from actions.answering.interview import answer_lines
from actions.answering.question import Question
from actions.content import say
from actions.conversation import Conversation
from actions.saying.message import Message, bullets
from actions.saying.references import References
from rules_engine import headline

__all__ = ["hand_over"]


def hand_over(conversation: Conversation, question: Question) -> list[Message]:
    """Whom to ask, and a summary to send them; without answers, what to have at hand."""
    if not conversation.facts:
        return [Message("\n\n".join([say("hand_over.whom"), say("hand_over.nothing_known")]))]
    lines = answer_lines(conversation, open_as=say("hand_over.not_known"))
    result = conversation.determination
    if result is not None:
        lines.append(say("hand_over.result", result=headline(result), version=result.ruleset.version))
    parts = [say("hand_over.whom"), f"{say('hand_over.summary')}\n{bullets(lines)}"]
    if result:
        references = References(result.ruleset.sources)
        parts += [references.mark(say("hand_over.page"), result.ruleset.letter_sources), references.listed()]
    return [Message("\n\n".join(parts))]

"""How sure a result is: what it rests on, what is our reading, what the sources leave open. The letter prevails."""

from __future__ import annotations

from actions.answering.asking_back import about
from actions.answering.levels import every_ruleset
from actions.answering.question import Question
from actions.content import say
from actions.conversation import Conversation, rulebook
from actions.saying.message import Button, Message, bullets, listed
from actions.saying.outcome import outcome
from actions.saying.references import References
from actions.saying.result import start_button
from rules_engine import Determination, Outcome

__all__ = ["how_sure"]

_COMPLETE = "complete"
_LEADS = {
    "determined": "how_sure.determined",
    "undetermined": "how_sure.undetermined",
    "not_covered": "how_sure.not_covered",
}
"""What is said first, by the result's status."""


def how_sure(conversation: Conversation, question: Question) -> list[Message]:
    """What speaks for and against relying on the result; without one, on what the rules rest at all."""
    result = conversation.determination
    if result is None or not set(conversation.facts) - {"monitoring_year"}:
        return [_of_the_rules(conversation)]
    references = References(result.ruleset.sources)
    lines = [
        *_inferences(result, references),
        *(references.mark(note.says, note.sources) for note in result.notes if note.conflict),
    ]
    if result.ruleset.coverage != _COMPLETE:
        lines.append(say("how_sure.partial", year=result.ruleset.year, verified=result.ruleset.verified))
    lead = say(_LEADS[result.status], outcome=outcome(result), year=result.ruleset.year)
    parts = [
        lead,
        bullets(lines) if lines else say("how_sure.nothing_against"),
        say("how_sure.letter"),
        references.listed(),
    ]
    return [Message("\n\n".join(filter(None, parts)), (Button(say("buttons.why"), about("ask_why_level")),))]


def _inferences(result: Determination, references: References) -> list[str]:
    """What is our reading in the criteria that led to the result, or that may still do so."""
    telling = {Outcome.MET, Outcome.CANNOT_TELL} if result.status == "undetermined" else {Outcome.MET}
    inferred = [one.rule for one in result.criteria if one.outcome in telling and one.rule.inference]
    return [
        references.mark(say("how_sure.inferred", rule=rule.rule, why=rule.inference), rule.sources) for rule in inferred
    ]


def _of_the_rules(conversation: Conversation) -> Message:
    complete = [str(one.year) for one in every_ruleset() if one.coverage == _COMPLETE]
    partial = [str(one.year) for one in every_ruleset() if one.coverage != _COMPLETE]
    text = say(
        "how_sure.of_rules", complete=listed(complete), partial=listed(partial), conflicts=len(rulebook().conflicts)
    )
    conflicts = Button(say("buttons.conflicts"), about("ask_conflicts"))
    return Message(text, (conflicts,) if conversation.requested else (start_button(), conflicts))

"""The result in messages: what it is and why, then what must be done, and what can be asked next.

Composed from the engine's result alone; nothing here knows a level or a rule.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from actions.content import fact_content, say
from actions.conversation import Conversation
from actions.saying.duties import duties
from actions.saying.message import Button, Message, bullets, payload
from actions.saying.outcome import outcome
from actions.saying.references import References
from rules_engine import Determination, Statement, explain, obligations

__all__ = [
    "besides_result",
    "finding",
    "next_steps",
    "of_lea",
    "result",
    "review_button",
    "start_button",
    "tell_button",
    "what_next",
]


def result(conversation: Conversation) -> tuple[Message, ...]:
    """The messages that end an interview. A result that was just shown isn't spelt out again."""
    determination = conversation.determination
    if determination is None:
        return (Message(say("result.no_interview"), (start_button(),)),)
    following = what_next(conversation)
    found = of_lea(conversation, finding(determination))
    before = _shown_before(conversation)
    same_rules = before is not None and before.ruleset is determination.ruleset
    if before is not None and same_rules and outcome(before) == outcome(determination):
        still = say("result.still", outcome=outcome(determination)) if before.facts == determination.facts else ""
        text = f"{still} {following.text}".strip()
        buttons = (Button(say("buttons.duties"), payload("ask_duties")), *following.buttons)
        return (replace(following, text=text, buttons=buttons, custom=found.custom),)
    if not obligations(determination):
        return found, following
    return found, Message(duties(determination.ruleset, determination.results())), following


def besides_result(conversation: Conversation, messages: Sequence[Message]) -> list[Message]:
    """Those of `messages` that the result doesn't say as well, where it is about to be shown."""
    if conversation.next_question is not None or conversation.is_shown:
        return [*messages]
    said = {message.text for message in result(conversation)}
    return [message for message in messages if message.text not in said]


def of_lea(conversation: Conversation, message: Message) -> Message:
    """The message about a result, with the name of the LEA that it is about."""
    if conversation.lea is None:
        return message
    custom = {**(message.custom or {}), "lea": conversation.lea}
    return replace(message, text=say("result.of_lea", name=conversation.lea, text=message.text), custom=custom)


def _shown_before(conversation: Conversation) -> Determination | None:
    """The result that the user has last seen."""
    if conversation.shown is None:
        return None
    return conversation.with_kept(conversation.shown, ()).determination


def finding(determination: Determination) -> Message:
    """What the result is, with its reasons, remarks and sources."""
    explanation = explain(determination)
    references = References(determination.ruleset.sources)
    parts = [f"**{explanation.headline}**\n{explanation.summary}"]
    if explanation.reasons:
        parts.append(_titled(say("result.why"), _statements(explanation.reasons, references)))
    if explanation.remarks:
        parts.append(_titled(say("result.notes"), _statements(explanation.remarks, references)))
    parts.append(references.listed())
    return Message("\n\n".join(parts), custom={"determination": determination.to_dict()})


def _statements(statements: Sequence[Statement], references: References) -> list[str]:
    return [references.mark(_statement(one), one.sources) for one in statements]


def _statement(one: Statement) -> str:
    """What it says, with what is inferred or a site's own marked as such."""
    sentences = [one.text]
    if one.inference:
        sentences.append(say("result.inferred", why=one.inference))
    if one.local:
        sentences.append(say("result.local"))
    return " ".join(sentences)


def _titled(title: str, lines: Sequence[str]) -> str:
    return f"{title}\n{bullets(lines)}"


def what_next(conversation: Conversation) -> Message:
    """What can be done after a result."""
    return Message(say("result.next"), next_steps(conversation))


def next_steps(conversation: Conversation) -> tuple[Button, ...]:
    """What can be asked after a result."""
    buttons = [
        Button(say("buttons.why"), payload("ask_why_level")),
        Button(say("buttons.what_would_change"), payload("ask_what_would_change")),
        review_button(),
        Button(say("buttons.start_over"), payload("start_over")),
    ]
    determination = conversation.determination
    if determination and determination.status == "undetermined" and determination.missing_facts:
        buttons[1] = tell_button(determination.missing_facts[0])
    if conversation.tour and conversation.tour.waits:
        buttons.append(Button(say("buttons.continue_tour"), payload("continue_tour")))
    return tuple(buttons)


def tell_button(fact: str) -> Button:
    """The button that has a fact asked for which was left open."""
    return Button(say("buttons.tell_now", name=fact_content(fact).name), payload("change_answer", fact=fact))


def review_button() -> Button:
    """The button that shows all answers."""
    return Button(say("buttons.review"), payload("review_answers"))


def start_button() -> Button:
    """The button that begins an interview."""
    return Button(say("buttons.start"), payload("start_interview"))

"""The result in messages: what it is and why, what must be done, what can be asked next.

Composed from the engine's result alone; nothing here knows a level or a rule.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from actions.content import fact_content, say
from actions.conversation import Conversation
from actions.saying.message import Button, Message, bullets, listed, payload
from actions.saying.outcome import outcome
from actions.saying.references import References
from rules_engine import Determination, Facts, Obligation, Statement, explain, obligations

__all__ = ["duties", "finding", "next_steps", "of_lea", "result"]


def result(conversation: Conversation) -> tuple[Message, ...]:
    """The messages that end an interview. A result that was just shown isn't spelt out again."""
    determination = conversation.determination
    if determination is None:
        return (Message(say("result.no_interview"), (start_button(),)),)
    following = Message(say("result.next"), next_steps(conversation))
    found = of_lea(conversation, finding(determination))
    before = _shown_before(conversation)
    if before is not None and outcome(before) == outcome(determination):
        still = say("result.still", outcome=outcome(determination)) if before.facts == determination.facts else ""
        text = f"{still} {following.text}".strip()
        return (replace(following, text=text, custom=found.custom),)
    if not obligations(determination):
        return found, following
    return found, duties(determination), following


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
    facts = Facts.parse(conversation.shown, conversation.facts.vocabulary)
    return replace(conversation, facts=facts).determination


def finding(determination: Determination) -> Message:
    """What the result is, with its reasons, remarks and sources."""
    explanation = explain(determination)
    references = References(determination.ruleset.sources)
    parts = [f"**{explanation.headline}**\n{explanation.summary}"]
    if explanation.reasons:
        parts.append(_titled(say("result.why"), _statements(explanation.reasons, references)))
    if explanation.remarks:
        parts.append(_titled(say("result.notes"), _statements(explanation.remarks, references)))
    parts.append("\n".join([say("result.sources"), *references.lines()]))
    return Message("\n\n".join(parts), custom={"determination": determination.to_dict()})


def _statements(statements: Sequence[Statement], references: References) -> list[str]:
    return [
        references.mark(one.text, one.sources)
        + (" " + say("result.inferred", why=one.inference) if one.inference else "")
        for one in statements
    ]


def _titled(title: str, lines: Sequence[str]) -> str:
    return f"{title}\n{bullets(lines)}"


def duties(determination: Determination) -> Message:
    """What must be done, by step, with support, dates and sources."""
    owed = obligations(determination)
    ruleset = determination.ruleset
    if not owed:
        return Message(say("result.no_duties"))
    references = References(ruleset.sources)
    results = listed([ruleset.title_of(id_) for id_ in determination.results()])
    parts = [say("result.duties", results=results)]
    usual_due = _most_repeated([one.due.says for one in owed])
    for of_result, group in groupby(owed, key=lambda one: one.result):
        parts += _duties_of(ruleset.title_of(of_result), list(group), usual_due, references)
    if usual_due:
        parts.append(say("result.usual_due", due=usual_due))
    parts.append("\n".join([say("result.sources"), *references.lines()]))
    return Message("\n\n".join(parts))


def _duties_of(title: str, owed: Sequence[Obligation], usual_due: str, references: References) -> Iterator[str]:
    usual_support = _most_repeated([one.support for one in owed]) or owed[0].support
    yield say("result.support", result=title, support=usual_support)
    for step, group in groupby(sorted(owed, key=lambda one: one.step or 0), key=lambda one: one.step):
        heading = say("result.step", number=step) if step else say("result.across_steps")
        yield _titled(heading, [_duty(one, usual_due, usual_support, references) for one in group])


def _duty(one: Obligation, usual_due: str, usual_support: str, references: References) -> str:
    sentences = [say("result.duty", title=one.title, what=one.what)]
    if one.deliverable:
        sentences.append(say("result.deliverable", deliverable=one.deliverable))
    if one.support != usual_support:
        sentences.append(say("result.other_support", support=one.support))
    if one.due.says != usual_due:
        sentences.append(say("result.due", due=one.due.says))
    if one.inference:
        sentences.append(say("result.inferred", why=one.inference))
    return references.mark(" ".join(sentences), one.sources)


def _most_repeated(texts: Sequence[str]) -> str:
    """The text that stands more than once, so that it can be said once for all; empty where none does."""
    text, count = Counter(texts).most_common(1)[0]
    return text if count > 1 else ""


def next_steps(conversation: Conversation) -> tuple[Button, ...]:
    """What can be asked after a result."""
    buttons = [
        Button(say("buttons.why"), payload("ask_why_level")),
        Button(say("buttons.what_would_change"), payload("ask_what_would_change")),
        Button(say("buttons.review"), payload("review_answers")),
        Button(say("buttons.start_over"), payload("start_over")),
    ]
    determination = conversation.determination
    if determination and determination.status == "undetermined" and determination.missing_facts:
        fact = determination.missing_facts[0]
        title = say("buttons.tell_now", name=fact_content(fact).name)
        buttons[1] = Button(title, payload("change_answer", fact=fact))
    if conversation.tour and conversation.tour.waits:
        buttons.append(Button(say("buttons.continue_tour"), payload("continue_tour")))
    return tuple(buttons)


def start_button() -> Button:
    """The button that begins an interview."""
    return Button(say("buttons.start"), payload("start_interview"))

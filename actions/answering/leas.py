"""Questions about the LEAs of the conversation: which there are, and how two of them differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from actions.answering.question import Question
from actions.content import say
from actions.conversation import YEAR, Conversation
from actions.leas.names import names_in
from actions.leas.turns import standing_of
from actions.saying.message import Button, Message, bullets, listed, payload
from actions.saying.outcome import outcome

__all__ = ["asked_about", "compare_leas", "list_leas", "standing"]


_OF_ALL = frozenset({"list_leas", "compare_leas"})
"""The intents that are about several LEAs anyway."""


def asked_about(conversation: Conversation, question: Question) -> str | None:
    """The one other LEA that the question names; None where it is about the current one, or about several."""
    if question.intent in _OF_ALL:
        return None
    named = {name for _, name in names_in(question.text, conversation.lea_names)}
    return named.pop() if len(named) == 1 and conversation.lea not in named else None


def list_leas(conversation: Conversation, question: Question) -> list[Message]:
    """Every LEA with its result or how far its interview has come, and buttons to go to the others."""
    known = conversation.lea_names
    if not known:
        return [Message(say("leas.one"))]
    lines = [
        say(
            "leas.line_now" if name == conversation.lea else "leas.line",
            name=name,
            standing=standing(conversation, name),
        )
        for name in sorted(known, key=str.casefold)
    ]
    buttons = [
        Button(say("leas.switch", name=one.name), payload("switch_lea", lea=one.name)) for one in conversation.others
    ]
    text = f"{say('leas.title')}\n{bullets(lines)}\n\n{say('leas.how_to')}"
    return [Message(text, tuple(buttons))]


def standing(conversation: Conversation, name: str) -> str:
    """How far the LEA called `name` has come, in a few words."""
    its = standing_of(conversation, name)
    result = its.determination
    if result is not None and result.status != "undetermined":
        return say("leas.standing", outcome=outcome(result), year=result.ruleset.year)
    if result is not None:
        key = "leas.open" if its.to_ask else "leas.left_open"
        return say(key, count=len(its.facts.to_dict()), left=len(its.to_ask), year=result.ruleset.year)
    return say("leas.no_year", count=len(its.facts.to_dict())) if its.facts else say("leas.not_begun")


def compare_leas(conversation: Conversation, question: Question) -> list[Message]:
    """Two LEAs side by side: their results, and the answers in which they differ."""
    known = conversation.lea_names
    if len(known) < 2:
        return [Message(say("leas.compare_none"))]
    wanted = list(dict.fromkeys(name for _, name in names_in(question.text, known)))
    if len(wanted) == 1 and conversation.lea:
        wanted = list(dict.fromkeys([conversation.lea, *wanted]))
    if len(wanted) < 2 and len(known) == 2:
        wanted = list(known)
    if len(wanted) != 2:
        return [Message(say("leas.compare_what", known=listed(known)))]
    return [_comparison(conversation, *wanted)]


def _comparison(conversation: Conversation, one: str, other: str) -> Message:
    parts = [say("leas.compare", one=one, other=other)]
    its, others = standing_of(conversation, one), standing_of(conversation, other)
    years = {its.facts.get(YEAR), others.facts.get(YEAR)}
    if len(years) == 2 and None not in years:
        parts.append(say("leas.other_year"))
    standings = (say("leas.result"), standing(conversation, one), standing(conversation, other))
    differences = list(_differences(its, others))
    parts.append(_table([("", one, other), standings, *differences]))
    if not differences:
        parts.append(say("leas.same_answers"))
    return Message("\n\n".join(parts))


def _table(rows: Sequence[tuple[str, ...]]) -> str:
    """The rows as a table in Markdown; the first one has the headings."""
    heading, *body = (f"| {' | '.join(row)} |" for row in rows)
    return "\n".join([heading, "|---" * len(rows[0]) + "|", *body])


def _differences(one: Conversation, other: Conversation) -> Iterator[tuple[str, str, str]]:
    for fact_id, spec in one.facts.vocabulary.items():
        if one.facts.get(fact_id) != other.facts.get(fact_id):
            yield _capitalised(spec.label), _value(one, fact_id), _value(other, fact_id)


def _capitalised(label: str) -> str:
    return label[:1].upper() + label[1:]


def _value(conversation: Conversation, fact_id: str) -> str:
    return conversation.facts.say(fact_id) if fact_id in conversation.facts else say("leas.not_known")
